/** What became of a unit, day by day: who ended, who took over, and how much of it. */
import type { getWhatBecame, SuccessionStep, UnitInTime } from '@app/contract/figures/restated/routes.ts';
import { addDays } from '@app/contract/kernel/period.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';

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

/** Names that fit into a heading; more are counted. */
const FEW = 2;

/**
 * What a change was to a unit: an ended one went into others, of which the line does not tell what else went into them; any other came
 * from those before it.
 */
export const sayChange = (unitId: number, from: readonly UnitInTime[], to: readonly UnitInTime[]): Words => {
  const self = from.find(({ id }) => id === unitId);
  if (!self)
    return {
      vi: `${from.length} đơn vị thành ${to.length}`,
      en: `${from.length} ${from.length === 1 ? 'unit' : 'units'} became ${to.length}`,
    };
  const names = to.map(({ fullName }) => fullName).join(', ');
  return to.length > FEW
    ? {
        vi: `${self.fullName} được chia cho ${to.length} đơn vị`,
        en: `${self.fullName} was divided among ${to.length} units`,
      }
    : { vi: `${self.fullName} chuyển vào ${names}`, en: `${self.fullName} went into ${names}` };
};

/** The last change of a line that has come into force, around which its series is looked at; null where there was none. */
export const lastChangeOn = (became: Became, today: string): string | null =>
  changesOf(became).findLast(({ on }) => on <= today)?.on ??
  (became.unit.to === null ? null : addDays(became.unit.to, 1));
