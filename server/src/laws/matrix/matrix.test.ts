/**
 * The matrix of rights: every route as every post, held against the table of posts. `npm run -s matrix` asks every combination and
 * prints it; here those that should be answered alike are asked in turn.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { type Matrix, openMatrix, routesWithout } from './ask.ts';
import { expectations } from './expectations.ts';
import { posts, table2b } from './house.ts';
import { summaryOf } from './table.ts';

/** The whole is asked once; a machine under load takes its time. */
const LONG = 600_000;

let database: TestDatabase;
let matrix: Matrix;

beforeAll(async () => {
  database = await testDatabase('ground');
  matrix = await openMatrix(database);
}, LONG);
afterAll(async () => {
  await matrix.close();
  await database.close();
});

describe('the matrix of rights', () => {
  it('leaves no route untested', async () => {
    expect(await routesWithout()).toEqual([]);
  });

  it('asks as every row of the table of posts', () => {
    expect(
      Object.keys(table2b).filter((row) => !posts.some((each) => each.row === row && each.standing === 'held')),
    ).toEqual([]);
  });

  it(
    'answers every question as the table of posts has it',
    async () => {
      const asked = await matrix.ask({ inTurn: true });
      expect(asked.length).toBeGreaterThan(7000);
      // Nothing that is asked about is left out, whoever is asked.
      expect(new Set(asked.map(({ route, about }) => `${route} ${about}`)).size).toBeGreaterThan(800);
      expect(summaryOf(asked).faults).toEqual([]);
    },
    LONG,
  );

  it('sees a route without an expectation, and an expectation without a route', async () => {
    const { 'reporting.getReport': _, ...rest } = expectations;
    expect(await routesWithout({ ...rest, 'attic.getBox': () => [] })).toEqual([
      'reporting.getReport has no expectation: add it in server/src/laws/matrix/expectations.ts',
      'attic.getBox is expected and is no route',
    ]);
  });

  it('sees an expectation turned round', async () => {
    const given = { ...expectations };
    const whole = expectations['operation.getOperation'];
    given['operation.getOperation'] = (planted, route) =>
      (whole?.(planted, route) ?? []).map((each) => ({ ...each, expect: () => 'answers' as const }));
    const asked = await matrix.ask(
      { routes: ['operation.getOperation'], posts: ['operator N', 'inspector P1'] },
      given,
    );
    expect(summaryOf(asked).faults).toEqual([
      'operation.getOperation as inspector P1 about the whole: should answer, says 404 kernel.not-found',
    ]);
  });

  it('sees a right that is gone, in the database and in a post', async () => {
    const { owner, planted } = matrix;
    const women = { routes: ['reporting.getReport', 'reporting.saveDraft'], posts: ['women officer C1'] };
    expect(summaryOf(await matrix.ask(women)).faults).toEqual([]);
    await owner.query('create policy planted on reporting.report for select to chungtay_app using (true)');
    const open = summaryOf(await matrix.ask(women)).faults;
    await owner.query('drop policy planted on reporting.report');
    expect(open).toContain(
      'reporting.getReport as women officer C1 about C1 committee 2026-M09: should be absent, says 200',
    );
    await owner.query(`update identity.post set role = 'head' where id = $1`, [planted.post['women officer C1']]);
    const other = summaryOf(await matrix.ask(women)).faults;
    await owner.query(`update identity.post set role = 'officer' where id = $1`, [planted.post['women officer C1']]);
    expect(other).toContain(
      'reporting.saveDraft as women officer C1 about C1 women 2026-M10: should answer, says 403 reporting.not-yours',
    );
  });

  it('sees what belongs to one person fall to another', async () => {
    const { owner, planted } = matrix;
    const asker = 'acting head P1';
    const holder = 'standing officer P2';
    const { session, passkey, token } = planted.belongings;
    const things: [route: string, move: string, thing: unknown, owners: (name: string) => unknown][] = [
      [
        'endSession',
        'update identity.session set "userId" = $1 where id = $2',
        session[holder],
        (name) => planted.user[name],
      ],
      [
        'removePasskey',
        'update identity.passkey set user_id = $1 where id = $2',
        passkey[holder],
        (name) => planted.user[name],
      ],
      [
        'revokeToken',
        'update identity.token t set post_id = p.id, user_id = p.user_id from identity.post p where p.id = $1 and t.id = $2',
        token[holder],
        (name) => planted.post[name],
      ],
    ];
    for (const [name, move, thing, belongsTo] of things) {
      const route = `identity.${name}`;
      const only = { routes: [route], posts: [asker, holder] };
      expect(summaryOf(await matrix.ask(only)).faults).toEqual([]);
      await owner.query(move, [belongsTo(asker), thing]);
      const { faults } = summaryOf(await matrix.ask(only));
      await owner.query(move, [belongsTo(holder), thing]);
      expect(faults.sort()).toEqual([
        `${route} as ${asker} about what is of ${holder}: should be absent, says 200`,
        `${route} as ${holder} about what is of ${holder}: should answer, says 404 kernel.not-found`,
      ]);
    }
  });

  it('sees an own affair that is told something else, and an account of two areas opened from one', async () => {
    const { owner, planted } = matrix;
    const given = { ...expectations };
    given['identity.changePassword'] = (...of) =>
      (expectations['identity.changePassword']?.(...of) ?? []).map((each) => ({
        ...each,
        problem: 'identity.no-password',
      }));
    const password = await matrix.ask({ routes: ['identity.changePassword'], posts: ['administrator P1'] }, given);
    expect(summaryOf(password).faults).toEqual([
      "identity.changePassword as administrator P1 about oneself: is one's own affair (identity.no-password), says 422 identity.wrong-current-password",
    ]);
    const reset = { routes: ['identity.resetAccount'], posts: ['administrator P1'] };
    expect(summaryOf(await matrix.ask(reset)).faults).toEqual([]);
    const term = `update identity.post set during = $1 where body_id = $2 and user_id = (select id from identity."user" where username = $3)`;
    const atP2 = [planted.body['P2 front'], planted.inTwoAreas];
    await owner.query(term, ['(,2026-01-01)', ...atP2]);
    const { faults } = summaryOf(await matrix.ask(reset));
    await owner.query(term, ['(,)', ...atP2]);
    expect(faults).toEqual([
      'identity.resetAccount as administrator P1 about an account with posts at P1 and P2: should be refused, says 200',
    ]);
  });

  it('sees an answer that tells what exists from what does not', async () => {
    const given = { ...expectations };
    given['reporting.getReport'] = (planted, route) =>
      (expectations['reporting.getReport']?.(planted, route) ?? []).map((each) => ({
        ...each,
        unknown: { method: 'GET', url: '/api/figures?indicators=outreach_sessions&units=999999&periods=2026-M10' },
      }));
    const asked = await matrix.ask({ routes: ['reporting.getReport'], posts: ['women officer C1'] }, given);
    expect(summaryOf(asked).faults[0]).toMatch(/can be told from what does not exist/);
  });
});
