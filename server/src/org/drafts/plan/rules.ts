/** What a prepared change set without faults does, as the one path of every change of units takes it. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { foldAccents, nfc } from '@app/contract/kernel/text.ts';
import type { ChangeItem, DraftInput, NewUnit, Target, UnitRef } from '@app/contract/org/drafts/routes.ts';
import type { PlannedChange, PlannedState, PlannedSuccession } from '../../changes/change.ts';
import { fullNameOf } from '../../register/rules.ts';
import { bodiesAtStart } from '../../rules.ts';
import type { UnitFact } from '../facts.ts';

/** The units of a draft: those it names, what stands above them, and what stands directly below ending ones. */
type KnownUnits = { units: ReadonlyMap<number, UnitFact>; children: readonly UnitFact[] };

type Item<K extends ChangeItem['kind']> = Extract<ChangeItem, { kind: K }>;
const ofKind = <K extends ChangeItem['kind']>(items: readonly ChangeItem[], kind: K): Item<K>[] =>
  items.filter((item): item is Item<K> => item.kind === kind);

/** The units that end: merged ones and divided ones. */
export const endingUnits = (items: readonly ChangeItem[]): number[] =>
  items.flatMap((item) => (item.kind === 'merge' ? item.from : item.kind === 'split' ? [item.unitId ?? 0] : []));

/** The units that begin, each with the item and place at which it is described. */
export const beginningUnits = (items: readonly ChangeItem[]): { begins: NewUnit; path: string; level: number[] }[] =>
  items.flatMap((item, at) => {
    if (item.kind === 'merge')
      return item.into.begins
        ? [{ begins: item.into.begins, path: `items.${at}.into.begins`, level: [...item.from] }]
        : [];
    if (item.kind === 'change') return [];
    return item.parts.flatMap(({ begins }, place) =>
      begins ? [{ begins, path: `items.${at}.parts.${place}.begins`, level: [item.unitId ?? 0] }] : [],
    );
  });

const unit = (known: KnownUnits, id: number): UnitFact => {
  const fact = known.units.get(id) ?? known.children.find((child) => child.id === id);
  if (!fact) throw new Error(`unit ${id} is not known`);
  return fact;
};

/**
 * The change set of a draft that has no faults. Units that stand below one that goes over whole into another go with it
 * (decision 0005: they stay the same units under another parent).
 */
export const planOf = (draft: DraftInput & { effectiveOn: CivilDate }, known: KnownUnits): PlannedChange => {
  const changes = new Map(ofKind(draft.items, 'change').map((item) => [item.unitId ?? 0, item]));
  const ending = new Set(endingUnits(draft.items));
  const codeOf = (ref: UnitRef): string =>
    'code' in ref ? ref.code : (changes.get(ref.unitId)?.code ?? unit(known, ref.unitId).code);
  const codeOfTarget = ({ unit: ref, begins }: Target): string =>
    begins ? (begins.code ?? '') : ref ? codeOf(ref) : '';
  const successorOf = new Map(
    ofKind(draft.items, 'merge').flatMap((item) => item.from.map((id) => [id, codeOfTarget(item.into)] as const)),
  );
  const basisOf = (clause: string) => [draft.legalBasis, clause].filter(Boolean).join(', ') || null;

  /** Where a unit stands that nobody moves: below its parent, or below what that went into. */
  const followed = (fact: UnitFact): string =>
    fact.parentId === null ? '' : (successorOf.get(fact.parentId) ?? codeOf({ unitId: fact.parentId }));

  const begun = beginningUnits(draft.items).map(({ begins, level: [from] }) =>
    stateOf(
      { code: begins.code ?? '', level: unit(known, from ?? 0).level, name: nfc(begins.name), type: begins.type },
      begins.parent ? codeOf(begins.parent) : '',
      { legalBasis: draft.legalBasis || null, continues: null },
    ),
  );
  const changed = [...changes.values()].map((item) => {
    const fact = unit(known, item.unitId ?? 0);
    return stateOf(
      {
        code: item.code ?? fact.code,
        level: fact.level,
        name: nfc(item.name ?? fact.name),
        type: item.type ?? fact.type,
      },
      item.parent ? codeOf(item.parent) : followed(fact),
      { legalBasis: basisOf(item.clause), continues: fact.code },
    );
  });
  const following = known.children
    .filter(({ id, parentId }) => !changes.has(id) && !ending.has(id) && successorOf.has(parentId ?? 0))
    .map((fact) => ({
      ...stateOf(fact, followed(fact), { legalBasis: draft.legalBasis || null, continues: fact.code }),
      // Its bodies are called by its name, which stays.
      bodies: [],
    }));
  return {
    effectiveOn: draft.effectiveOn,
    title: draft.title,
    legalBasis: draft.legalBasis || null,
    ends: [...ending].map((id) => unit(known, id).code),
    states: [...begun, ...changed, ...following],
    successions: successionsOf(draft, known, codeOfTarget),
  };
};

const stateOf = (
  { code, level, name, type }: Pick<UnitFact, 'code' | 'level' | 'name' | 'type'>,
  parentCode: string,
  rest: Pick<PlannedState, 'legalBasis' | 'continues'>,
): PlannedState => {
  const fullName = fullNameOf(type, name);
  return {
    code,
    level,
    name,
    fullName,
    folded: foldAccents(fullName),
    type,
    parentCode,
    bodies: bodiesAtStart({ level, type, name, fullName }),
    ...rest,
  };
};

const successionsOf = (
  draft: DraftInput,
  known: KnownUnits,
  codeOfTarget: (target: Target) => string,
): PlannedSuccession[] => {
  const rest = (clause: string) => ({ legalBasis: draft.legalBasis || null, clause: clause || null, note: null });
  return [
    ...ofKind(draft.items, 'merge').flatMap((item) =>
      item.from.map((id) => ({
        oldCode: unit(known, id).code,
        newCode: codeOfTarget(item.into),
        kind: 'whole',
        scope: 'merged',
        weight: 1,
        ...rest(item.clause),
      })),
    ),
    ...ofKind(draft.items, 'split').flatMap((item) =>
      item.parts.map((part) => ({
        oldCode: unit(known, item.unitId ?? 0).code,
        newCode: codeOfTarget(part),
        kind: 'part',
        scope: 'part',
        weight: part.share,
        ...rest(item.clause),
      })),
    ),
  ];
};
