import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readReports } from './import-reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'chungtay-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (rows: unknown) => {
  const file = join(folder, 'reports.json');
  writeFileSync(file, JSON.stringify(rows));
  return readReports('TH01', '2026-M10', file);
};
const faultsOf = (rows: unknown): unknown => {
  try {
    return read(rows);
  } catch (error) {
    return (error as { refusal?: { fields?: { path: string; code: string }[] } }).refusal?.fields?.map(
      ({ path, code }) => `${path} ${code}`,
    );
  }
};

describe('a file of reports', () => {
  it('is read as a request would be, with what it leaves out', () => {
    expect(read([{ unitCode: '19138', cells: { plans_issued: { value: 3 } } }]).rows).toEqual([
      {
        unitCode: '19138',
        nil: false,
        cells: { plans_issued: { value: 3, precision: 'exact', kind: 'own', note: null } },
      },
    ]);
  });

  it.each<[string, unknown, string[]]>([
    ['no list', {}, ['rows kernel.invalid-type']],
    [
      'a value that is none',
      [{ unitCode: '1', cells: { a: { value: 'x' } } }],
      ['rows.0.cells.a.value kernel.invalid-type'],
    ],
    [
      'a remark about a person',
      [{ unitCode: '1', cells: { a: { value: 1, note: 'gọi 0912 345 678' } } }],
      ['rows.0.cells.a.note kernel.phone-in-text'],
    ],
    [
      'a field that nobody asked for',
      [{ unitCode: '1', cells: {}, admin: true }],
      ['rows.0.admin kernel.unknown-field'],
    ],
  ])('is refused with %s, by field', (_, rows, faults) => {
    expect(faultsOf(rows)).toEqual(faults);
  });
});
