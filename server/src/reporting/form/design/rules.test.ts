import { describe, expect, it } from 'vitest';
import { periodOfCode } from '../../../figures/index.ts';
import { faultsOfForm, type Proposed, standsBeside, versionsFrom, whyNotCode, whyNotReshape } from './rules.ts';

describe('the versions of forms that are in force in a period or later', () => {
  const day = (of: number) => `2027-0${of}-15`;
  const version = (number: number, from: number, retired: number | null = null, code = 'A') => ({
    ...{ code, version: number, beginsOn: day(from) },
    retiredOn: retired === null ? null : day(retired),
  });
  const told = (versions: ReturnType<typeof version>[], from: number) =>
    versionsFrom(versions, { startsOn: day(from) }).map(({ code, version: number }) => `${code}${number}`);
  it.each([
    ['the one that holds, and all that follow', [version(1, 1), version(2, 5), version(3, 9)], 6, ['A2', 'A3']],
    ['one that ends only after the period', [version(1, 1), version(2, 5)], 4, ['A1', 'A2']],
    ['one that begins later', [version(1, 9)], 4, ['A1']],
    ['not one whose next begins with the period', [version(1, 1), version(2, 5)], 5, ['A2']],
    ['not one that a later one has overtaken before it began', [version(1, 9), version(2, 5)], 1, ['A2']],
    ['one that is retired later', [version(1, 1, 6)], 5, ['A1']],
    ['not one that is retired by then', [version(1, 1, 6)], 6, []],
    ['not the last one, when the form is retired before it begins', [version(1, 1, 6), version(2, 8, 6)], 5, ['A1']],
    ['those of each form by itself', [version(1, 1), version(2, 5, null, 'B')], 7, ['A1', 'B2']],
  ])('%s', (_, versions, from, right) => {
    expect(told(versions, from)).toEqual(right);
    expect(told([...versions].reverse(), from)).toEqual([...right].reverse());
  });
});

describe('a cell of the ledger', () => {
  const contentOf = (...indicators: string[]) => ({
    title: { vi: 'Biểu thử', en: 'A form' },
    sections: [
      {
        title: { vi: 'Phần một', en: 'Part one' },
        rows: indicators.map((indicator) => ({ indicator, levels: ['commune' as const], required: false })),
      },
    ],
  });
  const month = periodOfCode('2026-M12');
  const words = { vi: 'tháng 12', en: 'December' };
  const proposed = (mine: string[], theirs: string[], calendar: 'reporting' | 'team' = 'reporting'): Proposed => ({
    code: 'MOI',
    line: 'police',
    calendar: 'reporting',
    ownerUnitId: null,
    content: contentOf(...mine),
    from: month,
    first: { code: month.code, words, endsOn: month.endsOn },
    fromWords: words,
    known: new Set([...mine, ...theirs]),
    foreign: new Set(),
    beside: [{ code: 'CU', calendar, content: contentOf(...theirs) }],
    before: null,
  });
  const from = 'regular_officers_at_communes';
  const follows = 'communes_with_regular_police';
  it.each([
    ['the same row', [from], [from], ['reporting.form-row-of-other-form']],
    [
      'a row, and the yes/no that follows from it in the other',
      [from],
      [follows],
      ['reporting.form-row-of-other-form'],
    ],
    [
      'a yes/no, and in the other the row that it follows from',
      [follows],
      [from],
      ['reporting.form-row-of-other-form'],
    ],
    ['rows that have nothing in common', ['fire_inspections'], [from], []],
  ])('is filled by one form of a line and period: %s', (_, mine, theirs, right) => {
    expect(faultsOfForm(proposed(mine, theirs)).map(({ code }) => code)).toEqual(right);
    // A form of another calendar that stands beside it counts what it asks for as well.
    expect(faultsOfForm(proposed(mine, theirs, 'team')).map(({ code }) => code)).toEqual(
      right.map(() => 'reporting.form-row-of-other-calendar'),
    );
  });

  it('that another calendar counts is told with that calendar, in both languages', () => {
    const [said] = faultsOfForm(proposed([from], [from], 'team'));
    expect(said?.path).toBe('content.sections.0.rows.0');
    expect(said?.says.vi).toContain('Biểu CU đã hỏi');
    expect(said?.says.vi).toContain('theo năm xếp loại tổ bảo vệ an ninh, trật tự');
    expect(said?.says.en).toContain('by the rating year of security-order teams');
  });
});

describe('forms that meet in cells', () => {
  const form = { line: 'police', calendar: 'reporting', periodKind: 'year' } as const;
  it.each([
    ['of one line and kind of period', {}, true],
    ['not of another line', { line: 'committee' }, false],
    ['not of another kind of period: the year stands before its months', { periodKind: 'month' }, false],
    ['of another calendar', { calendar: 'team' }, true],
    ['of another calendar on another line: a total is over lines', { calendar: 'team', line: 'committee' }, true],
  ] as const)('%s', (_, more, right) => {
    expect(standsBeside(form, { ...form, ...more })).toBe(right);
    expect(standsBeside({ ...form, ...more }, form)).toBe(right);
  });

  it.each([
    ['as it is', form, null],
    ['on another line', { ...form, line: 'committee' }, 'reporting.form-fixed'],
    ['of another kind of period', { ...form, periodKind: 'month' }, 'reporting.form-fixed'],
    ['by another calendar', { ...form, calendar: 'team' }, 'reporting.form-fixed'],
    [
      'by the months of a calendar that has none',
      { ...form, calendar: 'team', periodKind: 'month' },
      'reporting.form-kind-not-in-calendar',
    ],
  ] as const)('stay, once published, %s', (_, draft, right) => {
    expect(whyNotReshape(form, draft)?.code ?? null).toBe(right);
    // Before that only what no calendar has is refused.
    expect(whyNotReshape(null, draft)?.code ?? null).toBe(right === 'reporting.form-fixed' ? null : right);
  });
});

describe('the code of a form', () => {
  it.each([
    ['DT09', '', undefined],
    ['TH-09', '', undefined],
    ['44-DT09', '', 'reporting.form-code-reserved'],
    ['YC-7', '', 'reporting.form-code-reserved'],
    ['44-DT09', '44-', undefined],
    ['45-DT09', '44-', 'reporting.form-code-of-unit'],
    ['44-', '44-', 'reporting.form-code-of-unit'],
    ['YC-1', '44-', 'reporting.form-code-reserved'],
  ])('%s with the prefix “%s”', (code, prefix, right) => {
    expect(whyNotCode(code, prefix)?.code).toBe(right);
  });
});
