/**
 * Reads and makes workbooks off the event loop, in one thread with a bound on memory and time: a file that is made to exhaust
 * either takes that thread with it, is told so, and harms no other request. The thread is given up when it has been idle for a while.
 */
import { Worker } from 'node:worker_threads';
import { refuse } from '@app/contract/kernel/problem.ts';
import { readerBusy } from '@app/contract/reporting/workbook/problems.ts';
import { Refused } from '../../kernel/problem.ts';
import type { Book } from './read/book.ts';
import type { FileFault } from './read/broken.ts';
import type { Done, Task } from './thread.ts';
import type { Paper } from './write/paper.ts';

/** Why a file was not read: what it is, or that the thread had to be stopped, or that too many wait. */
export type ReadFault = FileFault | 'too-slow' | 'busy';
export type ReadResult = { book: Book } | { fault: ReadFault };

export type WorkshopOptions = {
  /** Milliseconds for one file. */
  timeout?: number;
  /** Most files that may wait. */
  queue?: number;
  /** Milliseconds without work after which the thread and its memory are given back. */
  idle?: number;
  /** Megabytes of the thread's heap. */
  heap?: number;
  /** Script of the thread; the tests hand in threads that misbehave. */
  script?: URL;
};

type Job = { task: Task; settle: (done: Done | { stopped: 'too-slow' | 'memory' | 'died' }) => void };
export type Workshop = {
  read: (file: Uint8Array) => Promise<ReadResult>;
  /** @throws Refused when too many files wait, Error when the file could not be made. */
  write: (paper: Paper, as: 'xlsx' | 'csv') => Promise<Uint8Array>;
  close: () => Promise<void>;
};

export const createWorkshop = (options: WorkshopOptions = {}): Workshop => {
  const { timeout = 45_000, queue: most = 20, idle = 10_000, heap = 128 } = options;
  const script = options.script ?? new URL('./thread.mjs', import.meta.url);
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let active: { job: Job; timer: NodeJS.Timeout } | undefined;
  let resting: NodeJS.Timeout | undefined;
  let ids = 0;

  const stop = (): Promise<unknown> => {
    const dying = worker;
    worker = undefined;
    // terminate() settles also for a thread that is already gone.
    return dying?.terminate() ?? Promise.resolve();
  };
  const settle = (done: Parameters<Job['settle']>[0]): void => {
    const job = active?.job;
    if (active) clearTimeout(active.timer);
    active = undefined;
    worker?.unref();
    job?.settle(done);
    next();
  };
  const drop = (stopped: 'too-slow' | 'memory' | 'died'): void => {
    void stop();
    settle({ stopped });
  };
  const start = (): Worker => {
    const started = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 6 },
    });
    started.on('message', ({ id, done }: { id: number; done: Done }) => {
      if (worker === started && id === ids) settle(done);
    });
    started.on('error', (error: NodeJS.ErrnoException) => {
      if (worker === started) drop(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'died');
    });
    started.on('exit', () => {
      if (worker === started) drop('died');
    });
    return started;
  };
  const next = (): void => {
    if (active) return;
    clearTimeout(resting);
    const job = waiting.shift();
    if (!job) {
      resting = setTimeout(() => void stop(), idle);
      resting.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    ids += 1;
    active = { job, timer: setTimeout(() => drop('too-slow'), timeout) };
    worker.postMessage({ id: ids, task: job.task });
  };
  const ask = (task: Task): Promise<Parameters<Job['settle']>[0] | 'busy'> =>
    new Promise((settled) => {
      if (waiting.length >= most) return settled('busy');
      waiting.push({ task, settle: settled });
      next();
    });

  return {
    read: async (file) => {
      const done = await ask({ read: file });
      if (done === 'busy') return { fault: 'busy' };
      if ('book' in done) return done;
      if ('unreadable' in done) return { fault: done.unreadable };
      if ('stopped' in done)
        return { fault: done.stopped === 'memory' ? 'too-large' : done.stopped === 'died' ? 'damaged' : 'too-slow' };
      throw new Error('failed' in done ? done.failed : 'the thread answered something else');
    },
    write: async (paper, as) => {
      const done = await ask({ write: paper, as });
      if (done === 'busy') throw new Refused(refuse(readerBusy, {}));
      if ('file' in done) return done.file;
      throw new Error('failed' in done ? done.failed : `the file could not be made: ${JSON.stringify(done)}`);
    },
    close: async () => {
      clearTimeout(resting);
      for (const job of waiting.splice(0)) job.settle({ stopped: 'died' });
      settle({ stopped: 'died' });
      await stop();
    },
  };
};

let shared: Workshop | undefined;

/** The one workshop of the process, opened by the first file. */
export const workshop = (): Workshop => {
  shared ??= createWorkshop();
  return shared;
};
