/** The workbook that goes with a report: one sheet per table, a row per unit, every number a real number with its trace. */
import * as z from 'zod';
import { documentLanguage, traceUrl } from './tree.ts';

const cellText = z.string().max(32_000);

/** A number in a sheet; `precision` keeps "hơn" and "gần" in the number format, so the cell can still be added up. */
export const annexNumber = z.object({
  value: z.number(),
  precision: z.enum(['exact', 'at_least', 'about']).optional(),
  trace: traceUrl.optional(),
});

/** null = missing, shown as "–", never as 0. */
export const annexCell = z.union([cellText, annexNumber, z.null()]);

export const annexColumn = z.object({
  title: z.string().min(1).max(300),
  /** Unit of measure, printed under the title. */
  unit: z.string().max(100).optional(),
  /** A `percent` column holds 12.5 for 12,5%. */
  kind: z.enum(['text', 'number', 'percent']),
  decimals: z.int().min(0).max(4).optional(),
});

export const annexRow = z.object({
  cells: z.array(annexCell).min(1).max(200),
  /** Where the row's figures come from; fills the last column, "Nguồn". */
  trace: traceUrl.optional(),
});

export const annexSheet = z
  .object({
    /** Name of the tab; shortened and freed of the characters that Excel refuses. */
    name: z.string().min(1).max(200),
    title: z.string().min(1).max(500),
    /** Lines below the title: unit, period, completeness. */
    notes: z.array(z.string().max(1_000)).max(10),
    columns: z.array(annexColumn).min(1).max(200),
    rows: z.array(annexRow).max(10_000),
    totals: annexRow.nullable(),
  })
  .refine(
    ({ columns, rows, totals }) =>
      [...rows, ...(totals ? [totals] : [])].every(({ cells }) => cells.length === columns.length),
    { message: 'each row of a sheet has one cell per column' },
  );

export const annexWorkbook = z.object({
  title: z.string().min(1).max(500),
  language: documentLanguage,
  demonstration: z.boolean(),
  sheets: z.array(annexSheet).min(1).max(60),
});

export type AnnexNumber = z.infer<typeof annexNumber>;
export type AnnexCell = z.infer<typeof annexCell>;
export type AnnexColumn = z.infer<typeof annexColumn>;
export type AnnexRow = z.infer<typeof annexRow>;
export type AnnexSheet = z.infer<typeof annexSheet>;
export type AnnexWorkbook = z.infer<typeof annexWorkbook>;
