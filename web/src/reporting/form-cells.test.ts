import { figure } from '@app/contract/kernel/figure.ts';
import type { FormVersionAnswer } from '@app/contract/reporting/routes.ts';
import { describe, expect, it } from 'vitest';
import { cellsToSend, figureOf, isNil, missingRows, nilFill, partFaults, whyNotTyped } from './form-cells.ts';

const row = (indicator: string, kind: 'F' | 'S' | 'A', required = true) => ({
  indicator,
  words: { vi: indicator, en: indicator },
  unit: { vi: '', en: '' },
  kind,
  computed: kind === 'A',
  required: required && kind !== 'A',
  indent: false,
});

const form: FormVersionAnswer = {
  form: 'TH01',
  version: 1,
  code: 'TH01',
  title: { vi: 'Biểu', en: 'Form' },
  periodKind: 'month',
  line: 'committee',
  sections: [
    {
      title: { vi: 'Mục', en: 'Section' },
      rows: [
        row('outreach_sessions', 'F'),
        row('outreach_attendance', 'F'),
        row('avg_attendance', 'A'),
        row('model_points', 'S'),
        row('press_items', 'F', false),
      ],
    },
  ],
};

describe('computed cells', () => {
  it('divides an average from its two parts and leaves it missing without one', () => {
    const figures = { outreach_sessions: figure(18), outreach_attendance: figure(1240) };
    expect(figureOf('avg_attendance', figures)?.value).toBeCloseTo(68.888, 2);
    expect(figureOf('avg_attendance', { outreach_sessions: figure(18) })).toBeNull();
  });
  it('adds a sum of cells only when all its parts are there', () => {
    expect(figureOf('units_good_or_better', { units_excellent: figure(2), units_good: figure(3) })?.value).toBe(5);
    expect(figureOf('units_good_or_better', { units_excellent: figure(2) })).toBeNull();
  });
});

describe('faults', () => {
  it('refuses what can never stand in a cell', () => {
    expect(whyNotTyped('outreach_sessions', figure(-1))?.vi).toBe('Số lượng không thể âm.');
    expect(whyNotTyped('outreach_sessions', figure(1.5))?.vi).toBe('Chỉ tiêu này đếm bằng số nguyên.');
    expect(whyNotTyped('committee_exists', figure(2))).not.toBeNull();
    expect(whyNotTyped('outreach_sessions', figure(12))).toBeNull();
  });
  it('names a part above its whole at the part, and lets remedied exceed found', () => {
    const faults = partFaults({
      mediation_successful: figure(9),
      mediation_conducted: figure(7),
      fire_findings_remedied: figure(5),
      fire_findings: figure(4),
    });
    expect(Object.keys(faults)).toEqual(['mediation_successful']);
    expect(faults['mediation_successful']?.vi).toBe(
      'Vụ, việc hòa giải thành (9) nhiều hơn Vụ, việc đã hòa giải (7). Sửa một trong hai ô.',
    );
  });
});

describe('gaps', () => {
  it('asks for required cells that are not computed', () => {
    const missing = missingRows(form, { outreach_sessions: figure(0) }).map((each) => each.indicator);
    expect(missing).toEqual(['outreach_attendance', 'model_points']);
  });
  it('fills flows with 0 when nothing happened, and still asks for what there is', () => {
    const { zeros, remaining } = nilFill(form, { press_items: figure(2) });
    expect(zeros.map((each) => each.indicator)).toEqual(['outreach_sessions', 'outreach_attendance']);
    expect(remaining.map((each) => each.indicator)).toEqual(['model_points']);
  });
  it('is a nil report only when every flow is 0', () => {
    const zero = { outreach_sessions: figure(0), outreach_attendance: figure(0) };
    expect(isNil(form, { ...zero, press_items: figure(0) })).toBe(true);
    expect(isNil(form, { ...zero, press_items: figure(1) })).toBe(false);
    expect(isNil(form, zero)).toBe(false);
  });
});

describe('cells that travel', () => {
  it('keep precision, kind and note, and leave out what was not filled', () => {
    const cells = cellsToSend(
      form,
      { outreach_attendance: figure(18_000, 'at_least'), outreach_sessions: null },
      { model_points: ' đang rà soát ' },
      { outreach_attendance: 'declared' },
    );
    expect(cells).toEqual({
      outreach_attendance: { value: 18_000, precision: 'at_least', kind: 'declared', note: null },
      model_points: { value: null, precision: 'exact', kind: 'own', note: 'đang rà soát' },
    });
  });
});
