/** How keys for programs are made and kept. */
import { createHash, randomBytes } from 'node:crypto';

/** A new key: 256 random bits, behind a sign by which one that was left in a file or a log is recognised. */
export const newToken = (): string => `ct_${randomBytes(32).toString('base64url')}`;

/** What is kept of a key; it is random and long, so a plain hash cannot be turned back. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
