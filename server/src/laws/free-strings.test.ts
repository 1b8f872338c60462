/** Law 9, its other end: what is typed is held against the promise before it is kept. */
import { freeText } from '@app/contract/kernel/answer.ts';
import { route } from '@app/contract/kernel/route.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type TestHouse, testHouse } from '../kernel/testing/house.ts';
import { anyTextIn, faultsOfStrings } from './free-strings.ts';
import { contractRoutes } from './repository.ts';

describe('law 9: every text that is kept goes through freeText', () => {
  it('or has a reason why it holds nothing about a person', async () => {
    expect(faultsOfStrings(await contractRoutes())).toEqual([]);
  });

  it('sees a text that does not, wherever it stands', async () => {
    const planted = route({
      method: 'POST',
      path: '/api/planted',
      summary: 'Planted',
      body: z.object({
        reason: freeText(1, 10).nullable(),
        on: z.iso.date(),
        code: z.string().regex(/^\d+$/),
        kind: z.enum(['a', 'b']),
        remark: z.string().max(10).optional(),
        rows: z.array(z.union([z.object({ name: z.string() }), z.object({ n: z.number() })])),
        byName: z.record(z.string(), freeText(0, 5)),
        anything: z.unknown(),
        open: z.looseObject({}),
      }),
      response: z.unknown(),
    });
    expect(anyTextIn(planted.body)).toEqual(['remark', 'rows.name', 'byName.#', 'anything.*', 'open.*']);
    expect(faultsOfStrings([...(await contractRoutes()), { room: 'org', name: 'planted', route: planted }])).toContain(
      'org.planted remark takes any text: give it freeText, or a reason in free-strings.ts',
    );
  });
});

describe('a text about a person', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
  });
  afterEach(() => undo());

  it('that no database keeps is refused also where it is only looked for', async () => {
    const ask = await house.as('province');
    expect(await ask('GET', '/api/units?q=%00')).toMatchObject({ status: 400, body: { code: 'kernel.bad-input' } });
  });

  it.each([
    ['Theo đơn của công dân 001099012345', 'kernel.citizen-id-in-text'],
    ['Liên hệ 0912 345 678', 'kernel.phone-in-text'],
    ['Gửi ten@example.vn', 'kernel.email-in-text'],
    ['Quyết định \u202E12/QĐ', 'kernel.hidden-characters'],
  ])('is refused at its field, in both languages: %s', async (basis, code) => {
    const ask = await house.as('province');
    const answer = await ask('POST', '/api/units/1/tags', { tag: 'border', from: '2026-11-22', basis });
    expect(answer.status).toBe(400);
    expect(answer.body['fields']).toEqual([
      { path: 'basis', code, says: { vi: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) } },
    ]);
  });
});
