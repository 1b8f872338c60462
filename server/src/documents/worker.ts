/** What runs inside the renderer's thread: takes one request at a time and answers with files or with what went wrong. */
import { parentPort } from 'node:worker_threads';
import type { RenderRequest } from './request.ts';
import { writeFormats } from './write.ts';

export type WorkerRequest = { id: number; request: RenderRequest };
export type WorkerAnswer =
  | { id: number; files: Record<string, Uint8Array> }
  | { id: number; error: { code: 'invalid' | 'failed'; message: string } };

const port = parentPort;
if (port === null) throw new Error('worker.ts runs inside a worker thread only');

const answer = async ({ id, request }: WorkerRequest): Promise<WorkerAnswer> => {
  try {
    const written = await writeFormats(request);
    if ('invalid' in written) return { id, error: { code: 'invalid', message: written.invalid } };
    return { id, files: written.files };
  } catch (error) {
    return { id, error: { code: 'failed', message: error instanceof Error ? error.message : String(error) } };
  }
};

port.on('message', async (message: WorkerRequest) => {
  port.postMessage(await answer(message));
});
