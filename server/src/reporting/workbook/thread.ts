/** What runs inside the thread: reads one file or makes one at a time, and answers with it or with what went wrong. */
import { parentPort } from 'node:worker_threads';
import { type Book, buffersOf } from './read/book.ts';
import { type FileFault, Unreadable } from './read/broken.ts';
import { readBook } from './read/open.ts';
import { writeCsv } from './write/csv.ts';
import type { Paper } from './write/paper.ts';
import { writeXlsx } from './write/xlsx.ts';

export type Task = { read: Uint8Array } | { write: Paper; as: 'xlsx' | 'csv' };
export type Done = { book: Book } | { unreadable: FileFault } | { file: Uint8Array } | { failed: string };

const port = parentPort;
if (port === null) throw new Error('thread.ts runs inside a worker thread only');

const carryOut = async (task: Task): Promise<Done> => {
  try {
    if ('read' in task) {
      const { buffer, byteOffset, byteLength } = task.read;
      return { book: readBook(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength)) };
    }
    return { file: await (task.as === 'csv' ? writeCsv(task.write) : writeXlsx(task.write)) };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.fault };
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

port.on('message', async ({ id, task }: { id: number; task: Task }) => {
  const done = await carryOut(task);
  port.postMessage({ id, done }, 'book' in done ? buffersOf(done.book) : []);
});
