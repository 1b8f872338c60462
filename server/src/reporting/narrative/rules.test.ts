import { describe, expect, it } from 'vitest';
import type { Form } from '../form/rules.ts';
import { shippedForms } from '../form/shipped.ts';
import {
  faultsOfTexts,
  figureOfCells,
  referencesIn,
  sectionsOf,
  sinceTaken,
  whyNotSendTexts,
  withNewParagraph,
} from './rules.ts';

const formOf = (code: string): Form => {
  const form = shippedForms.find((each) => each.code === code);
  if (!form) throw new Error(code);
  return { ...form, calendar: 'reporting' };
};
const monthly = formOf('TH01');
const yearly = formOf('N01');
const pair = { now: { value: 3, precision: 'exact' as const }, before: null };
const cell = (value: number | null) => ({ value, precision: 'exact' as const, kind: 'own' as const, note: null });

describe('the sections of a form', () => {
  it('are the usual five; a year has results to write, a month nothing it must', () => {
    expect(sectionsOf(monthly).map(({ key, required }) => [key, required])).toEqual([
      ['results', false],
      ['limits', false],
      ['causes', false],
      ['proposals', false],
      ['directions', false],
    ]);
    expect(sectionsOf(yearly)[0]?.required).toBe(true);
  });
  it('are its own where it names them', () => {
    const narrative = [{ key: 'situation', title: { vi: 'Tình hình', en: 'Situation' }, required: true }];
    expect(sectionsOf({ ...monthly, content: { ...monthly.content, narrative } })).toBe(narrative);
  });
});

describe('words of a report', () => {
  const codes = (texts: Record<string, string>) =>
    faultsOfTexts(monthly, texts, { 'press_items@19033/2026-M10': pair }).map(({ path, code }) => [path, code]);
  it.each([
    [{ results: 'Tổ chức {{outreach_sessions}}, {{outreach_sessions.change}}.' }, []],
    [{ results: '{{press_items@19033/2026-M10}}' }, []],
    [{ results: '{{press_items@19034/2026-M10}}' }, [['texts.results', 'reporting.unknown-figure']]],
    [{ limits: 'Có {{outreach}}' }, [['texts.limits', 'reporting.unknown-figure']]],
    [{ limits: '{{fire_inspections}}' }, [['texts.limits', 'reporting.unknown-figure']]],
    [{ limits: '{{12}}' }, [['texts.limits', 'reporting.unknown-figure']]],
    [{ other: 'Lời' }, [['texts.other', 'reporting.unknown-section']]],
  ])('%j: %j', (texts, faults) => {
    expect(codes(texts as Record<string, string>)).toEqual(faults);
  });
  it('ask the ledger once for each figure', () => {
    expect(referencesIn({ a: '{{x}} {{x.change}} {{x@1A/2026-Y}}', b: '{{x.before}}' })).toHaveLength(2);
  });
});

describe('sending', () => {
  it.each([
    [yearly, {}, false, ['narrative.results']],
    [yearly, { results: '  ' }, false, ['narrative.results']],
    [yearly, { results: 'Đã làm.' }, false, null],
    [yearly, {}, true, null],
    [monthly, {}, false, null],
  ])('%#: needs what the form asks for', (form, texts, nil, missing) => {
    expect(whyNotSendTexts(form, texts, nil)?.fields?.map(({ path }) => path) ?? null).toEqual(missing);
  });
});

describe('figures of cells', () => {
  it('are those typed; ratios and averages come from their parts', () => {
    const cells = { outreach_sessions: cell(11), outreach_attendance: cell(200), press_items: cell(null) };
    expect(figureOfCells('outreach_sessions', cells)).toEqual({ value: 11, precision: 'exact' });
    expect(figureOfCells('avg_attendance', cells)).toEqual({ value: 18.18181818, precision: 'exact' });
    expect(figureOfCells('press_items', cells)).toBeNull();
    expect(figureOfCells('mediators', cells)).toBeNull();
  });
});

describe('a source that was sent again', () => {
  const taken = { sourceText: 'Có {{a@19033/2026-M10}} cuộc.', sourceAt: 1 };
  const today = (text: string) => ({
    texts: { limits: text },
    section: 'limits',
    at: { unit: '19033', period: '2026-M10' },
  });
  it.each([
    ['Một.\nCó {{a}} cuộc.', { changed: false, now: taken.sourceText }],
    ['Có {{a}} cuộc.\nMột.', { changed: false, now: taken.sourceText }],
    ['Một.\nCó {{a}} cuộc họp.', { changed: true, now: 'Có {{a@19033/2026-M10}} cuộc họp.' }],
    ['Một.', { changed: true, now: null }],
  ])('%j', (text, since) => {
    expect(sinceTaken(taken, today(text))).toEqual(since);
  });
  it('replaces what was taken, or stands below where that was reworded', () => {
    expect(withNewParagraph('Đầu.\nCũ.\nCuối.', 'Cũ.', 'Mới.')).toBe('Đầu.\nMới.\nCuối.');
    expect(withNewParagraph('Đầu.', 'Cũ.', 'Mới.')).toBe('Đầu.\nMới.');
  });
});
