/**
 * One official document as a tree: what the screen, DOCX, PDF and XLSX writers all read. It knows nothing about layout;
 * the measures of Decree 30/2020/NĐ-CP, Annex I, live in the writers.
 */
import * as z from 'zod';

const Line = z.string().max(10_000);
const Name = z.string().min(1).max(500);

/** Address of the trace of a figure inside this product: one leading slash only, so it can never leave the site. */
export const TraceUrl = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]*$/);

export const TextRun = z.object({
  kind: z.literal('text'),
  text: z.string().max(50_000),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
});

/** A number as it is written (`1.931`, `hơn 18.000`), tied to where it comes from. */
export const FigureRun = z.object({
  kind: z.literal('figure'),
  text: z.string().min(1).max(200),
  trace: TraceUrl,
  bold: z.boolean().optional(),
});

export const Run = z.discriminatedUnion('kind', [TextRun, FigureRun]);

/** Style b of Decree 30/2020 for reports and plans: 1 = "I. TITLE", 2 = "1. Title", 3 = "a) title". */
export const Heading = z.object({
  kind: z.literal('heading'),
  id: Name,
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** With its mark: `I.`, `1.`, `a)`; null for a title without number. */
  number: z.string().max(20).nullable(),
  title: Line,
});

export const Paragraph = z.object({
  kind: z.literal('paragraph'),
  /** Stable over regenerations: an officer's own wording is kept under it. */
  id: Name,
  runs: z.array(Run).max(2_000),
  /** Written or changed by hand; shown on screen only. */
  edited: z.boolean().optional(),
  /** A legal basis ("Căn cứ …") is set in italics. */
  basis: z.boolean().optional(),
});

export const TableCell = z.object({
  runs: z.array(Run).max(200),
  /** Columns this cell spans; 1 when left out. */
  across: z.int().min(1).max(60).optional(),
  /** Rows this cell spans; 1 when left out. */
  down: z.int().min(1).max(20).optional(),
});

const TableRow = z.object({ cells: z.array(TableCell).min(1).max(60), total: z.boolean().optional() });

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

export const Table = z
  .object({
    kind: z.literal('table'),
    id: Name,
    caption: Line.optional(),
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
    head: z.array(TableRow).max(4),
    rows: z.array(TableRow).max(5_000),
  })
  .refine((table) => fillsGrid(table.head, table.columns.length) && fillsGrid(table.rows, table.columns.length), {
    message: 'the cells of the table do not fill its columns',
  });

/** A chart always carries its numbers: each value is printed at its bar or point, written by `labels` or by the value. */
export const Chart = z
  .object({
    kind: z.literal('chart'),
    id: Name,
    shape: z.enum(['bar', 'line']),
    title: Line,
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
export const Notice = z.object({ kind: z.literal('notice'), id: Name, runs: z.array(Run).max(500) });

export const Block = z.union([Heading, Paragraph, Table, Chart, Notice]);

/** A day or month that is not known yet stays a blank gap, to be filled in when the paper is signed. */
export const DocumentDate = z.object({
  day: z.int().min(1).max(31).nullable(),
  month: z.int().min(1).max(12).nullable(),
  year: z.int().min(1945).max(2999),
});

export const DocumentHead = z.object({
  /** Cơ quan chủ quản, "TỈNH QUẢNG BÌNH"; null for a body that has none above it. */
  governingBody: Name.nullable(),
  issuingBody: Name,
  /** Number in the register, without symbol; null = blank gap. */
  number: z.string().min(1).max(20).nullable(),
  /** "BC-BCĐ". */
  symbol: z.string().min(1).max(60),
  place: Name,
  date: DocumentDate,
});

export const SignatureBlock = z.object({
  /** Power and post of the signer, one line each: "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN". */
  power: z.array(Name).min(1).max(6),
  /** Office of a committee's signer above the name: "CHỦ TỊCH UBND TỈNH". */
  office: Name.optional(),
  /** Blank until somebody signs. */
  name: z.string().max(200).nullable(),
});

export const DocumentAnnex = z.object({
  id: Name,
  /** Roman number when there are two annexes or more, else null. */
  number: z.string().max(10).nullable(),
  title: Line,
  landscape: z.boolean().optional(),
  blocks: z.array(Block).max(1_000),
});

export const DocumentLanguage = z.enum(['vi', 'en']);

export const OfficialDocument = z.object({
  kind: z.enum(['report', 'plan', 'letter', 'decision', 'notification', 'submission']),
  language: DocumentLanguage,
  /** Invented or reconstructed figures: every page and sheet then says so. */
  demonstration: z.boolean(),
  head: DocumentHead,
  /** "BÁO CÁO". */
  typeName: Name,
  /** Trích yếu, one line each. */
  abstract: z.array(Line).min(1).max(6),
  /** Kính gửi; empty for a paper that is not addressed upward. */
  addressees: z.array(Name).max(20),
  blocks: z.array(Block).max(2_000),
  signature: SignatureBlock,
  /** Nơi nhận, without dash and semicolon. */
  recipients: z.array(Name).max(40),
  annexes: z.array(DocumentAnnex).max(40),
});

export type TextRun = z.infer<typeof TextRun>;
export type FigureRun = z.infer<typeof FigureRun>;
export type Run = z.infer<typeof Run>;
export type Heading = z.infer<typeof Heading>;
export type Paragraph = z.infer<typeof Paragraph>;
export type TableCell = z.infer<typeof TableCell>;
export type TableRow = z.infer<typeof TableRow>;
export type Table = z.infer<typeof Table>;
export type Chart = z.infer<typeof Chart>;
export type Notice = z.infer<typeof Notice>;
export type Block = z.infer<typeof Block>;
export type DocumentDate = z.infer<typeof DocumentDate>;
export type DocumentHead = z.infer<typeof DocumentHead>;
export type SignatureBlock = z.infer<typeof SignatureBlock>;
export type DocumentAnnex = z.infer<typeof DocumentAnnex>;
export type DocumentLanguage = z.infer<typeof DocumentLanguage>;
export type OfficialDocument = z.infer<typeof OfficialDocument>;
