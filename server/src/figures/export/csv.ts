/** An export as CSV (RFC 4180): UTF-8 with its mark, so that Excel reads the letters, and nothing that it would carry out. */
import { csvCell } from '@app/contract/kernel/formula.ts';
import type { ExportLine } from './lines.ts';

const columns = [
  ...(['period', 'row', 'code', 'name', 'level', 'indicator', 'line', 'reading', 'value', 'precision'] as const),
  ...(['reported', 'expected', 'basis', 'units', 'declared', 'notAllocated', 'edition'] as const),
] satisfies (keyof ExportLine)[];

/** Numbers are written as programs read them, with a point; what is missing is empty. */
const cellOf = (value: string | number | null): string => {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : csvCell(value);
};

const textOf = (lines: readonly ExportLine[]): string =>
  lines.map((line) => `${columns.map((column) => cellOf(line[column])).join(',')}\r\n`).join('');

export async function* asCsv(pieces: AsyncIterable<ExportLine[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`\uFEFF${columns.join(',')}\r\n`);
  for await (const lines of pieces) yield encoder.encode(textOf(lines));
}
