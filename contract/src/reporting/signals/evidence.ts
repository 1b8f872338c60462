/** What stands behind a signal, as data by kind; the screen turns it into a sentence and a small table. */
import * as z from 'zod';

const count = z.number().int();
const indicator = z.string();
const period = z.string();
const value = z.number();

const equalCells = { equal: count, compared: count, bits: z.number(), cells: z.array(z.object({ indicator, value })) };

export const evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('repeated'), period, ...equalCells }),
  z.object({ kind: z.literal('neighbour'), unitId: count, ...equalCells }),
  z.object({
    kind: z.literal('rounded'),
    /** Multiples of ten, or of five. */
    step: count,
    round: count,
    counted: count,
    expected: z.number(),
    /** Once in so many by chance; capped. */
    onceIn: z.number(),
    periods: count,
    cells: z.array(z.object({ indicator, value })),
  }),
  z.object({
    kind: z.literal('flat'),
    series: z.array(z.object({ indicator, value, periods: count, since: period })),
  }),
  z.object({
    kind: z.literal('jump'),
    cells: z.array(z.object({ indicator, value, usual: value, times: z.number(), periods: count })),
  }),
  z.object({ kind: z.literal('year-at-once'), periods: z.array(period), minutes: z.number(), from: z.string() }),
  z.object({
    kind: z.literal('declared-sum'),
    cells: z.array(z.object({ indicator, declared: value, sum: value, reported: count })),
  }),
  z.object({
    kind: z.literal('month-year'),
    cells: z.array(z.object({ indicator, value, months: value, counted: count, last: z.boolean() })),
  }),
  z.object({
    kind: z.literal('parts'),
    pairs: z.array(z.object({ result: indicator, resultValue: value, cause: indicator })),
  }),
  z.object({
    kind: z.literal('balance'),
    period,
    stocks: z.array(
      z.object({
        indicator,
        before: value,
        added: value,
        removed: value,
        expected: value,
        value,
        from: indicator,
        to: indicator,
      }),
    ),
  }),
  z.object({
    kind: z.literal('text-copied'),
    texts: z.array(
      z.object({
        /** The indicator whose note it is, or a section of the narrative. */
        where: z.string(),
        words: count,
        share: count,
        period: period.nullable(),
        unitId: count.nullable(),
        beginning: z.string(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('last-hour'),
    sendings: z.array(z.object({ period, minutes: count })),
  }),
]);
export type Evidence = z.infer<typeof evidence>;
