/**
 * Renders papers off the event loop, in one warm worker thread: all three formats block for some tenths of a second, and
 * no other request may wait for that. Papers wait in a queue here, so that a thread that hangs or dies takes one with it.
 * The thread holds about a hundred megabytes and is given up when it has been idle for a while.
 */
import { Worker } from 'node:worker_threads';
import type { RenderedFiles, RenderRequest } from './request.ts';
import type { WorkerAnswer, WorkerRequest } from './worker.ts';

/**
 * Why a paper was not rendered: `invalid` the request does not fit the tree; `failed` a writer refused it; `timeout` it took
 * too long; `crashed` the thread died; `busy` too many papers wait; `closed` the renderer was shut down.
 */
export type RenderFault = 'invalid' | 'failed' | 'timeout' | 'crashed' | 'busy' | 'closed';

/** A paper that was not rendered. Nothing half written is ever returned. */
export class RenderError extends Error {
  readonly fault: RenderFault;
  constructor(fault: RenderFault, message: string) {
    super(message);
    this.name = 'RenderError';
    this.fault = fault;
  }
}

export type RendererOptions = {
  /** Longest time for one paper, milliseconds, without waiting in the queue. */
  timeout?: number;
  /** Most papers that may wait. */
  queue?: number;
  /** Milliseconds without a paper after which the thread and its memory are given back. */
  idle?: number;
  /** Script of the thread; the tests hand in threads that misbehave. */
  script?: URL;
};

type Job = {
  message: WorkerRequest;
  resolve: (files: RenderedFiles) => void;
  reject: (error: RenderError) => void;
};

export type Renderer = {
  render: (request: RenderRequest) => Promise<RenderedFiles>;
  /** Whether a thread stands, or is being started. */
  stands: () => boolean;
  close: () => Promise<void>;
};

const inBuffers = (files: Record<string, Uint8Array>): RenderedFiles =>
  Object.fromEntries(
    Object.entries(files).map(([format, file]) => [format, Buffer.from(file.buffer, file.byteOffset, file.byteLength)]),
  );

/** A renderer with a thread of its own, started by the first paper and kept warm while papers come; it does not keep the process alive. */
export const createRenderer = (options: RendererOptions = {}): Renderer => {
  const { timeout = 30_000, queue: most = 200, idle = 300_000 } = options;
  const script = options.script ?? new URL('./worker.mjs', import.meta.url);
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let active: { job: Job; timer: NodeJS.Timeout } | undefined;
  let resting: NodeJS.Timeout | undefined;
  let ids = 0;
  let closed = false;

  const release = (): Job | undefined => {
    const job = active?.job;
    if (active) clearTimeout(active.timer);
    active = undefined;
    worker?.unref();
    return job;
  };

  const stop = (): Promise<unknown> => {
    const dying = worker;
    worker = undefined;
    // terminate() settles also for a thread that is already gone.
    return dying?.terminate() ?? Promise.resolve();
  };

  const drop = (fault: RenderFault, message: string): void => {
    void stop();
    release()?.reject(new RenderError(fault, message));
    next();
  };

  const receive = (answer: WorkerAnswer): void => {
    if (active?.job.message.id !== answer.id) return;
    const job = release();
    if ('files' in answer) job?.resolve(inBuffers(answer.files));
    else job?.reject(new RenderError(answer.error.code, answer.error.message));
    next();
  };

  const start = (): Worker => {
    // A paper that needs more heap is hostile, and must not take the server with it; 34 tables of 34 rows fit well.
    const started = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 16 },
    });
    started.on('message', receive);
    const died = (why: string) => {
      if (worker === started) drop('crashed', `the rendering thread stopped: ${why}`);
    };
    started.on('error', (error) => died(error instanceof Error ? error.message : String(error)));
    started.on('exit', (code) => died(`exit code ${code}`));
    return started;
  };

  const next = (): void => {
    if (active || closed) return;
    clearTimeout(resting);
    const job = waiting.shift();
    if (!job) {
      resting = setTimeout(() => void stop(), idle);
      resting.unref();
      return;
    }
    worker ??= start();
    // While a paper is being made the process must stay: a command line would otherwise end before its file is written.
    worker.ref();
    const timer = setTimeout(() => drop('timeout', `the paper took longer than ${timeout} ms`), timeout);
    active = { job, timer };
    try {
      worker.postMessage(job.message);
    } catch (error) {
      // What cannot be copied to a thread (a function, say) is no tree; the thread itself is well.
      release();
      job.reject(new RenderError('invalid', String(error)));
      next();
    }
  };

  const render = (request: RenderRequest): Promise<RenderedFiles> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new RenderError('closed', 'the renderer was shut down'));
      if (waiting.length >= most) return reject(new RenderError('busy', `${most} papers are waiting already`));
      ids += 1;
      waiting.push({ message: { id: ids, request }, resolve, reject });
      next();
    });

  const close = async (): Promise<void> => {
    closed = true;
    clearTimeout(resting);
    const gone = new RenderError('closed', 'the renderer was shut down');
    release()?.reject(gone);
    for (const job of waiting.splice(0)) job.reject(gone);
    await stop();
  };

  return { render, stands: () => worker !== undefined, close };
};

let shared: Renderer | undefined;

/**
 * The document as DOCX and PDF, the annex as XLSX, whichever `formats` ask for.
 * @throws RenderError
 */
export const renderInWorker = (request: RenderRequest): Promise<RenderedFiles> => {
  shared ??= createRenderer();
  return shared.render(request);
};

/** Whether the next paper finds a thread that has loaded what it needs, or is loading it. */
export const rendererStands = (): boolean => shared?.stands() ?? false;

/** Ends the shared thread; papers that still wait are refused. A later call of `renderInWorker` starts a new one. */
export const closeRenderer = async (): Promise<void> => {
  const renderer = shared;
  shared = undefined;
  await renderer?.close();
};
