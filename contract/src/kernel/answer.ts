/** Small schemas that answers of every room share. */
import * as z from 'zod';

/** A sentence or name in both languages. */
export const wordsAnswer = z.object({ vi: z.string(), en: z.string() });

/** A civil date of Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
export const civilDate = z.iso.date();

/** A moment, ISO 8601 in UTC. */
export const moment = z.iso.datetime({ offset: true });

/** Free words: NFC, without control characters and broken halves of characters, which no database keeps. */
export const freeText = (least: number, most: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(least)
    .max(most)
    .refine((text) => !/[^\P{Cc}\n\t]|\p{Cs}/u.test(text));

/** Nothing to tell beyond success. */
export const done = z.object({ done: z.literal(true) });

/** Row ids travel as whole numbers. */
export const id = z.coerce.number().int().positive().max(2_147_483_647);

/** For each action its problem code and words, or null when it may be done: the reason on a disabled button. */
export const whyNotAnswer = z.object({ code: z.string(), says: wordsAnswer }).nullable();
