/** The thread that reads and makes workbooks. Plain JavaScript, because a worker does not inherit the TypeScript loader of the process on Node 20. */
// A Node that reads TypeScript by itself needs no loader; the container has none.
if (!process.features.typescript) (await import('tsx/esm/api')).register();
await import('./thread.ts');
