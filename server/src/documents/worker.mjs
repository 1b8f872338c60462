/** The renderer's thread. Plain JavaScript, because a worker does not inherit the TypeScript loader of the process on Node 20. */
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
