/** PDF by Typst. The tree travels as data and is never pasted into the source of the template, so no text can become code. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Block, OfficialDocument, Run, Table } from '@app/contract/documents/tree.ts';
import {
  describeChart,
  documentWords,
  withEndMark,
  writeAddressee,
  writeAnnexName,
  writeAnnexNote,
  writeHeading,
  writeList,
  writeNumber,
  writePlaceAndDate,
} from '@app/contract/documents/words.ts';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { drawChart, writeChartUnit } from './chart.ts';
import { breakable, traceAddress } from './clean.ts';
import { fontFiles } from './fonts.ts';

const template = fileURLToPath(new URL('./official.typ', import.meta.url));

let compiler: NodeCompiler | undefined;
const warmCompiler = (): NodeCompiler => {
  compiler ??= NodeCompiler.create({
    workspace: dirname(template),
    fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }],
  });
  return compiler;
};

type Context = { document: OfficialDocument; baseUrl: string };

const runsOf = (runs: readonly Run[], { baseUrl }: Context, limit = 60) =>
  runs.map((run) => ({
    text: breakable(run.text, limit),
    bold: run.bold ?? false,
    italic: run.kind === 'text' && (run.italic ?? false),
    link: run.kind === 'figure' ? traceAddress(baseUrl, run.trace) : null,
  }));

/** Rows stay whole unless a cell is so long that it may not fit on a page. */
const longCell = 800;

const tableOf = (table: Table, context: Context) => {
  const rowOf = ({ cells, total = false }: Table['rows'][number]) =>
    cells.map(({ runs, across = 1, down = 1 }) => ({
      runs: runsOf(runs, context, 24),
      across,
      down,
      total,
      whole: runs.reduce((sum, run) => sum + run.text.length, 0) < longCell,
    }));
  return {
    kind: 'table',
    caption: table.caption === undefined ? null : breakable(table.caption, 60),
    unit: table.unit === undefined ? null : `${documentWords.chartUnit[context.document.language]}: ${table.unit}`,
    columns: table.columns,
    head: table.head.flatMap(rowOf),
    rows: table.rows.flatMap(rowOf),
  };
};

const blockOf = (block: Block, context: Context) => {
  const { language } = context.document;
  switch (block.kind) {
    case 'heading':
      return { kind: 'heading', level: block.level, text: breakable(writeHeading(block), 60) };
    case 'table':
      return tableOf(block, context);
    case 'chart':
      return {
        kind: 'chart',
        title: breakable(block.title, 60),
        unit: writeChartUnit(block, language),
        alt: describeChart(block, language),
        svg: drawChart(block, language).svg,
      };
    case 'paragraph':
      return { kind: 'paragraph', basis: block.basis ?? false, runs: runsOf(block.runs, context) };
    case 'notice':
      return { kind: 'notice', runs: runsOf(block.runs, context) };
  }
};

const dataOf = (context: Context) => {
  const { document } = context;
  const { head, language, signature } = document;
  const line = (text: string): string => breakable(text, 30);
  return {
    language,
    title: `${document.typeName} ${document.abstract.join(' ')}`,
    author: head.issuingBody,
    mark: document.demonstration ? documentWords.demonstration[language] : null,
    nation: documentWords.nation[language],
    motto: documentWords.motto[language],
    governingBody: head.governingBody === null ? null : line(head.governingBody),
    issuingBody: line(head.issuingBody),
    number: line(writeNumber(head, language)),
    placeAndDate: line(writePlaceAndDate(head.place, head.date, language)),
    typeName: line(document.typeName),
    abstract: document.abstract.map(line),
    to: documentWords.to[language],
    addressees:
      document.addressees.length === 1
        ? document.addressees.map((one) => line(writeAddressee(one)))
        : writeList(document.addressees).map(line),
    blocks: withEndMark(document.blocks).map((block) => blockOf(block, context)),
    signature: {
      power: signature.power.map(line),
      office: signature.office === undefined ? null : line(signature.office),
      name: signature.name === null ? null : line(signature.name),
    },
    recipientsTitle: documentWords.recipients[language],
    recipients: writeList(document.recipients).map(line),
    annexes: document.annexes.map((annex) => ({
      name: writeAnnexName(annex.number, language),
      title: line(annex.title.toLocaleUpperCase('vi')),
      note: line(writeAnnexNote(document)),
      landscape: annex.landscape ?? false,
      blocks: annex.blocks.map((block) => blockOf(block, context)),
    })),
  };
};

/**
 * The document as a tagged PDF with embedded fonts. Expects text that went through `cleanTree`.
 * @throws when Typst refuses the template or its data.
 */
export const writePdf = (document: OfficialDocument, baseUrl: string): Buffer => {
  const typst = warmCompiler();
  const data = JSON.stringify(dataOf({ document, baseUrl }));
  const pdf = typst.pdf({ mainFilePath: template, inputs: { data } });
  // Typst remembers what it set; a thread that stays alive would keep some 100 MB for papers that never come back.
  typst.evictCache(0);
  return pdf;
};
