/** An export as Parquet: each piece is a row group and leaves as soon as it is written; only the list of groups is kept to the end. */
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { ExportLine } from './lines.ts';

type Column = { name: keyof ExportLine; type: 'text' | 'whole' | 'number'; optional?: true };
const columns: readonly Column[] = [
  { name: 'period', type: 'text' },
  { name: 'row', type: 'text' },
  { name: 'code', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'level', type: 'text' },
  { name: 'indicator', type: 'text' },
  { name: 'line', type: 'text' },
  { name: 'reading', type: 'text' },
  { name: 'value', type: 'number', optional: true },
  { name: 'precision', type: 'text' },
  { name: 'reported', type: 'whole' },
  { name: 'expected', type: 'whole' },
  { name: 'basis', type: 'text' },
  { name: 'units', type: 'whole' },
  { name: 'declared', type: 'number', optional: true },
  { name: 'notAllocated', type: 'number', optional: true },
  { name: 'edition', type: 'text', optional: true },
];

const types = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  whole: { type: 'INT32' },
  number: { type: 'DOUBLE' },
} as const satisfies Record<Column['type'], Partial<SchemaElement>>;

const schema: SchemaElement[] = [
  { name: 'figures', num_children: columns.length },
  ...columns.map(
    ({ name, type, optional }): SchemaElement => ({
      name,
      repetition_type: optional ? 'OPTIONAL' : 'REQUIRED',
      ...types[type],
    }),
  ),
];

export async function* asParquet(pieces: AsyncIterable<ExportLine[]>): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter(1 << 20);
  const file = new ParquetWriter({ writer: bytes, schema, createdBy: 'Chung Tay' });
  /** What has been written since; the places of what comes later count on from it. */
  const taken = (): Uint8Array => {
    const part = bytes.getBytes().slice();
    bytes.index = 0;
    return part;
  };
  for await (const lines of pieces) {
    if (lines.length === 0) continue;
    await file.write({
      columnData: columns.map(({ name }) => ({
        name,
        data: lines.map((line) => line[name]),
        offsetIndex: false,
      })),
      rowGroupSize: lines.length,
    });
    yield taken();
  }
  await file.finish();
  yield taken();
}
