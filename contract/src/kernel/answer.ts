/** Small schemas that answers of every room share. */
import * as z from 'zod';
import { whyNotText, withoutUnseen } from './free-text.ts';

/** A sentence or name in both languages. */
export const wordsAnswer = z.object({ vi: z.string(), en: z.string() });

/** A civil date of Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
export const civilDate = z.iso.date();

/** A moment, ISO 8601 in UTC. */
export const moment = z.iso.datetime({ offset: true });

/** A check for texts: nothing unseen, no keys to persons. A text beyond any limit is refused for its length before. */
export const refuseKeys = (text: string, found: z.RefinementCtx): void => {
  const problem = text.length <= LONGEST ? whyNotText(text) : null;
  if (problem) found.addIssue({ code: 'custom', params: { problem: problem.code } });
};
const LONGEST = 10_000;

/**
 * Free words about offices and figures: NFC, without what cannot be seen, without keys to persons. Every free text that is stored
 * goes through here; a law of the house sees to it.
 */
export const freeText = (least: number, most: number) => {
  const words = z
    .string()
    .overwrite(withoutUnseen)
    .trim()
    .normalize('NFC')
    .min(least)
    .max(most)
    .superRefine(refuseKeys);
  freeTexts.add(words);
  return words;
};

/** Every schema that `freeText` has made: what the law of the house knows it by. */
export const freeTexts = new WeakSet<z.ZodType>();

/** Nothing to tell beyond success. */
export const done = z.object({ done: z.literal(true) });

/** Row ids travel as whole numbers. */
export const id = z.coerce.number().int().positive().max(2_147_483_647);

/** For each action its problem code and words, or null when it may be done: the reason on a disabled button. */
export const whyNotAnswer = z.object({ code: z.string(), says: wordsAnswer }).nullable();
