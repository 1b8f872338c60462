/** The change sets that follow from a register of units. */
import { addDays, sayDate } from '@app/contract/kernel/period.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import { unitTypeWords } from '@app/contract/org/words.ts';
import { byCode, fullNameOf, type Register, reformOn, type Unit } from '../register/rules.ts';
import { bodiesAtStart, nationCode } from '../rules.ts';
import type { PlannedState, RegisterChange } from './change.ts';

const stateOf = (
  { code, level, name, type, parent_code }: Unit['cells'],
  legalBasis: string | null,
  continues: string | null,
): PlannedState => {
  const fullName = fullNameOf(type, name);
  return {
    code,
    level,
    name,
    fullName,
    folded: foldAccents(fullName),
    type,
    parentCode: parent_code || nationCode,
    legalBasis,
    bodies: bodiesAtStart({ level, type, name, fullName }),
    continues,
  };
};

const distinct = (values: readonly string[]): string[] => [...new Set(values.filter(Boolean))].toSorted();

/** The register before the reform, under one root. It stands open: the reform ends what ends. */
const registerAsFound = (register: Register): RegisterChange => {
  const until = addDays(reformOn(register), -1);
  const name = unitTypeWords.quoc_gia.vi;
  const root: PlannedState = {
    code: nationCode,
    level: 'nation',
    name,
    fullName: name,
    folded: foldAccents(name),
    type: 'quoc_gia',
    parentCode: null,
    legalBasis: null,
    bodies: bodiesAtStart({ level: 'nation', type: 'quoc_gia', name, fullName: name }),
    continues: null,
  };
  return {
    effectiveOn: null,
    title: {
      vi: `Danh mục đơn vị hành chính đến ngày ${sayDate(until, 'vi')}`,
      en: `Register of administrative units until ${sayDate(until, 'en')}`,
    },
    legalBasis: null,
    ends: [],
    states: [root, ...register.oldUnits.map((unit) => stateOf(unit.cells, null, null))],
    successions: [],
    file: 'oldUnits',
    rows: register.oldUnits,
  };
};

/**
 * The reform as one change set. A unit the resolutions leave as it was, or only rename, stays the same unit with a new
 * name and parent; every other unit ends, and a new one begins even under an old code
 * (Resolution 202/2025/QH15; Resolutions 1654 to 1687/NQ-UBTVQH15).
 */
const reform = (register: Register): RegisterChange => {
  const on = reformOn(register);
  const before = byCode(register.oldUnits);
  const pairs = [
    ...register.provincePairs.map(({ cells }) => ({ ...cells, clause: '' })),
    ...register.communePairs.map(({ cells }) => cells),
  ];
  const after = byCode(register.newUnits);
  const same = new Map<string, string>();
  const basis = new Map<string, string>();
  for (const pair of pairs) {
    const sameLevel = before.get(pair.old_code)?.cells.level === after.get(pair.new_code)?.cells.level;
    if (sameLevel && (pair.scope === 'unchanged' || pair.scope === 'renamed')) same.set(pair.new_code, pair.old_code);
    basis.set(pair.new_code, pair.legal_basis);
  }
  const states = register.newUnits
    .map(({ cells }) => stateOf(cells, basis.get(cells.code) || null, same.get(cells.code) ?? null))
    .filter((state) => !staysAsItIs(state, before.get(state.continues ?? '')));
  const kept = new Set(same.values());
  const acts = distinct(register.communePairs.map(({ cells }) => cells.legal_basis));
  return {
    effectiveOn: on,
    title: {
      vi: `Sắp xếp đơn vị hành chính từ ngày ${sayDate(on, 'vi')}`,
      en: `Reorganisation of administrative units from ${sayDate(on, 'en')}`,
    },
    legalBasis: [...distinct(register.provincePairs.map(({ cells }) => cells.legal_basis)), spanOf(acts)].join('; '),
    ends: register.oldUnits.map(({ cells }) => cells.code).filter((old) => !kept.has(old)),
    states,
    successions: pairs.map((pair) => ({
      oldCode: pair.old_code,
      newCode: pair.new_code,
      kind: pair.kind,
      scope: pair.scope,
      weight: pair.weight === '' ? null : Number(pair.weight),
      legalBasis: pair.legal_basis || null,
      clause: pair.clause || null,
      note: pair.note || null,
    })),
    file: 'newUnits',
    rows: [...register.newUnits, ...register.provincePairs, ...register.communePairs],
  };
};

const spanOf = (acts: readonly string[]): string =>
  acts.length > 1 ? `từ ${acts[0]} đến ${acts.at(-1)}` : (acts[0] ?? '');

const staysAsItIs = (state: PlannedState, before: Unit | undefined): boolean =>
  before !== undefined &&
  before.cells.code === state.code &&
  before.cells.full_name === state.fullName &&
  before.cells.type === state.type &&
  (before.cells.parent_code || nationCode) === state.parentCode;

/** Later changes of type, one change set for each day. */
const changesOfType = (register: Register): RegisterChange[] => {
  const units = byCode(register.newUnits);
  return distinct(register.changes.map(({ cells }) => cells.effective_date)).map((on) => {
    const rows = register.changes.filter(({ cells }) => cells.effective_date === on);
    return {
      effectiveOn: on,
      title: {
        vi: `Đổi loại đơn vị hành chính từ ngày ${sayDate(on, 'vi')}`,
        en: `Changes of unit types from ${sayDate(on, 'en')}`,
      },
      legalBasis: distinct(rows.map(({ cells }) => cells.legal_basis)).join('; ') || null,
      ends: [],
      states: rows.flatMap(({ cells }) => {
        const unit = units.get(cells.code);
        return unit ? [stateOf({ ...unit.cells, type: cells.new_value }, cells.legal_basis || null, cells.code)] : [];
      }),
      successions: [],
      file: 'changes' as const,
      rows,
    };
  });
};

/** The change sets of a register without faults, in the order in which they took effect. */
export const changesOf = (register: Register): RegisterChange[] => [
  registerAsFound(register),
  reform(register),
  ...changesOfType(register),
];
