/** DOCX in the layout of Decree 30/2020/NĐ-CP, Annex I: 13/14/13/14 set, body 14, heading style b, page number in the top margin. */
import type {
  Block,
  Chart,
  DocumentAnnex,
  OfficialDocument,
  Paragraph as ParagraphBlock,
  Run,
  Table as TableBlock,
} from '@app/contract/documents/tree.ts';
import {
  describeChart,
  documentWords,
  withEndMark,
  writeAddressee,
  writeAnnexName,
  writeAnnexNote,
  writeHeading,
  writeLetterSubject,
  writeList,
  writeNumber,
  writePlaceAndDate,
} from '@app/contract/documents/words.ts';
import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Header,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  UnderlineType,
  VerticalAlign,
  WidthType,
} from 'docx';
import { drawChart, paintChart, writeChartUnit } from './chart.ts';
import { traceAddress } from './clean.ts';

const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);
const half = (points: number): number => points * 2;

/** A4 with 20 / 20 / 30 / 20 mm: inside the ranges of Annex I, I.3. */
const a4 = { width: twips(210), height: twips(297) };
const margin = {
  top: twips(20),
  bottom: twips(20),
  left: twips(30),
  right: twips(20),
  header: twips(9),
  footer: twips(9),
};
const portraitWidth = a4.width - margin.left - margin.right;
const landscapeWidth = a4.height - margin.left - margin.right;
/** "CỘNG HÒA …" in 13 pt bold is 95.0 mm wide and must not wrap. */
const rightColumn = twips(98);
const leftColumn = portraitWidth - rightColumn;
const indent = twips(12.7);
/** 1.1 lines: between single and 1.5. */
const bodyLine = { line: 264, lineRule: LineRuleType.AUTO };
const font = 'Times New Roman';
const figureStyle = 'SourcedFigure';
const red = 'AD2A1F';

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const noBorders = { top: none, bottom: none, left: none, right: none };
const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;

type Context = { document: OfficialDocument; baseUrl: string; textWidth: number };

const centred = (
  text: string,
  options: { size: number; bold?: boolean; italics?: boolean },
  more: IParagraphOptions = {},
) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    ...more,
    children: [new TextRun({ text, ...options, size: half(options.size) })],
  });

/**
 * The drawn lines under motto, issuing body and abstract. Annex I forbids underlining there, and floating shapes wander
 * when a paper is edited, so the line is the upper border of an empty paragraph, indented to the length wanted.
 */
const rule = (column: number, length: number, after = 0) => {
  const side = Math.max(0, Math.round((column - length) / 2));
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before: 40, after, line: 80, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    children: [],
  });
};

/** Width of bold text in twips, from the mean advance of Times capitals (0.61 em) and small letters (0.45 em). */
const boldWidth = (text: string, points: number): number =>
  [...text].reduce((sum, letter) => sum + (letter !== letter.toLowerCase() ? 0.66 : letter === ' ' ? 0.25 : 0.48), 0) *
  points *
  20;

const textRunOf = (run: Run, bold: boolean, italics: boolean): TextRun =>
  new TextRun({
    text: run.text,
    bold: bold || (run.bold ?? false),
    italics: italics || (run.kind === 'text' && (run.italic ?? false)),
  });

const runsOf = (
  runs: readonly Run[],
  { baseUrl }: Context,
  { bold = false, italics = false }: { bold?: boolean; italics?: boolean } = {},
): ParagraphChild[] =>
  runs.map((run) =>
    run.kind === 'text'
      ? textRunOf(run, bold, italics)
      : new ExternalHyperlink({
          link: traceAddress(baseUrl, run.trace),
          children: [new TextRun({ text: run.text, style: figureStyle, bold: bold || (run.bold ?? false), italics })],
        }),
  );

const bodyParagraph = (block: ParagraphBlock | (Block & { kind: 'notice' }), context: Context, keepNext = false) =>
  new Paragraph({
    style: 'Body',
    keepNext,
    children: runsOf(block.runs, context, { italics: block.kind === 'notice' || (block.basis ?? false) }),
  });

const headingLevels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const alignments = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER } as const;

const tableOf = (block: TableBlock, context: Context): (Paragraph | Table)[] => {
  const shares = block.columns.reduce((sum, { width }) => sum + width, 0);
  const columnWidths = block.columns.map(({ width }) => Math.floor((width / shares) * context.textWidth));
  const row = (source: TableBlock['rows'][number], at: number, head: boolean, busy: number[]) => {
    let x = 0;
    const children = source.cells.map(({ runs, across = 1, down = 1 }) => {
      while ((busy[x] ?? 0) > at) x++;
      const first = x;
      for (; x < first + across; x++) busy[x] = at + down;
      return new TableCell({
        columnSpan: across,
        rowSpan: down,
        verticalAlign: VerticalAlign.CENTER,
        margins: { left: 70, right: 70, top: 30, bottom: 30 },
        width: { size: columnWidths.slice(first, x).reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
        children: [
          new Paragraph({
            style: 'TableText',
            alignment: head ? AlignmentType.CENTER : alignments[block.columns[first]?.align ?? 'left'],
            keepNext: head,
            children: runsOf(runs, context, { bold: head || (source.total ?? false) }),
          }),
        ],
      });
    });
    return new TableRow({ children, tableHeader: head, cantSplit: true });
  };
  const busyHead: number[] = [];
  const busyRows: number[] = [];
  const unit = documentWords.chartUnit[context.document.language];
  return [
    ...(block.caption === undefined
      ? []
      : [centred(block.caption, { size: 13, bold: true }, { keepNext: true, spacing: { before: 160, after: 60 } })]),
    ...(block.unit === undefined
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            keepNext: true,
            spacing: { before: 60, after: 40 },
            children: [new TextRun({ text: `${unit}: ${block.unit}`, italics: true, size: half(12) })],
          }),
        ]),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      columnWidths,
      borders: { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin },
      rows: [
        ...block.head.map((source, at) => row(source, at, true, busyHead)),
        ...block.rows.map((source, at) => row(source, at, false, busyRows)),
      ],
    }),
    // Word joins tables that touch, and text must not stick to the last border.
    new Paragraph({ spacing: { before: 0, after: 0, line: 160, lineRule: LineRuleType.EXACT }, children: [] }),
  ];
};

const chartOf = (block: Chart, { document: { language }, textWidth }: Context): Paragraph[] => {
  const drawn = drawChart(block, language);
  const pixels = Math.round((Math.min(textWidth, portraitWidth) / 1440) * 96);
  return [
    centred(block.title, { size: 13, bold: true }, { keepNext: true, spacing: { before: 160, after: 0 } }),
    centred(writeChartUnit(block, language), { size: 12, italics: true }, { keepNext: true }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 40, after: 160 },
      children: [
        new ImageRun({
          type: 'png',
          data: paintChart(drawn),
          transformation: { width: pixels, height: Math.round((pixels * drawn.height) / drawn.width) },
          altText: { name: block.id, title: block.title, description: describeChart(block, language) },
        }),
      ],
    }),
  ];
};

const blockOf = (block: Block, context: Context, keepNext = false): (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({ heading: headingLevels[block.level], children: [new TextRun({ text: writeHeading(block) })] }),
      ];
    case 'table':
      return tableOf(block, context);
    case 'chart':
      return chartOf(block, context);
    case 'paragraph':
    case 'notice':
      return [bodyParagraph(block, context, keepNext)];
  }
};

const frameless = (widths: readonly number[], rows: readonly (readonly Paragraph[])[][]) =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, i) =>
              new TableCell({
                borders: noBorders,
                margins: { left: 0, right: 0, top: 0, bottom: 0 },
                width: { size: widths[i] ?? 0, type: WidthType.DXA },
                children: [...children],
              }),
          ),
        }),
    ),
  });

/** Cells 1–4 of Annex I, IV: issuer at the left, state, place and date at the right. */
const headOf = ({ head, language, kind, abstract }: OfficialDocument) => {
  const motto = documentWords.motto[language];
  return frameless(
    [leftColumn, rightColumn],
    [
      [
        [
          ...(head.governingBody === null ? [] : [centred(head.governingBody, { size: 13 })]),
          centred(head.issuingBody, { size: 13, bold: true }),
          rule(leftColumn, Math.min(boldWidth(head.issuingBody, 13), leftColumn) * 0.4),
        ],
        [
          centred(documentWords.nation[language], { size: 13, bold: true }),
          centred(motto, { size: 14, bold: true }),
          // 60.4 mm: the motto in 14 pt bold, measured; the line is as long as the text.
          rule(rightColumn, language === 'vi' ? twips(60.4) : twips(78.4)),
        ],
      ],
      [
        [
          centred(writeNumber(head, language), { size: 13 }, { spacing: { before: 60 } }),
          // Cell 5b: a letter has no name of its type; what it is about stands below its number.
          ...(kind === 'letter'
            ? [centred(writeLetterSubject(abstract, language), { size: 12 }, { spacing: { before: 60 } })]
            : []),
        ],
        [
          centred(
            writePlaceAndDate(head.place, head.date, language),
            { size: 14, italics: true },
            { spacing: { before: 60 } },
          ),
        ],
      ],
    ],
  );
};

/** Cell 5a: type and abstract with the short line; cell 9a: addressees. */
const titleOf = ({ kind, typeName, abstract, addressees, language }: OfficialDocument): Paragraph[] => {
  const longest = Math.min(twips(150), Math.max(...abstract.map((line) => boldWidth(line, 14))));
  const single = addressees.length === 1 ? addressees[0] : undefined;
  const to = documentWords.to[language];
  return [
    ...(kind === 'letter'
      ? []
      : [
          centred(typeName, { size: 14, bold: true }, { spacing: { before: 360 }, keepNext: true }),
          ...abstract.map((line) => centred(line, { size: 14, bold: true }, { keepNext: true })),
          rule(portraitWidth, longest * 0.36, 240),
        ]),
    ...(single === undefined
      ? []
      : [
          centred(
            `${to} ${writeAddressee(single)}`,
            { size: 14 },
            { spacing: { ...(kind === 'letter' && { before: 360 }), after: 200 } },
          ),
        ]),
    ...(addressees.length > 1
      ? [to, ...writeList(addressees)].map(
          (text, i) =>
            new Paragraph({
              indent: { left: twips(i === 0 ? 32 : 55), hanging: i === 0 ? 0 : twips(3.5) },
              spacing: {
                ...(kind === 'letter' && i === 0 && { before: 360 }),
                after: i === addressees.length ? 200 : 40,
              },
              children: [new TextRun(text)],
            }),
        )
      : []),
  ];
};

/** Cells 7 and 9b: recipients at the left, level with the power of the signer at the right; room for the signature. */
const signatureOf = ({ signature, recipients, language }: OfficialDocument) => {
  // The right side is the wider one: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" stays on one line.
  const left = Math.floor(portraitWidth * 0.42);
  const together = { keepNext: true };
  return frameless(
    [left, portraitWidth - left],
    [
      [
        recipients.length === 0
          ? [new Paragraph({ children: [] })]
          : [
              new Paragraph({
                ...together,
                children: [
                  new TextRun({ text: documentWords.recipients[language], bold: true, italics: true, size: half(12) }),
                ],
              }),
              ...writeList(recipients).map(
                (text) => new Paragraph({ ...together, children: [new TextRun({ text, size: half(11) })] }),
              ),
            ],
        [
          ...signature.power.map((line) => centred(line, { size: 14, bold: true }, together)),
          ...(signature.office === undefined
            ? []
            : [centred(signature.office, { size: 14, bold: true }, { spacing: { before: twips(28) } })]),
          centred(
            signature.name ?? '',
            { size: 14, bold: true },
            signature.office === undefined ? { spacing: { before: twips(28) } } : {},
          ),
        ],
      ],
    ],
  );
};

const headersOf = ({ demonstration, language }: OfficialDocument, textWidth: number) => {
  const mark = new TextRun({
    text: documentWords.demonstration[language],
    bold: true,
    size: half(10),
    color: red,
    border: { style: BorderStyle.SINGLE, size: 6, color: red, space: 1 },
  });
  const line = (children: ParagraphChild[]) =>
    new Header({
      children: [
        new Paragraph({
          tabStops: [
            { type: TabStopType.CENTER, position: Math.round(textWidth / 2) },
            { type: TabStopType.RIGHT, position: textWidth - 60 },
          ],
          children,
        }),
      ],
    });
  const tab = () => new TextRun({ children: [new Tab()] });
  const number = new TextRun({ children: [PageNumber.CURRENT], size: half(14) });
  return {
    first: line(demonstration ? [tab(), tab(), mark] : []),
    default: line(demonstration ? [tab(), number, tab(), mark] : [tab(), number]),
  };
};

const sectionOf = (
  document: OfficialDocument,
  landscape: boolean,
  children: (Paragraph | Table)[],
): ISectionOptions => ({
  headers: headersOf(document, landscape ? landscapeWidth : portraitWidth),
  properties: {
    titlePage: true,
    page: {
      size: { ...a4, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
      margin,
      pageNumbers: { start: 1 },
    },
  },
  children,
});

const annexOf = (document: OfficialDocument, annex: DocumentAnnex, baseUrl: string): ISectionOptions => {
  const landscape = annex.landscape ?? false;
  const context = { document, baseUrl, textWidth: landscape ? landscapeWidth : portraitWidth };
  return sectionOf(document, landscape, [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      alignment: AlignmentType.CENTER,
      indent: { firstLine: 0 },
      spacing: { before: 0, after: 0 },
      children: [new TextRun(writeAnnexName(annex.number, document.language))],
    }),
    centred(annex.title.toLocaleUpperCase('vi'), { size: 14, bold: true }, { keepNext: true }),
    centred(writeAnnexNote(document), { size: 14, italics: true }, { keepNext: true, spacing: { after: 160 } }),
    ...annex.blocks.flatMap((block) => blockOf(block, context)),
  ]);
};

const headingStyle = (before: number, bold: boolean) => ({
  run: { font, size: half(14), bold, italics: false, color: '000000' },
  paragraph: {
    indent: { firstLine: indent },
    spacing: { before, after: 60, ...bodyLine },
    keepNext: true,
    keepLines: true,
  },
});

const stylesOf = (language: OfficialDocument['language']) => ({
  default: {
    document: {
      run: { font, size: half(14), color: '000000', language: { value: language === 'vi' ? 'vi-VN' : 'en-GB' } },
      paragraph: { spacing: { before: 0, after: 0 } },
    },
    heading1: headingStyle(160, true),
    heading2: headingStyle(100, true),
    heading3: headingStyle(80, false),
  },
  paragraphStyles: [
    {
      id: 'Body',
      name: 'Body',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: {
        alignment: AlignmentType.JUSTIFIED,
        indent: { firstLine: indent },
        spacing: { before: 60, after: 60, ...bodyLine },
        widowControl: true,
      },
    },
    { id: 'TableText', name: 'Table text', basedOn: 'Normal', quickFormat: true, run: { size: half(12) } },
  ],
  characterStyles: [
    {
      // One style for all figures: whoever does not want the dots on paper takes them out in one place.
      id: figureStyle,
      name: documentWords.figureStyle[language],
      quickFormat: true,
      run: { underline: { type: UnderlineType.DOTTED, color: 'A6A6A6' } },
    },
  ],
});

/**
 * The document as a DOCX file that an office can go on editing. Expects text that went through `cleanTree`.
 * Every figure is a link to its trace under `baseUrl`.
 */
export const writeDocx = (document: OfficialDocument, baseUrl: string): Promise<Buffer> => {
  const context = { document, baseUrl, textWidth: portraitWidth };
  const blocks = withEndMark(document.blocks);
  return Packer.toBuffer(
    new Document({
      title: `${document.typeName} ${document.abstract.join(' ')}`,
      creator: document.head.issuingBody,
      lastModifiedBy: document.head.issuingBody,
      styles: stylesOf(document.language),
      compatibility: { version: 15 },
      sections: [
        sectionOf(document, false, [
          headOf(document),
          ...titleOf(document),
          // The signature never stands alone on a page: the last paragraph goes with it.
          ...blocks.flatMap((block, i) => blockOf(block, context, i === blocks.length - 1)),
          new Paragraph({ keepNext: true, spacing: { line: 200, lineRule: LineRuleType.EXACT }, children: [] }),
          signatureOf(document),
        ]),
        ...document.annexes.map((annex) => annexOf(document, annex, baseUrl)),
      ],
    }),
  );
};
