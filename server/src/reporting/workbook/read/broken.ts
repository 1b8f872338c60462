/** Why a file could not be read. Each has its words in the contract; the thread hands over the name alone. */
export const fileFaults = [
  'empty',
  'old-excel',
  'binary-excel',
  'password',
  'ods',
  'no-sheet',
  'damaged',
  'too-large',
  'too-many-cells',
] as const;
export type FileFault = (typeof fileFaults)[number];

/** A file that is not read any further. */
export class Unreadable extends Error {
  readonly fault: FileFault;
  constructor(fault: FileFault, why = '') {
    super(`${fault}${why && `: ${why}`}`);
    this.name = 'Unreadable';
    this.fault = fault;
  }
}

export const damaged = (why: string): Unreadable => new Unreadable('damaged', why);
