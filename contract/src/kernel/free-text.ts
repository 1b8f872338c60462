/** What free words may hold: nothing that cannot be seen, nothing that is a key to a person. */
import { personalDataIn } from './personal-data.ts';
import type { ProblemDescription } from './problem.ts';
import { citizenIdInText, emailInText, hiddenCharacters, phoneInText } from './problems.ts';

/**
 * Spaces without width, soft hyphens, joiners, byte-order marks and tags, which come along when text is pasted and which Vietnamese
 * does not need; signs that turn the direction of writing are not taken away in silence but refused below.
 */
const unseen = /(?![\u202A-\u202E\u2066-\u2069])\p{Default_Ignorable_Code_Point}/gu;

/** Takes away what has no width, and makes line ends and wide spaces the plain ones. */
export const withoutUnseen = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .replace(unseen, '');

/**
 * Control characters, halves of characters, code points that are none, letters under a heap of marks, and signs that turn the
 * direction of writing: what is read would not be what is stored, and no database or document keeps some of them.
 */
const hidden = /[^\P{Cc}\n\t]|\p{Cs}|\p{Noncharacter_Code_Point}|\p{M}{4}|[\u202A-\u202E\u2066-\u2069]/u;

const personal = { 'citizen-id': citizenIdInText, phone: phoneInText, email: emailInText } as const;

/** Why a text cannot be kept as it is; null when it can. */
export const whyNotText = (text: string): ProblemDescription | null => {
  if (hidden.test(text)) return hiddenCharacters;
  const kind = personalDataIn(text);
  return kind && personal[kind];
};

/** The faults of free words by their code, for whoever says them at the field. */
export const textProblems: Readonly<Record<string, ProblemDescription>> = Object.fromEntries(
  [hiddenCharacters, ...Object.values(personal)].map((each) => [each.code, each]),
);
