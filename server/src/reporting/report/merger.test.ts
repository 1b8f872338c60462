/** Reports of the old tree: after a merger the successor decides on what its predecessors received. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { type Matrix, openMatrix } from '../../laws/matrix/ask.ts';
import { monthBefore } from '../../laws/matrix/plant.ts';

let database: TestDatabase;
let country: Matrix;
let report: number;

beforeAll(async () => {
  database = await testDatabase('ground');
  country = await openMatrix(database);
  report = country.planted.report[`e1 committee ${monthBefore}`] ?? 0;
});
afterAll(async () => {
  await country.close();
  await database.close();
});

const accept = (post: string) =>
  country.send(post, { method: 'POST', url: `/api/reports/${report}/accept`, body: { revision: 1 } });
const desk = async (post: string, unit: number) => {
  const { status, body } = await country.send(post, {
    method: 'GET',
    url: `/api/reports?unit=${unit}&form=MC&period=${monthBefore}`,
  });
  const { reports = [], whyNot } = body as {
    reports?: { id: number }[];
    whyNot?: { acceptReports: { code: string } | null };
  };
  return { status, ids: reports.map(({ id }) => id), whyNot: whyNot?.acceptReports?.code ?? null };
};

describe('a report sent to a province that has ended', () => {
  it('lies on the desk of its successor, which decides on it', async () => {
    const { unit } = country.planted;
    expect(await desk('standing officer P1', unit.P1)).toEqual({ status: 200, ids: [report], whyNot: null });
    const { body } = await country.send('standing officer P1', { method: 'GET', url: '/api/my-work' });
    const waiting = (body as { desks: { period: { code: string }; waiting: number }[] }).desks;
    expect(waiting.find(({ period }) => period.code === monthBefore)?.waiting).toBe(1);
    expect((await accept('standing officer P1')).status).toBe(200);
  });

  it('is found on the old desk too, and decided from there by the successor', async () => {
    expect(await desk('standing officer P1', country.planted.unit.E)).toEqual({
      status: 200,
      ids: [report],
      whyNot: null,
    });
  });

  it('is for nobody else: not the centre, not a neighbour, not the post at the unit that has ended', async () => {
    expect(await accept('standing officer N')).toMatchObject({
      status: 403,
      body: { code: 'reporting.not-your-decision' },
    });
    expect(await accept('standing officer P2')).toMatchObject({ status: 404, body: { code: 'kernel.not-found' } });
    expect(await accept('ended E')).toMatchObject({ status: 403, body: { code: 'reporting.not-your-decision' } });
  });

  it('is still read by the post of the old province, which does nothing any more', async () => {
    expect(await desk('ended E', country.planted.unit.E)).toEqual({
      status: 200,
      ids: [report],
      whyNot: 'reporting.not-your-decision',
    });
    const { body } = await country.send('ended E', { method: 'GET', url: '/api/my-work' });
    expect(body).toMatchObject({ own: [], desks: [] });
  });

  it('belonged to the old province as long as it stood', async () => {
    country.setNow(new Date('2025-06-20T03:00:00Z'));
    try {
      expect((await accept('ended E')).status).toBe(200);
      expect(await accept('standing officer P1')).toMatchObject({ status: 403 });
    } finally {
      country.setNow(null);
    }
  });

  it('goes to the centre where the parts of its unit went several ways', async () => {
    const { owner, planted } = country;
    // Half of e1 under P1, half under P2: nothing below the centre holds both.
    await owner.query('begin');
    await owner.query(`delete from org.reach where descendant_id = $1 and ancestor_id = $2`, [
      planted.unit.e1,
      planted.unit.P1,
    ]);
    await owner.query('commit');
    try {
      expect((await accept('standing officer N')).status).toBe(200);
    } finally {
      await owner.query('call org.rebuild_reach()');
    }
  });
});
