/** What a register of units must look like before anything of it is kept. */

import { addDays, type CivilDate, CivilDate as civilDate, sayDate } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { fileNotReadable } from '@app/contract/org/problems.ts';
import { type UnitType, unitTypes, unitTypeWords } from '@app/contract/org/words.ts';

/** A line of a file: its cells by column, and the line on which it stands. */
export type Row<C extends string = string> = { row: number; cells: Record<C, string> };

type Check = (value: string) => Words | null;
type Columns = Record<string, Check>;

const listed =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value)
      ? null
      : {
          vi: `giá trị “${value}” không có trong danh sách ${values.join(', ')}`,
          en: `the value “${value}” is none of ${values.join(', ')}`,
        };
const code: Check = (value) =>
  /^(\d{2}|\d{3}|\d{5})$/.test(value)
    ? null
    : {
        vi: `mã “${value}” không đúng: tỉnh 2 chữ số, huyện 3, xã 5, giữ số 0 ở đầu`,
        en: `the code “${value}” is not right: 2 digits for a province, 3 for a district, 5 for a commune, leading zeros kept`,
      };
const day: Check = (value) =>
  civilDate.safeParse(value).success
    ? null
    : { vi: `“${value}” không phải là ngày dạng năm-tháng-ngày`, en: `“${value}” is not a date as year-month-day` };
const filled: Check = (value) => (value.trim() ? null : { vi: 'ô trống', en: 'the cell is empty' });
const free: Check = () => null;
const share: Check = (value) =>
  value === '' || /^(0(\.\d+)?|1(\.0+)?)$/.test(value)
    ? null
    : {
        vi: `tỷ lệ “${value}” không nằm trong khoảng từ 0 đến 1`,
        en: `the share “${value}” is not between 0 and 1`,
      };

const kinds = ['whole', 'part'] as const;
const wholeScopes = ['merged', 'sole_predecessor', 'renamed', 'unchanged'];
const partScopes = [
  'part',
  'part_area_only',
  'part_area_whole_population',
  'part_population_only',
  'whole_area_no_population',
  'remainder',
  'remainder_population_only',
];

const unitColumns = {
  code,
  name: filled,
  full_name: filled,
  type: listed(...unitTypes),
  parent_code: free,
} satisfies Columns;
const pairColumns = {
  old_code: code,
  new_code: code,
  kind: listed(...kinds),
  weight: share,
  scope: listed(...wholeScopes, ...partScopes),
  legal_basis: free,
  note: free,
} satisfies Columns;

/** The files of a register with the columns each must have; further columns are left alone. */
export const registerFiles = {
  oldUnits: {
    name: 'units-2024.csv',
    columns: { ...unitColumns, level: listed('province', 'district', 'commune'), valid_to: day },
  },
  newUnits: {
    name: 'units-2025.csv',
    columns: { ...unitColumns, level: listed('province', 'commune'), valid_from: day },
  },
  provincePairs: { name: 'succession-provinces-2025.csv', columns: pairColumns },
  communePairs: { name: 'succession-2025.csv', columns: { ...pairColumns, clause: free } },
  changes: {
    name: 'changes-after-2025-07.csv',
    columns: {
      code,
      field: listed('type'),
      old_value: listed(...unitTypes),
      new_value: listed(...unitTypes),
      effective_date: day,
      legal_basis: free,
    },
  },
} satisfies Record<string, { name: string; columns: Columns }>;
export type RegisterFile = keyof typeof registerFiles;
export type Register = { [F in RegisterFile]: Row<keyof (typeof registerFiles)[F]['columns'] & string>[] };

export const unreadable = (file: RegisterFile, row: number, reason: Words): Refusal =>
  refuse(fileNotReadable, { file: registerFiles[file].name, row, reason });

/** The first fault of a file by itself: a column that is missing, a cell that cannot be meant. */
export const faultInFile = (file: RegisterFile, header: readonly string[], rows: readonly Row[]): Refusal | null => {
  const columns: Columns = registerFiles[file].columns;
  const missing = Object.keys(columns).find((column) => !header.includes(column));
  if (missing) return unreadable(file, 1, { vi: `thiếu cột ${missing}`, en: `the column ${missing} is missing` });
  if (rows.length === 0) return unreadable(file, 2, { vi: 'tệp không có dòng nào', en: 'the file has no rows' });
  for (const { row, cells } of rows)
    for (const [column, check] of Object.entries(columns)) {
      const reason = check(cells[column] ?? '');
      if (reason)
        return unreadable(file, row, { vi: `cột ${column}: ${reason.vi}`, en: `column ${column}: ${reason.en}` });
    }
  return null;
};

export type Unit = Row<'code' | 'name' | 'full_name' | 'type' | 'parent_code' | 'level'>;
export const byCode = <U extends { cells: { code: string } }>(units: readonly U[]): Map<string, U> =>
  new Map(units.map((unit) => [unit.cells.code, unit]));

/** The first fault between the rows: codes given twice or unknown, a parent of the wrong level, a pair that does not add up. */
export const faultInRegister = (register: Register): Refusal | null => {
  const parents = { province: null, district: 'province', commune: 'district' };
  return (
    faultInUnits('oldUnits', register.oldUnits, parents) ??
    faultInUnits('newUnits', register.newUnits, { province: null, commune: 'province' }) ??
    faultInDays(register) ??
    faultInPairs(register, 'provincePairs', 'province') ??
    faultInPairs(register, 'communePairs', 'commune') ??
    faultInChanges(register)
  );
};

const faultInUnits = (
  file: 'oldUnits' | 'newUnits',
  units: readonly Unit[],
  parentLevels: Record<string, string | null>,
): Refusal | null => {
  const known = byCode(units);
  const seen = new Set<string>();
  for (const { row, cells } of units) {
    if (seen.has(cells.code))
      return unreadable(file, row, {
        vi: `mã ${cells.code} xuất hiện hai lần`,
        en: `the code ${cells.code} stands twice`,
      });
    seen.add(cells.code);
    const expected = parentLevels[cells.level] ?? null;
    const parent = known.get(cells.parent_code);
    if (expected === null ? cells.parent_code !== '' : parent?.cells.level !== expected)
      return unreadable(file, row, {
        vi: `không có đơn vị cấp trên mã “${cells.parent_code}” đúng cấp`,
        en: `there is no parent with code “${cells.parent_code}” of the right level`,
      });
    if (cells.full_name !== fullNameOf(cells.type, cells.name))
      return unreadable(file, row, {
        vi: `tên đầy đủ “${cells.full_name}” không khớp với loại và tên`,
        en: `the full name “${cells.full_name}” does not agree with type and name`,
      });
  }
  return null;
};

/** The day on which the new units came into force. */
export const reformOn = (register: Register): CivilDate => register.newUnits[0]?.cells.valid_from ?? '';

const faultInDays = ({ oldUnits, newUnits, ...rest }: Register): Refusal | null => {
  const on = reformOn({ oldUnits, newUnits, ...rest });
  const late = newUnits.find((unit) => unit.cells.valid_from !== on);
  if (late)
    return unreadable('newUnits', late.row, {
      vi: `ngày ${sayDate(late.cells.valid_from, 'vi')} khác các dòng trên`,
      en: `the date ${sayDate(late.cells.valid_from, 'en')} differs from the rows above`,
    });
  const apart = oldUnits.find((unit) => addDays(unit.cells.valid_to, 1) !== on);
  if (apart)
    return unreadable('oldUnits', apart.row, {
      vi: `ngày cuối ${sayDate(apart.cells.valid_to, 'vi')} không liền trước ngày ${sayDate(on, 'vi')}`,
      en: `the last day ${sayDate(apart.cells.valid_to, 'en')} is not the eve of ${sayDate(on, 'en')}`,
    });
  return null;
};

const faultInPairs = (
  register: Register,
  file: 'provincePairs' | 'communePairs',
  level: 'province' | 'commune',
): Refusal | null => {
  const before = byCode(register.oldUnits);
  const after = byCode(register.newUnits);
  const inhabited = new Set(register.oldUnits.map((unit) => unit.cells.parent_code));
  /** A district without communes of its own succeeds like a commune. */
  const belongs = (unit: Unit | undefined) =>
    unit?.cells.level === level ||
    (level === 'commune' && unit?.cells.level === 'district' && !inhabited.has(unit.cells.code));
  const rowsOf = new Map<string, number>();
  const seen = new Set<string>();
  for (const { row, cells } of register[file]) {
    const pair = `${cells.old_code} ${cells.new_code}`;
    if (!belongs(before.get(cells.old_code))) return unreadable(file, row, unknown(cells.old_code, 'old'));
    if (after.get(cells.new_code)?.cells.level !== level) return unreadable(file, row, unknown(cells.new_code, 'new'));
    if (seen.has(pair))
      return unreadable(file, row, { vi: `cặp ${pair} xuất hiện hai lần`, en: `the pair ${pair} stands twice` });
    if ((cells.kind === 'whole') !== wholeScopes.includes(cells.scope))
      return unreadable(file, row, {
        vi: `phạm vi ${cells.scope} không đi với loại ${cells.kind}`,
        en: `the scope ${cells.scope} does not go with the kind ${cells.kind}`,
      });
    seen.add(pair);
    rowsOf.set(cells.old_code, (rowsOf.get(cells.old_code) ?? 0) + 1);
  }
  const odd = register[file].find(({ cells }) => (cells.kind === 'whole') !== (rowsOf.get(cells.old_code) === 1));
  if (odd)
    return unreadable(file, odd.row, {
      vi: `đơn vị ${odd.cells.old_code}: “whole” phải là dòng duy nhất, “part” phải có ít nhất hai dòng`,
      en: `unit ${odd.cells.old_code}: “whole” must be its only row, “part” needs at least two`,
    });
  const lost = register.oldUnits.find((unit) => belongs(unit) && !rowsOf.has(unit.cells.code));
  if (lost)
    return unreadable('oldUnits', lost.row, {
      vi: `đơn vị ${lost.cells.code} không có đơn vị kế thừa trong ${registerFiles[file].name}`,
      en: `unit ${lost.cells.code} has no successor in ${registerFiles[file].name}`,
    });
  return null;
};

/** The official full name: the type, then the name. */
export const fullNameOf = (type: string, name: string): string => `${unitTypeWords[type as UnitType].vi} ${name}`;

const unknown = (code: string, side: 'old' | 'new'): Words =>
  side === 'old'
    ? { vi: `không có đơn vị cũ mã ${code} đúng cấp`, en: `there is no old unit of this level with code ${code}` }
    : { vi: `không có đơn vị mới mã ${code} đúng cấp`, en: `there is no new unit of this level with code ${code}` };

const faultInChanges = (register: Register): Refusal | null => {
  const types = new Map(register.newUnits.map((unit) => [unit.cells.code, unit.cells.type]));
  const started = reformOn(register);
  let last = started;
  for (const { row, cells } of register.changes) {
    if (cells.effective_date <= started || cells.effective_date < last)
      return unreadable('changes', row, {
        vi: `ngày ${sayDate(cells.effective_date, 'vi')} sớm hơn các thay đổi trước đó`,
        en: `the date ${sayDate(cells.effective_date, 'en')} is before the changes above`,
      });
    if (!types.has(cells.code)) return unreadable('changes', row, unknown(cells.code, 'new'));
    if (types.get(cells.code) !== cells.old_value)
      return unreadable('changes', row, {
        vi: `đơn vị ${cells.code} không phải loại ${cells.old_value} vào ngày đó`,
        en: `unit ${cells.code} is not of type ${cells.old_value} on that date`,
      });
    types.set(cells.code, cells.new_value);
    last = cells.effective_date;
  }
  return null;
};
