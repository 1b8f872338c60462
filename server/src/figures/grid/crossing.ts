/** Periods and what lies inside them, on the tree of one day also where units were merged or divided in between. */
import { type CivilDate, childrenOf, type Period } from '@app/contract/kernel/period.ts';
import type { Tx } from '../../kernel/database.ts';
import { reformsWithin } from '../../org/index.ts';

/** All shorter periods inside a period, down to months. */
export const everyPartOf = (period: Period): Period[] =>
  childrenOf(period).flatMap((child) => [child, ...everyPartOf(child)]);

/**
 * The longer periods within which units were merged or divided, after the cut-off of their first part: what their earlier parts bring
 * stands in other units than at their end, and is read on the tree of their end (figures.md §4).
 */
export const crossingOf = async (tx: Tx, periods: readonly Period[]): Promise<ReadonlySet<string>> => {
  const distinct = [...new Map(periods.map((period) => [period.code, period])).values()];
  const longer = distinct.flatMap((period) => {
    const [first] = everyPartOf(period).sort((one, other) => one.endsOn.localeCompare(other.endsOn));
    return first ? [{ period, after: first.endsOn, until: period.endsOn }] : [];
  });
  const crossed = await reformsWithin(tx, longer);
  return new Set(longer.flatMap(({ period }, at) => (crossed.has(at) ? [period.code] : [])));
};

/** What may be expected for a part of a period, on the tree of `on`: its own end, or that of a longer period across a reform. */
export type Owed = { key: string; period: Period; on: CivilDate };

/** Everything that may be expected of the asked periods and of what lies inside them, each once. */
export const owedOf = (periods: readonly Period[], crossing: ReadonlySet<string>): Owed[] => {
  const each = periods.flatMap((asked) => [
    { key: asked.code, period: asked, on: asked.endsOn },
    ...everyPartOf(asked).map((period) => ({
      key: owedKey(asked, period, crossing),
      period,
      on: crossing.has(asked.code) ? asked.endsOn : period.endsOn,
    })),
  ]);
  return [...new Map(each.map((one) => [one.key, one])).values()];
};

/** Under which name a part of an asked period is kept among what may be expected. */
export const owedKey = (asked: Period, part: Period, crossing: ReadonlySet<string>): string =>
  crossing.has(asked.code) ? `${part.code} on ${asked.endsOn}` : part.code;
