import type { Block, Run } from '@app/contract/documents/tree.ts';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit, sectionFor, sectionOfBlock, textOf, whyNotEdit, withFigures } from './rules.ts';

const figure = (text: string): Run => ({ kind: 'figure', text, trace: `/figures/trace?of=${text}` });
const said = (text: string): Run => ({ kind: 'text', text });
const paragraph = (id: string, ...runs: Run[]): Block => ({ kind: 'paragraph', id, runs });
const heading = (id: string, level: 1 | 2 = 1): Block => ({ kind: 'heading', id, level, number: null, title: id });

const paper: Block[] = [
  paragraph('opening', said('Ban Chỉ đạo báo cáo.')),
  heading('results'),
  heading('results-outreach', 2),
  paragraph('results-outreach-1', said('Tổ chức '), figure('1.931'), said(' buổi, tăng '), figure('12,5%'), said('.')),
  heading('limits'),
  paragraph('limit-missing', said('- Còn 3 đơn vị.')),
  paragraph('closing', said('Trên đây là báo cáo.')),
];
const edit = (more: Partial<Edit> = {}): Edit => ({
  id: 1,
  block: 'results-outreach-1',
  section: 'results-outreach',
  text: 'Cả tỉnh tổ chức 1.931 buổi.',
  fromText: 'Tổ chức 1.931 buổi, tăng 12,5%.',
  version: 1,
  ...more,
});
const texts = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? [`${block.id}: ${textOf(block)}`] : []));

describe('what may be edited', () => {
  it.each([
    [['draft-review'], 7, null],
    [['draft-review'], 8, 'kernel.not-allowed'],
    [['issue'], 7, 'kernel.not-allowed'],
  ])('%j of unit 7 in unit %i: %s', (does, unit, code) => {
    expect(whyNotEdit({ does: new Set(does as 'issue'[]), unitId: 7 }, unit)?.code ?? null).toBe(code);
  });
  it.each([
    ['limits', 'limits'],
    ['causes', 'limits'],
    ['proposals', 'requests'],
    ['directions', 'tasks'],
    ['results', 'results'],
    ['situation', 'results'],
  ])('the section %s of a report goes to %s', (from, into) => {
    expect(sectionFor(from)).toBe(into);
  });
});

describe('figures of an edited paragraph', () => {
  const from = [
    said('Có '),
    figure('12'),
    said(' buổi, '),
    figure('1.931'),
    said(' lượt, '),
    figure('12'),
    said(' tổ'),
  ];
  const kinds = (text: string) =>
    withFigures(text, from).map((run) => (run.kind === 'figure' ? `[${run.text}]` : run.text));
  it.each([
    ['Có 12 buổi', ['Có ', '[12]', ' buổi']],
    ['1.931 lượt ở 12 buổi, 12 tổ, 12 đội', ['[1.931]', ' lượt ở ', '[12]', ' buổi, ', '[12]', ' tổ, 12 đội']],
    ['Có 120 buổi, 11.931 lượt, 3,12 và 12.000', ['Có 120 buổi, 11.931 lượt, 3,12 và 12.000']],
    ['Năm 12, 13', ['Năm ', '[12]', ', 13']],
    ['Không có số', ['Không có số']],
  ])('%s: %j', (text, runs) => {
    expect(kinds(text)).toEqual(runs);
  });
});

describe('a document with edits', () => {
  it('has the own wording, marked, with its figures still traced', () => {
    const { blocks, said: answers } = applyEdits(paper, [edit()]);
    const own = blocks.find((block) => block.id === 'results-outreach-1');
    expect(own).toMatchObject({ edited: true, runs: [said('Cả tỉnh tổ chức '), figure('1.931'), said(' buổi.')] });
    expect(answers).toMatchObject([{ id: 1, changed: false, nowText: 'Tổ chức 1.931 buổi, tăng 12,5%.' }]);
    expect(blocks).toHaveLength(paper.length);
  });
  it('tells that the program writes otherwise since, and keeps the own wording', () => {
    const { blocks, said: answers } = applyEdits(paper, [edit({ fromText: 'Tổ chức 1.800 buổi.' })]);
    expect(answers).toMatchObject([{ changed: true }]);
    expect(texts(blocks)).toContain('results-outreach-1: Cả tỉnh tổ chức 1.931 buổi.');
  });
  it('has a paragraph for each line, and none for an empty text', () => {
    expect(texts(applyEdits(paper, [edit({ text: 'Một.\n\nHai.' })]).blocks)).toEqual([
      'opening: Ban Chỉ đạo báo cáo.',
      'results-outreach-1: Một.',
      'results-outreach-1~2: Hai.',
      'limit-missing: - Còn 3 đơn vị.',
      'closing: Trên đây là báo cáo.',
    ]);
    expect(texts(applyEdits(paper, [edit({ text: '' })]).blocks)).toHaveLength(3);
  });
  it.each([
    ['results-outreach', 'results-outreach-1'],
    ['results', 'results-outreach-1'],
    ['limits', 'limit-missing'],
    ['a section that has gone', 'limit-missing'],
  ])('loses nothing where the program writes nothing any more: in %s behind %s', (section, behind) => {
    const gone = edit({ block: 'results-fire-1', section, text: 'Giữ lại đoạn này.' });
    const { blocks, said: answers } = applyEdits(paper, [gone]);
    const all = blocks.map((block) => block.id);
    expect(all.indexOf('results-fire-1')).toBe(all.indexOf(behind) + 1);
    expect(answers).toMatchObject([{ nowText: null, changed: true }]);
    expect(applyEdits(paper, [{ ...gone, fromText: '' }]).said).toMatchObject([{ changed: false }]);
  });
  it('knows the section of each paragraph', () => {
    expect(['opening', 'results-outreach-1', 'limit-missing'].map((id) => sectionOfBlock(paper, id))).toEqual([
      '',
      'results-outreach',
      'limits',
    ]);
  });
});
