/** A rendering thread that misbehaves as the place of the request says, for the tests of the renderer. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', ({ id, request }) => {
  const place = request.document?.head?.place;
  if (place === 'loop') for (;;);
  if (place === 'die') process.exit(3);
  if (place === 'throw') {
    setImmediate(() => {
      throw new Error('out of luck');
    });
    return;
  }
  parentPort?.postMessage({ id, files: { docx: new Uint8Array([1, 2, 3]) } });
});
