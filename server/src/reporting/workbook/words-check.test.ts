import { describe, expect, it } from 'vitest';
import type { Form } from '../form/rules.ts';
import { shippedForms } from '../form/shipped.ts';
import { sectionsOf, type Texts } from '../narrative/rules.ts';
import { readBook } from './read/open.ts';
import { checkWords, together } from './words-check.ts';
import { findWords } from './words-places.ts';
import { digestOf, wordsOfReport } from './words-sheet.ts';
import { writeXlsx } from './write/xlsx.ts';

const [shipped] = shippedForms;
if (!shipped) throw new Error('no form ships');
/** A form whose results must be written. */
const form: Form = { ...shipped, calendar: 'reporting', periodKind: 'year' };
const sections = sectionsOf(form);

/** What the check says of a file with these texts, given out with those. */
const check = async (texts: Texts, before: Texts, given: Texts | null) => {
  const sheet = wordsOfReport({ sections, indicators: [], texts, open: true }, 'vi');
  const file = await writeXlsx({ ...sheet, language: 'vi', words: null, keys: [] });
  const book = readBook(Buffer.from(file));
  const found = findWords(book, { sections, units: [{ code: '19138', fullName: 'Xã' }], isTable: false });
  if (!found) throw new Error('no sheet of words');
  const side = { before, whyNot: null, given: (key: string) => given && digestOf(given[key] ?? '') };
  return checkWords(book, found, [side], { form, isTable: false, known: {}, outcomes: [{ outcome: 'unchanged' }] });
};
const said = ({ accepted, refused }: Awaited<ReturnType<typeof check>>) => ({
  accepted: accepted.map(({ section, after }) => `${sections[section]?.key}: ${after}`),
  refused: refused.map(({ section, code }) => `${sections[section ?? -1]?.key}: ${code}`),
});

describe('a cell of words', () => {
  it.each<[string, Texts, Texts, Texts | null, ReturnType<typeof said>]>([
    ['as it was', { limits: 'Hai.' }, { limits: 'Hai.' }, { limits: 'Hai.' }, { accepted: [], refused: [] }],
    ['that was emptied', {}, { limits: 'Hai.' }, { limits: 'Hai.' }, { accepted: ['limits: '], refused: [] }],
    [
      'that was emptied where the form asks for it',
      {},
      { results: 'Một.' },
      { results: 'Một.' },
      { accepted: [], refused: ['results: reporting.section-missing'] },
    ],
    ['of a stranger that is empty', {}, { limits: 'Hai.' }, null, { accepted: [], refused: [] }],
    ['that was empty when it was given out', {}, { limits: 'Mới.' }, {}, { accepted: [], refused: [] }],
    ['emptied over a newer text', {}, { limits: 'Mới.' }, { limits: 'Hai.' }, { accepted: [], refused: [] }],
    [
      'nobody touched under a newer text',
      { limits: 'Hai.' },
      { limits: 'Mới.' },
      { limits: 'Hai.' },
      { accepted: [], refused: [] },
    ],
    [
      'typed over a newer text',
      { limits: 'Của tệp.' },
      { limits: 'Mới.' },
      { limits: 'Hai.' },
      { accepted: ['limits: Của tệp.'], refused: [] },
    ],
    ['that was filled anew', { causes: 'Ba.' }, {}, {}, { accepted: ['causes: Ba.'], refused: [] }],
  ])('%s', async (_, texts, before, given, expected) => {
    expect(said(await check(texts, before, given))).toEqual(expected);
  });

  it('sends a report again whose figures stay, and holds one back whose figures are right', async () => {
    const checked = (outcome: 'unchanged' | 'written') => ({
      accepted: [],
      refused: [],
      units: [{ outcome, accepted: 0, refused: 0, whyNot: null, after: {} }],
      summary: { accepted: 0, unchanged: 0, refused: 0, reports: 0 },
      formulas: 0,
      hiddenRows: 0,
    });
    const changed = await check({ causes: 'Ba.' }, {}, {});
    expect(together(checked('unchanged'), changed)).toMatchObject({
      units: [{ outcome: 'written' }],
      summary: { reports: 1 },
    });
    const refused = await check({ causes: 'Có {{none}}.' }, {}, {});
    expect(together(checked('written'), refused)).toMatchObject({
      units: [{ outcome: 'refused' }],
      summary: { reports: 0 },
    });
  });
});
