/** What no request gets through with, asked one by one; `fuzz/` asks the same in a thousand shapes. */
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type TestHouse, testHouse } from '../kernel/testing/house.ts';

let house: TestHouse;
let app: FastifyInstance;
let ask: Ask;
beforeAll(async () => {
  house = await testHouse();
  app = await house.committing();
  ask = await house.as('province');
});
afterAll(() => house.close());

const tag = { tag: 'border', from: '2026-11-22', basis: '1/QĐ-UBND' };
const tags = async () =>
  (await house.database.owner.query<{ n: number }>('select count(*)::int as n from org.area_tag')).rows[0]?.n;

describe('a request', () => {
  it.each([
    ['a field that nobody asked for', '{"isAdmin":true,'],
    ['the prototype of objects', '{"__proto__":{"basis":"x"},'],
    ['a constructor', '{"constructor":{"prototype":{"basis":"x"}},'],
  ])('with %s is refused and writes nothing', async (_, begin) => {
    const before = await tags();
    // Parsed, so that the key is really its own, and written out again as it came.
    const body = JSON.parse(begin + JSON.stringify(tag).slice(1)) as object;
    const answer = await ask('POST', '/api/units/1/tags', body);
    expect(answer.status).toBe(400);
    expect(await tags()).toBe(before);
  });

  it('that says a parameter twice is refused', async () => {
    expect((await ask('GET', '/api/units?q=ba&q=na')).status).toBe(400);
    expect((await ask('GET', '/api/figures/trace?unit=1&unit=2&indicator=plans_issued&period=2026-M10')).status).toBe(
      400,
    );
  });

  it('whose body is packed is not unpacked', async () => {
    const packed = gzipSync(JSON.stringify({ username: 'cast.province', password: 'cast-password-2026' }));
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: packed,
    });
    expect(answer.statusCode).toBe(400);
  });

  it('beyond the size of its route is refused', async () => {
    const answer = await ask('POST', '/api/units/1/tags', { ...tag, basis: 'x'.repeat(1_100_000) });
    expect(answer.status).toBe(413);
  });

  it.each(['TRACE', 'CONNECT', 'PROPFIND', 'PATCH'])('by the method %s finds nothing', async (method) => {
    const answer = await app.inject({ method: method as 'TRACE', url: '/api/session' });
    expect(answer.statusCode).toBe(404);
  });

  it.each([
    '/.git/config',
    '/package.json',
    '/..%2f..%2fpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/server/',
  ])('for %s gets no file of ours and no list of files', async (url) => {
    const answer = await app.inject({ url });
    expect(answer.body).not.toMatch(/"name": "chung-tay"|\[core\]|Index of|package-lock/);
  });

  it('for something that breaks the inside is told nothing of it', async () => {
    const answer = await ask('GET', '/api/reports/2147483647');
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:\d|select |postgres/i);
    expect(answer.status).toBe(404);
  });
});
