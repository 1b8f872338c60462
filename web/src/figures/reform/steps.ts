/** What became of a unit, day by day: who ended, who took over, and how much of it. */
import type { getWhatBecame, SuccessionStep, UnitInTime } from '@app/contract/figures/restated/routes.ts';
import type { Answer } from '@app/contract/kernel/route.ts';

export type Became = Answer<typeof getWhatBecame>;
export type Change = { on: string; from: UnitInTime[]; to: UnitInTime[]; steps: SuccessionStep[] };

/** The changes of a unit's line, oldest first, each with the units on both sides. */
export const changesOf = ({ units, steps }: Became): Change[] => {
  const named = new Map(units.map((unit) => [unit.id, unit]));
  const pick = (ids: Iterable<number>) => [...new Set(ids)].flatMap((id) => named.get(id) ?? []);
  return [...new Set(steps.map(({ on }) => on))].map((on) => {
    const here = steps.filter((step) => step.on === on);
    return { on, from: pick(here.map(({ fromId }) => fromId)), to: pick(here.map(({ toId }) => toId)), steps: here };
  });
};

/** The last change of a line that has come into force, around which its series is looked at; null where there was none. */
export const lastChangeOn = (became: Became, today: string): string | null =>
  changesOf(became).findLast(({ on }) => on <= today)?.on ?? became.unit.to ?? null;
