/** Recovery codes: printed once, for the day the telephone is lost; each opens the account one time. */
import { readableSecret } from '../secrets.ts';

const HOW_MANY = 10;

export const newRecoveryCodes = (): string[] => Array.from({ length: HOW_MANY }, readableSecret);

/** The code as it was made, whatever capitals, spaces and dashes it was typed with. */
export const asMade = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/(.{4})(?=.)/g, '$1-');
