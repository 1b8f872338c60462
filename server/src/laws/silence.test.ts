/** Law 10, its end: to somebody who is nobody, the ledger and the reports are empty, however much stands in them. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncCatalogue } from '../figures/index.ts';
import { type EmptyDatabase, emptyDatabase } from '../org/testing/empty-database.ts';
import { tablesOf } from './row-security.ts';

/** What everybody may know, also before signing in. */
const known: Readonly<Record<string, string>> = {
  'figures.indicator': 'the catalogue of indicators',
  'figures.period': 'the reporting calendar',
  'figures.period_within': 'which periods hold which',
};

let database: EmptyDatabase;
let app: pg.Client;
let tables: string[];

beforeAll(async () => {
  database = await emptyDatabase();
  await syncCatalogue(database.owner);
  await fill(database.owner);
  tables = (await tablesOf(database.owner))
    .map(({ name }) => name)
    .filter((name) => /^(figures|reporting)\./.test(name));
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.drop();
});

/** One row in every table of both rooms: a province with its report, the figures in it, and the edition issued on them. */
const fill = async (owner: pg.Client): Promise<void> => {
  await owner.query(`
    insert into org.change_set (title, source_hash, applied_at) values ('{}', 'law', now());
    insert into org.unit (level) values ('province');
    insert into org.reach select id, id, 0, '(,)' from org.unit;
    insert into org.body (unit_id, kind, line, name) select id, 'police', 'police', '{}' from org.unit;
    insert into identity."user" (id, name, email) values ('law', 'law', 'law@chungtay.invalid');
    insert into identity.post (user_id, role, body_id, during) select 'law', 'officer', id, '(,)' from org.body;
    insert into figures.expectation (unit_id, period_id, line, slots)
      select u.id, p.id, 'police', '{1}' from org.unit u, (select id from figures.period limit 1) p;
    insert into figures.sheet (unit_id, period_id, line, reading, own, precision, source, changed_at)
      select unit_id, period_id, line, 'accepted', '{7}', '{0}', 'import', now() from figures.expectation;
    insert into figures.edition (unit_id, period_id, line, form, number, issued_on, issued_at, signer_post_id, hash)
      select e.unit_id, e.period_id, e.line, 'LAW', '1', '2026-11-22', now(), p.id, 'hash' from figures.expectation e, identity.post p;
    insert into figures.edition_total (edition_id, unit_id, sum, n, rolled, at_least, about)
      select id, unit_id, '{7}', '{1}', '{0}', '{0}', '{0}' from figures.edition;
    insert into reporting.form (code, line, period_kind) values ('LAW', 'police', 'month');
    insert into reporting.form_version (form, version, from_period_id, content) select 'LAW', 1, period_id, '{}' from figures.expectation;
    insert into reporting.report (form, version, period_id, unit_id, body_id, line, superior_id, due_at)
      select 'LAW', 1, e.period_id, e.unit_id, b.id, 'police', e.unit_id, now() from figures.expectation e, org.body b;
    insert into reporting.submission (report_id, revision, cells, submitted_at) select id, 1, '{}', now() from reporting.report`);
};

const rowsIn = async (client: pg.Client, table: string): Promise<number> =>
  (await client.query<{ n: number }>(`select count(*)::integer as n from ${table}`)).rows[0]?.n ?? -1;

/** Counts as the runtime role, saying who asks for one transaction. */
const seenAs = async (settings: Readonly<Record<string, string>>): Promise<Record<string, number>> => {
  await app.query('begin');
  for (const [name, value] of Object.entries(settings))
    await app.query('select set_config($1, $2, true)', [name, value]);
  const seen: Record<string, number> = {};
  for (const table of tables) seen[table] = await rowsIn(app, table);
  await app.query('rollback');
  return seen;
};

const visible = (seen: Record<string, number>): string[] =>
  Object.entries(seen)
    .filter(([table, rows]) => rows > 0 && !(table in known))
    .map(([table]) => table);

describe('law 10: without an actor no figure and no report is visible', () => {
  it('has a row in every table of both rooms, so that silence means something', async () => {
    const empty: string[] = [];
    for (const table of tables) if ((await rowsIn(database.owner, table)) === 0) empty.push(table);
    expect(tables.length).toBeGreaterThan(12);
    expect(empty).toEqual([]);
  });

  it('shows nobody anything', async () => {
    expect(visible(await seenAs({}))).toEqual([]);
  });

  it('shows nothing to a person without a post but the forms and how many reports are expected', async () => {
    expect(visible(await seenAs({ 'app.user': 'law' }))).toEqual([
      'figures.expected_total',
      'reporting.form',
      'reporting.form_version',
    ]);
  });

  it('shows everything to the centre on every line, so that the policies are what hides it', async () => {
    const all = { 'app.user': 'law', 'app.all_units': 'yes', 'app.lines': 'police,all' };
    expect(visible(await seenAs(all))).toEqual(tables.filter((table) => !(table in known)));
  });

  it('sees a policy that lets nobody pass too much', async () => {
    await database.owner.query('create policy planted on figures.sheet for select to chungtay_app using (true)');
    expect(visible(await seenAs({}))).toEqual(['figures.sheet']);
    await database.owner.query('drop policy planted on figures.sheet');
  });
});
