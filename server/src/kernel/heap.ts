/** How much memory the program lets lie before it clears up. */
import { setFlagsFromString } from 'node:v8';

/** Percent of what is in use. Left alone V8 waits until three times as much lies about as is needed; what is saved is paid in some percent of time. */
const GROWTH = 40;

/**
 * Lets the heap grow by `GROWTH` percent between two collections, on every thread. It is no limit: work that needs more gets it.
 * A Node whose V8 no longer knows the flag says so on the error stream and goes on.
 */
export const keepHeapSmall = (): void => setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
