/** Gathers what the rules and the plan of a draft ask, in the transaction that will change the units or look at the change. */
import { addDays, type CivilDate } from '@app/contract/kernel/period.ts';
import type { ChangeItem, UnitRef } from '@app/contract/org/drafts/routes.ts';
import type { DraftFacts } from './facts.ts';
import { beginningUnits, endingUnits } from './plan/rules.ts';
import type { AtOwner, ChangeEffects } from './port.ts';
import * as q from './queries.ts';

const idsIn = (...refs: readonly (UnitRef | null)[]): number[] =>
  refs.flatMap((ref) => (ref && 'unitId' in ref ? [ref.unitId] : []));

/** Every unit an item names by its id. */
export const unitsNamed = (items: readonly ChangeItem[]): number[] => {
  const parents = beginningUnits(items).map(({ begins }) => begins.parent);
  const named = items.flatMap((item) => {
    if (item.kind === 'merge') return [...item.from, ...idsIn(item.into.unit)];
    const own = item.unitId === null ? [] : [item.unitId];
    if (item.kind === 'split') return [...own, ...idsIn(...item.parts.map(({ unit }) => unit))];
    return [...own, ...idsIn(item.parent)];
  });
  return [...new Set([...named, ...idsIn(...parents)])];
};

const codesGiven = (items: readonly ChangeItem[]): string[] => [
  ...beginningUnits(items).flatMap(({ begins }) => begins.code ?? []),
  ...items.flatMap((item) => (item.kind === 'change' && item.code !== null ? [item.code] : [])),
];

/** What the rules ask of a draft with a day. Reports and editions are looked at by the owner: who prepares it need not see them. */
export const factsOf = async (
  at: AtOwner,
  effects: ChangeEffects,
  { unitId, items, effectiveOn }: Pick<q.DraftRow, 'unitId' | 'items'> & { effectiveOn: CivilDate },
): Promise<DraftFacts> => {
  const { tx, today } = at.ask;
  const eve = addDays(effectiveOn, -1);
  const ending = endingUnits(items);
  const named = await q.factsOfUnits(tx, unitsNamed(items), unitId, eve);
  const children = ending.length === 0 ? [] : await q.factsOfChildren(tx, ending, unitId, eve);
  const parents = await q.factsOfUnits(
    tx,
    // A unit that changes alone stays below what it stood below.
    [...named, ...children].flatMap(({ parentId }) => parentId ?? []),
    unitId,
    eve,
  );
  const units = new Map([...parents, ...named].map((unit) => [unit.id, unit]));
  const carriers = await q.carriersOf(tx, codesGiven(items), effectiveOn);
  const concerned = await q.withAncestors(tx, [...unitsNamed(items), ...children.map(({ id }) => id)], eve);
  const names = new Map(concerned.map(({ id, fullName }) => [id, fullName]));
  const withName = <T extends { unitId: number }>(row: T) => ({ ...row, unit: names.get(row.unitId) ?? '' });
  return {
    units,
    children,
    carriers: new Map(carriers.map(({ code, ...carrier }) => [code, carrier])),
    issued: (
      await effects.issuedPeriods(
        at,
        concerned.map(({ id }) => id),
        effectiveOn,
      )
    ).map(withName),
    begun: (await effects.begunReports(at, ending, effectiveOn)).map(withName),
    preparedBy: unitId,
    today,
  };
};

/** The same of a draft without a day: nothing is asked of the units yet. */
export const noFacts = (unitId: number, today: CivilDate): DraftFacts => ({
  units: new Map(),
  children: [],
  carriers: new Map(),
  issued: [],
  begun: [],
  preparedBy: unitId,
  today,
});
