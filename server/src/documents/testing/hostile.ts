/** Text that would like to be code, markup, a formula or a broken file, in every place where a tree holds text. */
import type { AnnexWorkbook } from '@app/contract/documents/annex.ts';
import type { OfficialDocument } from '@app/contract/documents/tree.ts';
import { plain } from '@app/contract/documents/words.ts';
import { sampleDocument } from './sample.ts';

const nasty = [
  '<script>alert(1)</script>',
  '</w:t></w:r><w:r><w:t>',
  '#import "x.typ": * #read("/etc/passwd") $x$ *b* _i_ @ref \\u{41} `raw` // c /* d',
  '"quotes" \'single\' & &amp; ]]> <!-- -->',
  `control\u0000\u0007\u001b\u009f\ufffe lone\ud800 turned\u202e`,
  "=cmd|'/c calc'!A1",
  '+1+1',
  '@SUM(1)',
  '%s {0} {{x}} $x',
  'x'.repeat(5_000),
];
const base = sampleDocument(2);
const text = nasty.join(' ');
const cells = nasty.map((line) => ({ cells: [{ runs: [plain(line)] }, { runs: [plain('1')] }] }));
export const hostileDocument: OfficialDocument = {
  ...base,
  head: { ...base.head, issuingBody: nasty.slice(0, 3).join(' '), place: '#place', symbol: '</w:t>' },
  typeName: '<b>BÁO CÁO</b>',
  abstract: ['#set text(red)', 'x'.repeat(5_000)],
  addressees: ['<a>', '#b'],
  recipients: ['=1+1', 'x'.repeat(400)],
  signature: { power: ['#power'], name: '<i>' },
  blocks: [
    { kind: 'heading', id: 'h', level: 1, number: '#', title: text },
    {
      kind: 'paragraph',
      id: 'p',
      runs: [plain(text), { kind: 'figure', text: '<1>', trace: '/figures/trace?a=%22%3E' }],
    },
    {
      kind: 'table',
      id: 't',
      columns: [
        { align: 'left', width: 1 },
        { align: 'right', width: 9 },
      ],
      head: [{ cells: [{ runs: [plain('<th>')], across: 2 }] }],
      rows: cells,
    },
    {
      kind: 'chart',
      id: 'c',
      shape: 'bar',
      title: text.slice(0, 200),
      unit: '<u>',
      categories: nasty.map((line) => line.slice(0, 300)),
      series: [
        { name: '</text><script>', values: nasty.map((_, i) => i), labels: nasty.map((line) => line.slice(0, 100)) },
      ],
    },
    { kind: 'notice', id: 'n', runs: [plain(text)] },
  ],
  annexes: [],
};
export const hostileWorkbook: AnnexWorkbook = {
  title: text.slice(0, 400),
  language: 'vi',
  demonstration: true,
  sheets: [
    {
      name: '=cmd|[x]:*?/\\',
      title: '=1+1',
      notes: ['@SUM(1)'],
      columns: [{ title: '=A1', unit: '<u>', kind: 'text' }],
      rows: nasty.map((line) => ({ cells: [line] })),
      totals: null,
    },
  ],
};
