import type { CellInput } from '@app/contract/reporting/routes.ts';
import { describe, expect, it } from 'vitest';
import type { Form } from '../form/rules.ts';
import { shippedForms } from '../form/shipped.ts';
import { changesBetween, returnedWithSums, slotsOfReturned, typedReturns, whyNotReturn } from './rules.ts';

const shipped = shippedForms.find(({ code }) => code === 'TH01');
if (!shipped) throw new Error('the monthly form is gone');
const month: Form = { ...shipped, version: 1 } as unknown as Form;
const cell = (value: number | null, more: Partial<CellInput> = {}): CellInput => ({
  value,
  precision: 'exact',
  kind: 'own',
  note: null,
  ...more,
});
const cells = { outreach_sessions: cell(7), press_items: cell(3), mediation_cases: cell(9) };

describe('returning', () => {
  it.each([
    ['a whole report with its reason', { reason: 'Sai biểu.', cells: null }, null],
    ['a whole report without one', { reason: null, cells: null }, 'reporting.return-needs-reason'],
    [
      'two cells with a reason each',
      { reason: null, cells: { press_items: 'Gấp ba.', outreach_sessions: 'Tròn số.' } },
      null,
    ],
    ['a cell that holds no figure', { reason: null, cells: { briefings_held: 'Chưa có số.' } }, null],
    [
      'a cell of another form',
      { reason: null, cells: { fire_inspections: 'Không thuộc biểu.' } },
      'reporting.cells-not-returnable',
    ],
    ['a cell nobody knows', { reason: null, cells: { nobody_knows: 'Lạ quá.' } }, 'reporting.cells-not-returnable'],
    [
      'a computed cell',
      { reason: null, cells: { avg_attendance: 'Sai trung bình.' } },
      'reporting.cells-not-returnable',
    ],
    [
      'every filled cell',
      { reason: null, cells: { outreach_sessions: 'Sai một.', press_items: 'Sai hai.', mediation_cases: 'Sai ba.' } },
      'reporting.returns-every-cell',
    ],
  ])('%s', (_, body, code) => {
    expect(whyNotReturn({ form: month, level: 'commune', cells }, body)?.code ?? null).toBe(code);
  });

  it('names each cell that cannot come back by itself, and why', () => {
    const refusal = whyNotReturn(
      { form: month, level: 'commune', cells },
      { reason: null, cells: { avg_attendance: 'Sai.', fire_inspections: 'Sai.', press_items: 'Sai.' } },
    );
    expect(refusal?.fields?.map(({ path, code }) => [path, code])).toEqual([
      ['cells.avg_attendance', 'reporting.cell-computed'],
      ['cells.fire_inspections', 'reporting.not-in-form'],
    ]);
  });

  it('takes the sums with it that rest on a returned cell, and the yes/no that follow from it', () => {
    const year = shippedForms.find(({ content }) =>
      content.sections.some(({ rows }) => rows.some(({ indicator }) => indicator === 'units_good_or_better')),
    );
    const form = { ...year, version: 1 } as unknown as Form;
    expect(returnedWithSums(form, 'commune', { units_good: 'Trùng.' })).toEqual({
      units_good: 'Trùng.',
      units_good_or_better: null,
      units_classified: null,
    });
    expect(returnedWithSums(form, 'commune', { units_weak: 'Trùng.' })).toEqual({
      units_weak: 'Trùng.',
      units_classified: null,
    });
    expect(typedReturns({ press_items: 'Vì sao.', a_sum: null })).toEqual([
      { indicator: 'press_items', reason: 'Vì sao.' },
    ]);
    expect(typedReturns(null)).toEqual([]);
    expect(slotsOfReturned({ press_items: 'Vì sao.' })).toHaveLength(1);
    expect(slotsOfReturned({ regular_officers_at_communes: 'Vì sao.' })).toHaveLength(3);
  });
});

describe('what a submission says differently', () => {
  const changes = (
    before: Record<string, CellInput> | null,
    after: Record<string, CellInput>,
    returned: Record<string, string | null> | null = null,
  ) => {
    const { changed, unchanged } = changesBetween(before, after, returned);
    return { changed: changed.map(({ indicator, outside }) => [indicator, outside]), unchanged };
  };
  const note = (text: string | null) => cell(7, { note: text });

  it.each([
    ['the first submission', null, cells, null, [], []],
    ['nothing', cells, cells, null, [], []],
    ['a value', cells, { ...cells, press_items: cell(4) }, null, [['press_items', false]], []],
    ['0 where nothing stood', cells, { ...cells, plans_issued: cell(0) }, null, [['plans_issued', false]], []],
    ['a cell cleared', cells, { ...cells, press_items: cell(null) }, null, [['press_items', false]], []],
    [
      'a precision',
      cells,
      { ...cells, press_items: cell(3, { precision: 'about' }) },
      null,
      [['press_items', false]],
      [],
    ],
    ['a kind', cells, { ...cells, press_items: cell(3, { kind: 'declared' }) }, null, [['press_items', false]], []],
    ['a remark', cells, { ...cells, outreach_sessions: note('Có sổ.') }, null, [['outreach_sessions', false]], []],
    ['an empty remark is none', cells, { ...cells, outreach_sessions: note('') }, null, [], []],
    ['a precision without a figure', { a: cell(null) }, { a: cell(null, { precision: 'about' }) }, null, [], []],
    [
      'a returned cell and another one',
      cells,
      { ...cells, press_items: cell(4), outreach_sessions: cell(8) },
      { press_items: 'Vì sao.' },
      [
        ['outreach_sessions', true],
        ['press_items', false],
      ],
      [],
    ],
    ['a returned cell left as it was', cells, cells, { press_items: 'Vì sao.', a_sum: null }, [], ['press_items']],
    [
      'a returned cell explained',
      cells,
      { ...cells, press_items: cell(3, { note: 'Đúng sổ.' }) },
      { press_items: 'Vì sao.' },
      [['press_items', false]],
      [],
    ],
  ] as const)('%s', (_, before, after, returned, changed, unchanged) => {
    expect(changes(before, after, returned)).toEqual({ changed, unchanged });
  });
});
