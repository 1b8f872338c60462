import { createHash } from 'node:crypto';

/** A short mark of a text: two texts with the same mark are the same. */
export const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
