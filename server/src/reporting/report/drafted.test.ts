import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';

describe('who saved an open draft', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let report: number;

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    asCommune = await house.as('commune');
    const { body } = await asCommune('GET', '/api/my-work');
    const own = body['own'] as { id: number; period: { code: string } }[];
    report = own.find((each) => each.period.code === '2026-M10')?.id ?? 0;
  });
  afterEach(() => undo());

  const drafted = async (ask: Ask = asCommune) => (await ask('GET', `/api/reports/${report}`)).body['drafted'];
  const save = () =>
    asCommune('PUT', `/api/reports/${report}/draft`, {
      draftVersion: 0,
      cells: { outreach_sessions: { value: 7, precision: 'exact', kind: 'own', note: null } },
    });

  it('is told to whoever fills the report, by post and moment, once there is one', async () => {
    expect(await drafted()).toBeNull();
    const { body } = await save();
    expect(await drafted()).toEqual({
      by: { vi: expect.stringContaining('xã'), en: expect.any(String) },
      at: body['savedAt'],
    });
  });

  it('is not told to the superior, who does not see the draft either', async () => {
    await save();
    expect(await drafted(await house.as('province'))).toBeNull();
  });
});
