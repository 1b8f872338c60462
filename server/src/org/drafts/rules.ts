/** What is wrong in a change set that is being prepared, and who may do what with it. No clock, no database. */
import { addDays, type CivilDate, sayDate } from '@app/contract/kernel/period.ts';
import { type FieldFault, type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { changedMeanwhile, notAllowed, notFound } from '@app/contract/kernel/problems.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import { say, type Words, type WordsData } from '@app/contract/kernel/words.ts';
import {
  alreadyApplied,
  changeHasFaults,
  type DraftFault,
  draftFaults,
  notApplied,
  somethingRests,
  unitsOfOthers,
} from '@app/contract/org/drafts/problems.ts';
import type { ChangeItem, DraftInput, NewUnit, Target, UnitRef } from '@app/contract/org/drafts/routes.ts';
import { type UnitType, unitTypeWords } from '@app/contract/org/words.ts';
import type { DraftFacts, UnitFact } from './facts.ts';
import { beginningUnits, endingUnits } from './plan/rules.ts';

const fault = (path: string, code: DraftFault, data: WordsData = {}): FieldFault => ({
  path,
  code: `org.${code}`,
  says: { vi: say(draftFaults[code], 'vi', data), en: say(draftFaults[code], 'en', data) },
});
const day = (on: CivilDate): Words => ({ vi: sayDate(on, 'vi'), en: sayDate(on, 'en') });

/** A change set may be set this many days ahead; farther is a slip of the year. */
const FAR = 731;
const typesOf: Readonly<Record<string, readonly UnitType[]>> = {
  province: ['tinh', 'thanh_pho'],
  commune: ['xa', 'phuong', 'dac_khu'],
};
const parentLevel: Readonly<Record<string, string>> = { province: 'nation', commune: 'province' };
const codeLength: Readonly<Record<string, number>> = { province: 2, commune: 5 };

/**
 * Everything that keeps a draft from being applied, by field. The units' own faults need the day, so they are told once it is
 * chosen. A unit that ends must not leave figures behind that end after it: what was typed, sent or issued for such a period
 * stands in the way (figures.md §2: totals stand on the tree of the period's end).
 */
export const faultsOf = (draft: DraftInput, facts: DraftFacts): FieldFault[] => {
  const faults = faultsOfHead(draft, facts);
  if (draft.effectiveOn === null) return faults;
  return [
    ...faults,
    ...draft.items.flatMap((item, at) => faultsOfItem(item, `items.${at}`, draft, facts)),
    ...faultsOfCodes(draft, facts),
    ...faultsBetween(draft, facts),
  ];
};

const faultsOfHead = ({ title, effectiveOn, legalBasis, items }: DraftInput, facts: DraftFacts): FieldFault[] => {
  const far = effectiveOn !== null && effectiveOn > addDays(facts.today, FAR);
  return [
    ...(title.vi.trim() ? [] : [fault('title.vi', 'title-missing')]),
    ...(title.en.trim() ? [] : [fault('title.en', 'title-missing')]),
    ...(effectiveOn === null ? [fault('effectiveOn', 'day-missing')] : []),
    ...(far ? [fault('effectiveOn', 'day-far')] : []),
    ...(legalBasis.trim().length < 3 ? [fault('legalBasis', 'basis-missing')] : []),
    ...(items.length === 0 ? [fault('items', 'nothing-in-it')] : []),
    ...facts.issued
      .slice(0, 1)
      .map(({ period, unit, endsOn }) => fault('effectiveOn', 'period-issued', { period, unit, endsOn: day(endsOn) })),
    ...facts.begun.map(({ unit, form, period }) => fault('effectiveOn', 'report-begun', { unit, form, period })),
  ];
};

const faultsOfItem = (item: ChangeItem, path: string, draft: DraftInput, facts: DraftFacts): FieldFault[] => {
  if (item.kind === 'merge') return faultsOfMerge(item, path, draft, facts);
  if (item.kind === 'split') return faultsOfSplit(item, path, draft, facts);
  return faultsOfChange(item, path, draft, facts);
};

/** A unit that is to change or end on the day: in force on the eve, of this administrator, and not changed on the day or later. */
const faultsOfUnit = (id: number | null, path: string, facts: DraftFacts): FieldFault[] => {
  if (id === null) return [fault(path, 'unit-missing')];
  const unit = facts.units.get(id);
  if (!unit) return [fault(path, 'not-in-force')];
  if (!unit.below) return [fault(path, 'outside-area')];
  if (!(unit.level in typesOf)) return [fault(path, 'level-not-changed-here')];
  return unit.until === null ? [] : [fault(path, 'changes-later', { unit: unit.fullName, on: day(unit.until) })];
};

const faultsOfMerge = (
  item: Extract<ChangeItem, { kind: 'merge' }>,
  path: string,
  draft: DraftInput,
  facts: DraftFacts,
): FieldFault[] => {
  const level = facts.units.get(item.from[0] ?? 0)?.level;
  const least = item.into.begins ? 2 : 1;
  return [
    ...(item.from.length < least ? [fault(`${path}.from`, item.from.length === 0 ? 'unit-missing' : 'too-few')] : []),
    ...item.from.flatMap((id, at) => faultsOfUnit(id, `${path}.from.${at}`, facts)),
    ...(item.from.some((id) => facts.units.has(id) && facts.units.get(id)?.level !== level)
      ? [fault(`${path}.from`, 'levels-differ')]
      : []),
    ...faultsOfTarget(item.into, `${path}.into`, level, draft, facts),
  ];
};

const targetKey = ({ unit, begins }: Target): string => begins?.code ?? (unit ? refKey(unit) : '');
const refKey = (ref: UnitRef): string => ('code' in ref ? ref.code : `#${ref.unitId}`);

const faultsOfSplit = (
  item: Extract<ChangeItem, { kind: 'split' }>,
  path: string,
  draft: DraftInput,
  facts: DraftFacts,
): FieldFault[] => {
  const level = facts.units.get(item.unitId ?? 0)?.level;
  const keys = item.parts.map(targetKey);
  return [
    ...faultsOfUnit(item.unitId, `${path}.unitId`, facts),
    ...(item.parts.length < 2 ? [fault(`${path}.parts`, 'parts-too-few')] : []),
    ...item.parts.flatMap((part, at) => [
      ...faultsOfTarget(part, `${path}.parts.${at}`, level, draft, facts),
      ...(keys[at] && keys.indexOf(keys[at]) < at ? [fault(`${path}.parts.${at}`, 'part-twice')] : []),
    ]),
    ...faultsOfShares(item, path),
  ];
};

/** Shares are told to a millionth; together they are the whole, or less while one of them is not known. */
const faultsOfShares = (item: Extract<ChangeItem, { kind: 'split' }>, path: string): FieldFault[] => {
  const known = item.parts.flatMap(({ share }) => (share === null ? [] : [Math.round(share * 1_000_000)]));
  const sum = known.reduce((all, share) => all + share, 0);
  const says = { sum: sum / 10_000 };
  if (sum > 1_000_000) return [fault(`${path}.parts`, 'shares-too-much', says)];
  const told = known.length > 0 && known.length === item.parts.length;
  return told && sum < 1_000_000 ? [fault(`${path}.parts`, 'shares-too-little', says)] : [];
};

const faultsOfTarget = (
  target: Target,
  path: string,
  level: string | undefined,
  draft: DraftInput,
  facts: DraftFacts,
): FieldFault[] => {
  if (target.begins) return faultsOfNew(target.begins, `${path}.begins`, level, draft, facts);
  if (!target.unit) return [fault(path, 'target-missing')];
  if ('code' in target.unit) return faultsOfRef(target.unit, `${path}.unit`, level, 'levels-differ', draft, facts);
  return [
    ...faultsOfStanding(target.unit.unitId, `${path}.unit`, draft, facts),
    ...faultsOfRef(target.unit, `${path}.unit`, level, 'levels-differ', draft, facts),
  ];
};

/** A unit that takes something over must itself not be changed later than the day. */
const faultsOfStanding = (id: number, path: string, draft: DraftInput, facts: DraftFacts): FieldFault[] =>
  facts.units.has(id) && !endingUnits(draft.items).includes(id) ? faultsOfUnit(id, path, facts) : [];

/** A unit that something is to go into or stand below: it goes on, or begins here, at the right level. */
const faultsOfRef = (
  ref: UnitRef,
  path: string,
  level: string | undefined,
  otherLevel: DraftFault,
  draft: DraftInput,
  facts: DraftFacts,
): FieldFault[] => {
  if ('code' in ref) {
    const made = beginningUnits(draft.items).find(({ begins }) => begins.code === ref.code);
    if (!made) return [fault(path, 'code-unknown', { code: ref.code })];
    const madeLevel = facts.units.get(made.level[0] ?? 0)?.level;
    return level && madeLevel && madeLevel !== level ? [fault(path, otherLevel)] : [];
  }
  const unit = facts.units.get(ref.unitId);
  if (!unit) return [fault(path, 'not-in-force')];
  if (endingUnits(draft.items).includes(ref.unitId)) return [fault(path, 'target-ends', { unit: unit.fullName })];
  return level && unit.level !== level ? [fault(path, otherLevel)] : [];
};

const faultsOfParent = (
  parent: UnitRef,
  path: string,
  level: string | undefined,
  draft: DraftInput,
  facts: DraftFacts,
): FieldFault[] => {
  const unit = 'unitId' in parent ? facts.units.get(parent.unitId) : undefined;
  // Below the own province, or the province itself; a neighbour's is out of reach.
  if (unit && !unit.below && unit.level === 'province' && unit.id !== facts.preparedBy)
    return [fault(path, 'outside-area')];
  return faultsOfRef(parent, path, level && parentLevel[level], 'parent-of-other-level', draft, facts);
};

const faultsOfNew = (
  begins: NewUnit,
  path: string,
  level: string | undefined,
  draft: DraftInput,
  facts: DraftFacts,
): FieldFault[] => [
  ...(begins.code === null ? [fault(`${path}.code`, 'code-missing')] : []),
  ...(begins.code !== null && level && begins.code.length !== codeLength[level]
    ? [fault(`${path}.code`, 'code-of-other-level')]
    : []),
  ...faultsOfName(begins.name, `${path}.name`),
  ...(level && !typesOf[level]?.includes(begins.type) ? [fault(`${path}.type`, 'type-of-other-level')] : []),
  ...(begins.parent
    ? faultsOfParent(begins.parent, `${path}.parent`, level, draft, facts)
    : [fault(`${path}.parent`, 'parent-missing')]),
];

/** The type is chosen apart: 'Phường Ba Đình' as a name would give 'Phường Phường Ba Đình'. */
const faultsOfName = (name: string, path: string): FieldFault[] => {
  if (!name.trim()) return [fault(path, 'name-missing')];
  const folded = foldAccents(name);
  const typed = Object.values(unitTypeWords).some(({ vi }) => folded.startsWith(`${foldAccents(vi)} `));
  return typed ? [fault(path, 'name-has-type', { name })] : [];
};

const faultsOfChange = (
  item: Extract<ChangeItem, { kind: 'change' }>,
  path: string,
  draft: DraftInput,
  facts: DraftFacts,
): FieldFault[] => {
  const unit = facts.units.get(item.unitId ?? 0);
  const level = unit?.level;
  return [
    ...faultsOfUnit(item.unitId, `${path}.unitId`, facts),
    ...(item.name === null ? [] : faultsOfName(item.name, `${path}.name`)),
    ...(item.type !== null && level && !typesOf[level]?.includes(item.type)
      ? [fault(`${path}.type`, 'type-of-other-level')]
      : []),
    ...(item.code !== null && level && item.code.length !== codeLength[level]
      ? [fault(`${path}.code`, 'code-of-other-level')]
      : []),
    ...(item.parent ? faultsOfParent(item.parent, `${path}.parent`, level, draft, facts) : []),
    ...(changesNothing(item, unit) ? [fault(path, 'nothing-changes')] : []),
  ];
};

const changesNothing = (item: Extract<ChangeItem, { kind: 'change' }>, unit: UnitFact | undefined): boolean =>
  (item.name === null || item.name === unit?.name) &&
  (item.type === null || item.type === unit?.type) &&
  (item.code === null || item.code === unit?.code) &&
  (item.parent === null || ('unitId' in item.parent && item.parent.unitId === unit?.parentId));

/** Each code is one unit's on the day: free, or given up by a unit that ends or takes another one here. */
const faultsOfCodes = ({ items }: DraftInput, facts: DraftFacts): FieldFault[] => {
  const given = [
    ...beginningUnits(items).map(({ begins, path }) => ({ code: begins.code, path: `${path}.code` })),
    ...items.flatMap((item, at) =>
      item.kind === 'change' ? [{ code: item.code, path: `items.${at}.code`, of: item.unitId }] : [],
    ),
  ];
  const freed = new Set([
    ...endingUnits(items),
    ...items.flatMap((item) => (item.kind === 'change' && item.code !== null ? [item.unitId] : [])),
  ]);
  const seen = new Set<string>();
  return given.flatMap(({ code, path, ...rest }) => {
    if (code === null) return [];
    if (seen.has(code)) return [fault(path, 'code-twice', { code })];
    seen.add(code);
    const carrier = facts.carriers.get(code);
    const own = 'of' in rest && rest.of === carrier?.id;
    return carrier && !own && !freed.has(carrier.id)
      ? [fault(path, 'code-taken', { code, unit: carrier.fullName })]
      : [];
  });
};

/** Each unit stands in one item, and nobody below a divided unit is left without a parent. */
const faultsBetween = ({ items }: DraftInput, facts: DraftFacts): FieldFault[] => {
  const touched = items.flatMap((item, at): { id: number; path: string }[] => {
    if (item.kind === 'merge') return item.from.map((id, place) => ({ id, path: `items.${at}.from.${place}` }));
    return item.unitId === null ? [] : [{ id: item.unitId, path: `items.${at}.unitId` }];
  });
  const twice = touched.filter(({ id }, at) => touched.findIndex((other) => other.id === id) < at);
  const moved = new Set(items.flatMap((item) => (item.kind === 'change' && item.parent ? [item.unitId] : [])));
  const ending = new Set(endingUnits(items));
  const left = items.flatMap((item, at) =>
    item.kind !== 'split'
      ? []
      : facts.children
          .filter(({ id, parentId }) => parentId === item.unitId && !moved.has(id) && !ending.has(id))
          .slice(0, 1)
          .map((child) =>
            fault(`items.${at}.unitId`, 'children-left', {
              unit: facts.units.get(item.unitId ?? 0)?.fullName ?? '',
              child: child.fullName,
            }),
          ),
  );
  // What stands below a merged unit goes with it, so it must not have changed later either.
  const later = items.flatMap((item, at) =>
    item.kind !== 'merge'
      ? []
      : facts.children
          .filter(({ id, parentId, until }) => item.from.includes(parentId ?? 0) && until !== null && !ending.has(id))
          .slice(0, 1)
          .map((child) =>
            fault(`items.${at}.from`, 'changes-later', { unit: child.fullName, on: day(child.until ?? '') }),
          ),
  );
  return [
    ...later,
    ...twice.map(({ id, path }) => fault(path, 'touched-twice', { unit: facts.units.get(id)?.fullName ?? '' })),
    ...left,
  ];
};

/** Who asks about a draft: what the post does, where it stands, and whether the draft is of its own unit. */
export type DraftDoer = { changes: boolean; looks: boolean; level: string; own: boolean };

/** Why a post may not see drafts at all: they are for those who change units, and those who answer for figures there. */
export const whyNotSeeDrafts = ({ changes, looks }: Pick<DraftDoer, 'changes' | 'looks'>): Refusal | null =>
  changes || looks ? null : refuse(notFound, {});

/** Why a change set may not be prepared: by administrators of provinces and of the centre. */
export const whyNotPrepare = ({ changes, looks, level }: Omit<DraftDoer, 'own'>): Refusal | null => {
  if (!changes) return refuse(looks ? notAllowed : notFound, {});
  return level === 'nation' || level === 'province' ? null : refuse(unitsOfOthers, {});
};

type DraftState = { appliedAs: number | null; version: number };

/** Why a draft may not be kept or thrown away. */
export const whyNotKeep = (doer: DraftDoer, { appliedAs }: Pick<DraftState, 'appliedAs'>): Refusal | null => {
  const whyNot = whyNotPrepare(doer);
  if (whyNot) return whyNot;
  if (!doer.own) return refuse(notAllowed, {});
  return appliedAs === null ? null : refuse(alreadyApplied, {});
};

/** Why a draft may not be applied. */
export const whyNotApply = (
  doer: DraftDoer,
  draft: Pick<DraftState, 'appliedAs'>,
  faults: readonly FieldFault[],
): Refusal | null =>
  whyNotKeep(doer, draft) ??
  (faults.length === 0 ? null : refuse(changeHasFaults, { count: faults.length }, [...faults]));

/** Why what was seen is not what would be kept. */
export const whyNotThisVersion = (seen: number, kept: number): Refusal | null =>
  seen === kept ? null : refuse(changedMeanwhile, {});

/** Why an applied change set may not be taken back: something rests on it, each by its name. */
export const whyNotUndo = (
  doer: DraftDoer,
  { appliedAs }: Pick<DraftState, 'appliedAs'>,
  rests: readonly Words[],
): Refusal | null => {
  const whyNot = whyNotPrepare(doer);
  if (whyNot) return whyNot;
  if (!doer.own) return refuse(notAllowed, {});
  if (appliedAs === null) return refuse(notApplied, {});
  return rests.length === 0 ? null : refuse(somethingRests, { what: listed(rests) });
};

const listed = (words: readonly Words[]): Words => ({
  vi: words.map(({ vi }) => vi).join('; '),
  en: words.map(({ en }) => en).join('; '),
});
