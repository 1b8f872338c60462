/** Which passwords are refused, whatever characters they are made of (NIST SP 800-63B 3.1.1.2: length and a list, no mixture rules). */
import { passwordTooCommon } from '@app/contract/identity/problems.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';

/** What is tried first in Vietnam and at this product, and stands on no international list. */
export const triedHere = [
  'matkhau',
  'chungtay',
  'vietnam',
  'congan',
  'congan113',
  'anhyeuem',
  'emyeuanh',
  'mattran',
  'hanoi',
];

/** Fewer characters than this beside known words are quickly tried out. */
const OF_ONES_OWN = 6;
/** Fewer different characters than this are a pattern: 1111111111, abababababab. */
const DIFFERENT = 4;
/** Parts of a user name shorter than this are no words. */
const SHORTEST_PART = 3;

const squash = (text: string): string => foldAccents(text.normalize('NFKC')).replace(/[\s._-]+/g, '');
const withoutEnds = (text: string): string => text.replace(/^[^a-z]+|[^a-z]+$/g, '');

/** The shortest text of which this one is a repetition: 'hanoihanoi' is 'hanoi' twice. */
const period = (text: string): string => /^(.+?)\1+$/.exec(text)?.[1] ?? text;

/**
 * Why a password may not be chosen: it stands on the list of those that are guessed first (also with capitals, accents, figures
 * around it, or said twice), or little is left of it without the user name and the product's name. Its length is the contract's.
 */
export const whyNotAmong = (guessedFirst: ReadonlySet<string>, username: string, password: string): Refusal | null => {
  const text = squash(password);
  const known = [squash(username), ...username.split(/[._-]+/), 'chungtay']
    .filter((word) => word.length >= SHORTEST_PART)
    .sort((one, other) => other.length - one.length);
  const left = withoutEnds(known.reduce((rest, word) => rest.replaceAll(word, ''), text));
  const isGuessed = [text, withoutEnds(text)].some((each) => guessedFirst.has(each) || guessedFirst.has(period(each)));
  const namesItself =
    known.some((word) => text.includes(word)) && (left.length < OF_ONES_OWN || guessedFirst.has(left));
  return isGuessed || namesItself || new Set(text).size < DIFFERENT ? refuse(passwordTooCommon, {}) : null;
};
