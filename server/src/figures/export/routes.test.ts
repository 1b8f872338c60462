import { once } from 'node:events';
import { request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { unknownUnits } from '@app/contract/figures/problems.ts';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { castCommune, castProvince } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { periodId, periodOfCode } from '../index.ts';
import { acceptSheets, putSheets } from '../queries.ts';
import { toSheet } from '../slots.ts';
import { wholeSheet } from '../testing/whole-sheet.ts';

const now = new Date('2026-11-22T03:00:00Z');

describe('exports of figures', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asProvince: Ask;
  let province: number;
  let commune: number;

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    asProvince = await house.as('province');
    const idOf = async (code: string): Promise<number> =>
      (
        await house.database.owner.query(
          `select unit_id as id from org.unit_state where code = $1 and during @> '2026-11-22'::date`,
          [code],
        )
      ).rows[0]?.id;
    [province, commune] = [await idOf(castProvince), await idOf(castCommune)];
    await house.asSystem(async ({ tx }) => {
      const address = { periodId: periodId(periodOfCode('2026-M10')), line: 'committee' };
      const cell = (value: number) => ({ value, precision: 'at_least' as const, kind: 'own' as const, note: null });
      const sheet = toSheet({ outreach_sessions: cell(4), outreach_attendance: cell(10) }, 'committee', {
        level: 'commune',
        tags: new Set(),
      });
      const sheets = [{ unitId: commune, sourceId: null, ...sheet }];
      await putSheets(tx, { ...address, reading: 'submitted' }, wholeSheet, sheets, 'import', now);
      await acceptSheets(tx, address, wholeSheet, [commune], now);
    });
  });
  afterEach(() => undo());

  const addressOf = (format: 'csv' | 'parquet', more: Record<string, string> = {}): string =>
    `/api/figures/export/${format}?${new URLSearchParams({
      indicators: 'outreach_sessions,avg_attendance',
      periods: '2026-M09,2026-M10',
      units: `commune:${province}`,
      line: 'committee',
      total: 'yes',
      ...more,
    })}`;
  it('answers posts that may not see the figures like what does not exist', async () => {
    const asCommune = await house.as('commune');
    expect((await asCommune('POST', addressOf('csv'))).body).toMatchObject({ status: 404, code: unknownUnits.code });
  });

  it('writes one line for each figure, missing ones empty, the total last in its period', async () => {
    const answer = await asProvince('POST', addressOf('csv'));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toContain('so-lieu-2026-11-22.csv');
    expect(answer.text.startsWith('\uFEFFperiod,row,code,name')).toBe(true);
    const lines = answer.text.trim().split('\r\n');
    const communes = (
      await asProvince(
        'GET',
        `/api/figures/query?indicators=outreach_sessions&periods=2026-M10&units=commune:${province}`,
      )
    ).body['units'] as { ids: number[] };
    expect(lines).toHaveLength(1 + 2 * 2 * (communes.ids.length + 1));
    const own = lines.filter((line) => line.includes(`,${castCommune},`) && line.startsWith('2026-M10'));
    expect(own.map((line) => line.split(',').slice(8, 10).concat(line.split(',').slice(-7, -6)))).toEqual([
      ['4', 'at_least', '1'],
      ['2.5', 'about', '1'],
    ]);
    expect(lines.at(-2)).toContain('2026-M10,total,,Tổng,,outreach_sessions,committee,accepted,4,at_least,1');
    const audit = await house.asSystem(({ tx }) =>
      tx
        .selectFrom('kernel.audit')
        .select(['action', 'after'])
        .where('action', '=', 'figures.exportFiguresAsCsv')
        .execute(),
    );
    expect(audit).toMatchObject([{ after: { periods: ['2026-M09', '2026-M10'], chosen: communes.ids.length } }]);
  });

  it('writes the same as Parquet, which another program reads', async () => {
    const answer = await asProvince('POST', addressOf('parquet'));
    expect(answer.headers['content-type']).toBe('application/vnd.apache.parquet');
    const file = answer.raw.buffer.slice(answer.raw.byteOffset, answer.raw.byteOffset + answer.raw.byteLength);
    const rows = await parquetReadObjects({ file: file as ArrayBuffer });
    const lines = (await asProvince('POST', addressOf('csv'))).text.trim().split('\r\n').slice(1);
    expect(rows).toHaveLength(lines.length);
    expect(rows.find((row) => row['code'] === castCommune && row['value'] !== null)).toMatchObject({
      ...{ period: '2026-M10', indicator: 'outreach_sessions', value: 4, precision: 'at_least' },
      ...{ reported: 1, units: 1, declared: null, edition: null },
    });
    expect(rows.filter((row) => row['value'] === null).length).toBeGreaterThan(100);
  });
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** Bytes of the heap that something still holds. */
const alive = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

describe('a large export', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());

  it('writes hundreds of thousands of figures in bounded memory, and stops when nobody takes them any more', async () => {
    const app = await house.committing();
    await app.listen({ host: '127.0.0.1', port: 0 });
    const place = app.server.address();
    const port = typeof place === 'object' && place ? place.port : 0;
    const base = `http://127.0.0.1:${port}`;
    const entered = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'cast.centre', password: 'cast-password-2026' }),
    });
    const cookie = entered.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    await fetch(`${base}/api/my/confirmation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ password: 'cast-password-2026' }),
    });
    const path = `/api/figures/export/parquet?${new URLSearchParams({
      indicators: 'group:outreach,group:forces',
      periods: 'last-4-months',
      units: 'commune:1',
    })}`;
    const take = async (enough: number): Promise<{ bytes: number; most: number; parts: Buffer[] }> => {
      const asked = request(`${base}${path}`, { method: 'POST', headers: { cookie } });
      asked.end();
      const [answer] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
      const before = alive();
      const parts: Buffer[] = [];
      let [bytes, most] = [0, 0];
      for await (const part of answer as AsyncIterable<Buffer>) {
        bytes += part.length;
        parts.push(part);
        // Each piece leaves in many parts; what is alive is looked at now and then.
        if (parts.length % 40 === 1) most = Math.max(most, alive() - before);
        if (bytes >= enough) {
          answer.destroy();
          break;
        }
      }
      return { bytes, most, parts };
    };
    const whole = await take(Number.POSITIVE_INFINITY);
    const file = Buffer.concat(whole.parts);
    const rows = await parquetReadObjects({
      file: file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer,
      columns: ['period', 'indicator'],
    });
    expect(rows.length).toBeGreaterThan(200_000);
    // A piece or two of lines, and the file that this test keeps; all lines at once are several times as much.
    expect(whole.most).toBeLessThan(80 * 1024 * 1024);
    await take(1000);
    const underWay = async (): Promise<number> =>
      Number(
        (
          await house.database.owner.query(
            `select count(*) as n from pg_stat_activity where datname = current_database() and state = 'idle in transaction'
             and pid <> pg_backend_pid() and query ilike '%figures%'`,
          )
        ).rows[0]?.n,
      );
    await expect.poll(underWay).toBe(0);
    await app.close();
  }, 240_000);
});
