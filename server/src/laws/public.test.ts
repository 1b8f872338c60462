/** The promise of secrecy: whoever is nobody gets no figure and no internal indicator out of any open route. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHouse, testHouse } from '../kernel/testing/house.ts';
import { requestFor } from './asking.ts';
import { figuresIn, internalIn, openRoutes } from './public.ts';
import { contractRoutes } from './repository.ts';

/** Stands nowhere else, so that seeing it means that a figure got out. */
const MARKED = 98_765_431;

let house: TestHouse;
let undo: () => Promise<void>;
const open = openRoutes(await contractRoutes()).map((each) => [`${each.room}.${each.name}`, each] as const);

beforeAll(async () => {
  house = await testHouse();
  undo = await house.begin();
  // Something must stand in the ledger, else silence proves nothing.
  const commune = await house.as('commune');
  const work = (await commune('GET', '/api/my-work')).body as unknown as { own: { id: number }[] };
  const address = `/api/reports/${work.own[0]?.id}`;
  const report = (await commune('GET', address)).body as unknown as {
    form: { sections: { rows: { indicator: string; computed: boolean }[] }[] };
    draftVersion: number;
  };
  const typed = report.form.sections.flatMap(({ rows }) => rows.filter(({ computed }) => !computed));
  const cells = Object.fromEntries(typed.map(({ indicator }) => [indicator, { value: MARKED }]));
  const sent = await commune('POST', `${address}/submit`, { draftVersion: report.draftVersion, cells });
  if (sent.status !== 200) throw new Error(`the marked report was not sent: ${JSON.stringify(sent.body)}`);
});
afterAll(async () => {
  await undo();
  await house.close();
});

describe('asked by nobody', () => {
  it.each(open)('%s says no figure and no internal indicator', async (name, { route }) => {
    const nobody = await house.as(null);
    const { method, url, body } = requestFor(name, route);
    const answer = await nobody(method as 'GET', url, body);
    const text = JSON.stringify(answer.body);
    expect(text).not.toContain(String(MARKED));
    expect(internalIn(text)).toEqual([]);
    if (answer.status === 200) expect(figuresIn(answer.body)).toEqual([]);
  });

  it('the description of the API names no internal indicator', async () => {
    const nobody = await house.as(null);
    expect(internalIn(JSON.stringify((await nobody('GET', '/api/openapi.json')).body))).toEqual([]);
  });

  it('sees both when somebody in charge asks for them', async () => {
    const province = await house.as('province');
    const all = await province('GET', '/api/indicators');
    expect(internalIn(JSON.stringify(all.body))).toEqual([
      'regular_officers_at_communes',
      'priority_communes_with_regular_police',
    ]);
    const unit = (await province('GET', '/api/session')).body as unknown as { post: { unit: { id: number } } };
    const url = `/api/figures?indicators=plans_issued&units=communes:${unit.post.unit.id}&periods=2026-M09,2026-M10&reading=submitted`;
    const figures = await province('GET', url);
    expect(JSON.stringify(figures.body)).toContain(String(MARKED));
    expect(figuresIn(figures.body)).toContain('figures.0.value');
  });
});
