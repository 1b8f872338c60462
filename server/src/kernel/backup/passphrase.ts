import { readFileSync } from 'node:fs';
import { passphraseMissing, passphraseShort } from './words.ts';

/** What can be guessed is no passphrase; this only catches the careless. */
const LEAST = 12;

/** The first line of a file, or what the setting holds; null when there is none. Typed in a command it would stand in its history. */
export const passphraseOf = (file: string | undefined, setting: string | null): string | null => {
  const text = file ? readFileSync(file, 'utf8').split(/\r?\n/, 1)[0] : setting;
  return text ? text : null;
};

/** The passphrase for a new backup; null only when the operator has asked for a file anybody can read. @throws Error otherwise. */
export const mustHavePassphrase = (passphrase: string | null, plain: boolean): string | null => {
  if (plain) return null;
  if (passphrase === null) throw passphraseMissing();
  if (passphrase.length < LEAST) throw passphraseShort(LEAST);
  return passphrase;
};
