/**
 * One official document as a tree: what the screen, DOCX, PDF and XLSX writers all read. It knows nothing about layout;
 * the measures of Decree 30/2020/NĐ-CP, Annex I, live in the writers.
 */
import * as z from 'zod';

const line = z.string().max(10_000);
const name = z.string().min(1).max(500);

/** Address of the trace of a figure inside this product: one leading slash only, so it can never leave the site. */
export const traceUrl = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]*$/);

export const textRun = z.object({
  kind: z.literal('text'),
  text: z.string().max(50_000),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
});

/** A number as it is written (`1.931`, `hơn 18.000`), tied to where it comes from. */
export const figureRun = z.object({
  kind: z.literal('figure'),
  text: z.string().min(1).max(200),
  trace: traceUrl,
  bold: z.boolean().optional(),
});

export const run = z.discriminatedUnion('kind', [textRun, figureRun]);

/** Style b of Decree 30/2020 for reports and plans: 1 = "I. TITLE", 2 = "1. Title", 3 = "a) title". */
export const heading = z.object({
  kind: z.literal('heading'),
  id: name,
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** With its mark: `I.`, `1.`, `a)`; null for a title without number. */
  number: z.string().max(20).nullable(),
  title: line,
});

export const paragraph = z.object({
  kind: z.literal('paragraph'),
  /** Stable over regenerations: an officer's own wording is kept under it. */
  id: name,
  runs: z.array(run).max(2_000),
  /** Written or changed by hand; shown on screen only. */
  edited: z.boolean().optional(),
  /** A legal basis ("Căn cứ …") is set in italics. */
  basis: z.boolean().optional(),
});

export const tableCell = z.object({
  runs: z.array(run).max(200),
  /** Columns this cell spans; 1 when left out. */
  across: z.int().min(1).max(60).optional(),
  /** Rows this cell spans; 1 when left out. */
  down: z.int().min(1).max(20).optional(),
});

const tableRow = z.object({ cells: z.array(tableCell).min(1).max(60), total: z.boolean().optional() });

type Spanning = { across?: number | undefined; down?: number | undefined };

/**
 * Whether the cells fill the grid of the table exactly: no gap, no overlap, nothing beyond the last column or row.
 * A crooked table is refused here, because each writer would repair it in its own way.
 */
export const fillsGrid = (rows: readonly { cells: readonly Spanning[] }[], columns: number): boolean => {
  const taken = new Set<number>();
  let covered = 0;
  for (const [y, { cells }] of rows.entries()) {
    let x = 0;
    for (const { across = 1, down = 1 } of cells) {
      while (taken.has(y * columns + x)) x++;
      if (x + across > columns || y + down > rows.length) return false;
      for (let i = 0; i < across * down; i++) taken.add((y + Math.floor(i / across)) * columns + x + (i % across));
      covered += across * down;
      x += across;
    }
  }
  return covered === rows.length * columns && taken.size === covered;
};

export const table = z
  .object({
    kind: z.literal('table'),
    id: name,
    caption: line.optional(),
    /** Printed above the table at the right: "Đơn vị tính: buổi". */
    unit: z.string().max(200).optional(),
    columns: z
      .array(
        z.object({
          align: z.enum(['left', 'right', 'center']),
          /** Share of the width relative to the other columns. */
          width: z.number().positive().max(1_000),
        }),
      )
      .min(1)
      .max(30),
    head: z.array(tableRow).max(4),
    rows: z.array(tableRow).max(5_000),
  })
  .refine((table) => fillsGrid(table.head, table.columns.length) && fillsGrid(table.rows, table.columns.length), {
    message: 'the cells of the table do not fill its columns',
  });

/** A chart always carries its numbers: each value is printed at its bar or point, written by `labels` or by the value. */
export const chart = z
  .object({
    kind: z.literal('chart'),
    id: name,
    shape: z.enum(['bar', 'line']),
    title: line,
    unit: z.string().max(200),
    categories: z.array(z.string().max(300)).min(1).max(200),
    series: z
      .array(
        z.object({
          name: z.string().min(1).max(300),
          /** null = missing, which is not zero. */
          values: z.array(z.number().nullable()),
          /** How each value is written where the plain number is not enough ("hơn 18.000"). */
          labels: z.array(z.string().max(100)).optional(),
        }),
      )
      .min(1)
      .max(6),
  })
  .refine(
    ({ categories, series }) =>
      series.every(
        ({ values, labels }) =>
          values.length === categories.length && (labels === undefined || labels.length === categories.length),
      ),
    { message: 'each series of a chart has one value per category' },
  );

/** A remark set apart, such as the units without figures. */
export const notice = z.object({ kind: z.literal('notice'), id: name, runs: z.array(run).max(500) });

export const block = z.union([heading, paragraph, table, chart, notice]);

/** A day or month that is not known yet stays a blank gap, to be filled in when the paper is signed. */
export const documentDate = z.object({
  day: z.int().min(1).max(31).nullable(),
  month: z.int().min(1).max(12).nullable(),
  year: z.int().min(1945).max(2999),
});

export const documentHead = z.object({
  /** Cơ quan chủ quản, "TỈNH QUẢNG BÌNH"; null for a body that has none above it. */
  governingBody: name.nullable(),
  /** Wraps in its column; no-break spaces keep together what belongs on one line. */
  issuingBody: name,
  /** Number in the register, without symbol; null = blank gap. */
  number: z.string().min(1).max(20).nullable(),
  /** "BC-BCĐ". */
  symbol: z.string().min(1).max(60),
  place: name,
  date: documentDate,
});

export const signatureBlock = z.object({
  /** Power and post of the signer, one line each: "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN". */
  power: z.array(name).min(1).max(6),
  /** Office of a committee's signer above the name: "CHỦ TỊCH UBND TỈNH". */
  office: name.optional(),
  /** Blank until somebody signs. */
  name: z.string().max(200).nullable(),
});

export const documentAnnex = z.object({
  id: name,
  /** Roman number when there are two annexes or more, else null. */
  number: z.string().max(10).nullable(),
  title: line,
  landscape: z.boolean().optional(),
  blocks: z.array(block).max(1_000),
});

export const documentLanguage = z.enum(['vi', 'en']);

export const officialDocument = z.object({
  kind: z.enum(['report', 'plan', 'letter', 'decision', 'notification', 'submission']),
  language: documentLanguage,
  /** Invented or reconstructed figures: every page and sheet then says so. */
  demonstration: z.boolean(),
  head: documentHead,
  /** "BÁO CÁO". */
  typeName: name,
  /** Trích yếu, one line each. */
  abstract: z.array(line).min(1).max(6),
  /** Kính gửi; empty for a paper that is not addressed upward. */
  addressees: z.array(name).max(20),
  blocks: z.array(block).max(2_000),
  signature: signatureBlock,
  /** Nơi nhận, without dash and semicolon. */
  recipients: z.array(name).max(40),
  annexes: z.array(documentAnnex).max(40),
});

export type TextRun = z.infer<typeof textRun>;
export type FigureRun = z.infer<typeof figureRun>;
export type Run = z.infer<typeof run>;
export type Heading = z.infer<typeof heading>;
export type Paragraph = z.infer<typeof paragraph>;
export type TableCell = z.infer<typeof tableCell>;
export type TableRow = z.infer<typeof tableRow>;
export type Table = z.infer<typeof table>;
export type Chart = z.infer<typeof chart>;
export type Notice = z.infer<typeof notice>;
export type Block = z.infer<typeof block>;
export type DocumentDate = z.infer<typeof documentDate>;
export type DocumentHead = z.infer<typeof documentHead>;
export type SignatureBlock = z.infer<typeof signatureBlock>;
export type DocumentAnnex = z.infer<typeof documentAnnex>;
export type DocumentLanguage = z.infer<typeof documentLanguage>;
export type OfficialDocument = z.infer<typeof officialDocument>;
