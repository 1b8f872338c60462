/** The workbook that goes with a report: one sheet per table, a row per unit, every number a real number with its trace. */
import * as z from 'zod';
import { DocumentLanguage, TraceUrl } from './tree.ts';

const CellText = z.string().max(32_000);

/** A number in a sheet; `precision` keeps "hơn" and "gần" in the number format, so the cell can still be added up. */
export const AnnexNumber = z.object({
  value: z.number(),
  precision: z.enum(['exact', 'at_least', 'about']).optional(),
  trace: TraceUrl.optional(),
});

/** null = missing, shown as "–", never as 0. */
export const AnnexCell = z.union([CellText, AnnexNumber, z.null()]);

export const AnnexColumn = z.object({
  title: z.string().min(1).max(300),
  /** Unit of measure, printed under the title. */
  unit: z.string().max(100).optional(),
  /** A `percent` column holds 12.5 for 12,5%. */
  kind: z.enum(['text', 'number', 'percent']),
  decimals: z.int().min(0).max(4).optional(),
});

export const AnnexRow = z.object({
  cells: z.array(AnnexCell).min(1).max(200),
  /** Where the row's figures come from; fills the last column, "Nguồn". */
  trace: TraceUrl.optional(),
});

export const AnnexSheet = z
  .object({
    /** Name of the tab; shortened and freed of the characters that Excel refuses. */
    name: z.string().min(1).max(200),
    title: z.string().min(1).max(500),
    /** Lines below the title: unit, period, completeness. */
    notes: z.array(z.string().max(1_000)).max(10),
    columns: z.array(AnnexColumn).min(1).max(200),
    rows: z.array(AnnexRow).max(10_000),
    totals: AnnexRow.nullable(),
  })
  .refine(
    ({ columns, rows, totals }) =>
      [...rows, ...(totals ? [totals] : [])].every(({ cells }) => cells.length === columns.length),
    { message: 'each row of a sheet has one cell per column' },
  );

export const AnnexWorkbook = z.object({
  title: z.string().min(1).max(500),
  language: DocumentLanguage,
  demonstration: z.boolean(),
  sheets: z.array(AnnexSheet).min(1).max(60),
});

export type AnnexNumber = z.infer<typeof AnnexNumber>;
export type AnnexCell = z.infer<typeof AnnexCell>;
export type AnnexColumn = z.infer<typeof AnnexColumn>;
export type AnnexRow = z.infer<typeof AnnexRow>;
export type AnnexSheet = z.infer<typeof AnnexSheet>;
export type AnnexWorkbook = z.infer<typeof AnnexWorkbook>;
