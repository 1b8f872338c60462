/** The list that chosen passwords are held against, kept by a library. */
import type { Refusal } from '@app/contract/kernel/problem.ts';
import { dictionary } from '@zxcvbn-ts/language-common';
import { triedHere, whyNotAmong } from './rules.ts';

const guessedFirst = new Set([...dictionary['passwords-common'], ...triedHere]);

/** Why a password may not be chosen for an account; null when it may. */
export const whyNotPassword = (username: string, password: string): Refusal | null =>
  whyNotAmong(guessedFirst, username, password);
