/** What the check of a file answers, as rows of a table. */
import type { Precision } from '@app/contract/kernel/figure.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { AcceptedCell, CheckedReport, RefusedCell } from '@app/contract/reporting/workbook/routes.ts';

type Checked = {
  indicators: readonly { words: Words }[];
  units: readonly { fullName: string }[];
  accepted: readonly AcceptedCell[];
  refused: readonly RefusedCell[];
};

export type CheckedRow = {
  key: string;
  at: string;
  unit: string;
  indicator: Words | null;
  text?: string;
  says?: Words;
  before?: number | null;
  after?: number | null;
  precision?: Precision;
};

export const refusedRows = ({ refused, units, indicators }: Checked): CheckedRow[] =>
  refused.map(({ at, unit, indicator, text, code, says }, place) => ({
    key: `${place} ${at} ${code}`,
    at,
    unit: unit === null ? '' : (units[unit]?.fullName ?? ''),
    indicator: indicator === null ? null : (indicators[indicator]?.words ?? null),
    text,
    says,
  }));

export const acceptedRows = ({ accepted, units, indicators }: Checked): CheckedRow[] =>
  accepted.map(([at, unit, indicator, before, after, precision]) => ({
    key: at,
    at,
    unit: units[unit]?.fullName ?? '',
    indicator: indicators[indicator]?.words ?? null,
    before,
    after,
    precision,
  }));

type CheckedWords = Pick<CheckedReport, 'words' | 'units'>;

/** One section of words in the file. */
export type CheckedSection = {
  key: string;
  at: string;
  unit: string;
  section: Words | null;
  text: string;
  says?: Words;
  before?: string;
};

const placeOf = ({ words, units }: CheckedWords, unit: number | null, section: number | null) => ({
  unit: unit === null ? '' : (units[unit]?.fullName ?? ''),
  section: section === null ? null : (words?.sections[section]?.title ?? null),
});

export const refusedSections = (checked: CheckedWords): CheckedSection[] =>
  (checked.words?.refused ?? []).map(({ at, unit, section, text, code, says }, place) => ({
    key: `${place} ${at} ${code}`,
    at,
    ...placeOf(checked, unit, section),
    text,
    says,
  }));

export const acceptedSections = (checked: CheckedWords): CheckedSection[] =>
  (checked.words?.accepted ?? []).map(({ at, unit, section, before, after }) => ({
    key: at,
    at,
    ...placeOf(checked, unit, section),
    before,
    text: after,
  }));

/** `7:2`, an address in CSV, in words; `B7` as it is. */
export const addressText = (at: string): Words => {
  const [, line, column] = /^(\d+):(\d+)$/.exec(at) ?? [];
  return line === undefined
    ? { vi: at, en: at }
    : { vi: `dòng ${line}, cột ${column}`, en: `line ${line}, column ${column}` };
};
