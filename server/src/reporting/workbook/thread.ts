/** What runs inside the thread: reads one file or makes one at a time, and answers with it or with what went wrong. */
import { parentPort } from 'node:worker_threads';
import { type Book, buffersOf } from './read/book.ts';
import { type FileFault, Unreadable } from './read/broken.ts';
import { readBook } from './read/open.ts';
import type { Paper } from './write/paper.ts';

export type Task = { read: Uint8Array } | { write: Paper; as: 'xlsx' | 'csv' };
export type Done = { book: Book } | { unreadable: FileFault } | { file: Uint8Array } | { failed: string };

const port = parentPort;
if (port === null) throw new Error('thread.ts runs inside a worker thread only');

/** What only makes files is loaded with the first of them: a thread that reads has no memory to spare. */
const makeFile = async (paper: Paper, as: 'xlsx' | 'csv'): Promise<Uint8Array> =>
  as === 'csv' ? (await import('./write/csv.ts')).writeCsv(paper) : (await import('./write/xlsx.ts')).writeXlsx(paper);

const carryOut = async (task: Task): Promise<Done> => {
  try {
    if ('read' in task) {
      const { buffer, byteOffset, byteLength } = task.read;
      return { book: readBook(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength)) };
    }
    return { file: await makeFile(task.write, task.as) };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.fault };
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

port.on('message', async ({ id, task }: { id: number; task: Task }) => {
  const done = await carryOut(task);
  port.postMessage({ id, done }, 'book' in done ? buffersOf(done.book) : []);
});
