import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptSheets, periodId, periodOfCode, toSheet } from '../figures/index.ts';
import { putSheets } from '../figures/queries.ts';
import { wholeSheet } from '../figures/testing/whole-sheet.ts';
import { castCommune, castProvince } from '../kernel/testing/cast.ts';
import { type TestHouse, testHouse } from '../kernel/testing/house.ts';
import { unitByCode } from '../org/index.ts';
import { readFlags } from './command.ts';
import { exportFigures, figuresExport } from './figures-export.ts';

const period = periodOfCode('2026-M10');

describe('an export at the command line', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  const folder = mkdtempSync(join(tmpdir(), 'chungtay-export-'));
  beforeAll(async () => {
    house = await testHouse();
    undo = await house.begin();
    await house.asSystem(async ({ tx, now, today }) => {
      const address = { periodId: periodId(period), line: 'committee' };
      const commune = await unitByCode(tx, castCommune, today);
      const cell = { value: 1931, precision: 'at_least', kind: 'own', note: null } as const;
      const sheet = toSheet({ outreach_sessions: cell }, 'committee', { level: 'commune', tags: new Set() });
      await putSheets(
        tx,
        { ...address, reading: 'submitted' },
        wholeSheet,
        [{ unitId: commune.id, sourceId: null, ...sheet }],
        'import',
        now,
      );
      await acceptSheets(tx, address, wholeSheet, [commune.id], now);
    });
  });
  afterAll(async () => {
    await undo();
    await house.close();
    rmSync(folder, { recursive: true });
  });

  const take = async (name: string, ...more: string[]): Promise<string> => {
    const asked = ['--indicators', 'outreach_sessions', '--periods', '2026-M10', '--units', `commune:${castProvince}`];
    await exportFigures(house, readFlags(figuresExport, [...asked, ...more]), join(folder, name));
    return join(folder, name);
  };

  it('writes the figures of units named by their codes, and who took them', async () => {
    const lines = readFileSync(await take('a.csv', '--line', 'committee', '--operator', 'Tổ vận hành'), 'utf8').split(
      '\r\n',
    );
    expect(lines.filter((line) => line.includes(`,${castCommune},`))).toMatchObject([
      expect.stringContaining('outreach_sessions,committee,accepted,1931,at_least,1'),
    ]);
    const entries = await house.asSystem(({ tx }) =>
      tx.selectFrom('kernel.audit').select('after').where('action', '=', 'figures.exportFiguresAsCsv').execute(),
    );
    expect(entries).toMatchObject([{ after: { by: 'Tổ vận hành', periods: ['2026-M10'] } }]);
  });

  it('writes Parquet by the name of the file', async () => {
    const file = readFileSync(await take('a.parquet', '--where', 'outreach_sessions:gt:1000'));
    const rows = await parquetReadObjects({
      file: file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer,
    });
    expect(rows).toMatchObject([{ code: castCommune, value: 1931 }]);
  });

  it('says what is wrong with a question by its field', async () => {
    await expect(take('b.csv', '--line', 'nowhere')).rejects.toMatchObject({
      refusal: { fields: [{ path: 'line' }] },
    });
    await expect(take('b.csv', '--units', 'commune:99999')).rejects.toThrow();
  });
});
