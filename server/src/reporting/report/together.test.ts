/** A deadline: many communes send at the same moment, and their reports are carried out together. */

import { indicatorOf, isTyped } from '@app/contract/figures/catalogue.ts';
import type { Input } from '@app/contract/kernel/route.ts';
import type { submitReport } from '@app/contract/reporting/routes.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { differencesOfTotals } from '../../figures/index.ts';
import { systemActor } from '../../identity/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import { auditFaults } from '../../kernel/audit-verify.ts';
import { Refused } from '../../kernel/problem.ts';
import { castNow } from '../../kernel/testing/cast.ts';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { carriesOutTogether } from '../../kernel/together.ts';
import { submitting } from './send.ts';

let database: TestDatabase;
let owed: { id: number; actor: Actor; shows: string[] }[];
const cell = (value: number) => ({ value, precision: 'exact' as const, kind: 'own' as const, note: null });

beforeAll(async () => {
  database = await testDatabase();
  const { rows } = await database.owner.query<{ id: number; unit: number; body: number; root: number; rows: string[] }>(
    `select r.id, r.unit_id as unit, r.body_id as body, (select id from org.unit where level = 'nation') as root,
            array(select row ->> 'indicator' from reporting.form_version v,
                    jsonb_array_elements(v.content -> 'sections') section, jsonb_array_elements(section -> 'rows') row
                  where v.form = r.form and v.version = r.version and row -> 'levels' ? 'commune' and (row ->> 'required')::boolean) as rows
     from reporting.report r join figures.period p on p.id = r.period_id join org.unit u on u.id = r.unit_id
     where p.code = '2026-M10' and r.form = 'TH01' and u.level = 'commune' order by r.id limit 40`,
  );
  const typed = (id: string) => {
    const indicator = indicatorOf(id);
    return indicator !== undefined && isTyped(indicator) && !indicator.sumOf;
  };
  owed = rows.map(({ id, unit, body, root, rows: shows }) => ({
    id,
    shows: shows.filter(typed),
    actor: {
      ...systemActor(root),
      userId: `commune ${unit}`,
      unitId: unit,
      bodyId: body,
      allUnits: false,
      lines: ['committee'],
      ownLines: ['committee'],
    },
  }));
});
afterAll(() => database.close());

const inputFor = (id: number, shows: readonly string[], value: number): Input<typeof submitReport> => ({
  params: { reportId: id },
  query: undefined,
  body: {
    draftVersion: 0,
    nil: false,
    cells: Object.fromEntries(
      shows.map((indicator) => [indicator, cell(indicatorOf(indicator)?.kind === 'B' ? 1 : value)]),
    ),
  },
});

const told = (cause: unknown): string => (cause instanceof Refused ? cause.refusal.code : String(cause));

const sender = () => {
  const carryOut = carriesOutTogether({ transact: database.transact, clock: () => castNow }, submitting);
  return async (at: number, value: number, more: { by?: Actor; key?: string; fingerprint?: string } = {}) => {
    const report = owed[at];
    if (!report) throw new Error('fewer reports than are asked for');
    const actor = more.by ?? report.actor;
    const keyed = more.key
      ? { userId: actor.userId, key: more.key, fingerprint: more.fingerprint ?? String(value) }
      : null;
    return carryOut({ input: inputFor(report.id, report.shows, value), actor, requestId: `request-${at}`, keyed }).then(
      ({ answer }) => `revision ${answer.revision}`,
      told,
    );
  };
};

it('thirty at once need few transactions; each answer, entry and figure is its own, and totals and chains are whole', async () => {
  const send = sender();
  const answers = await Promise.all(Array.from({ length: 30 }, (_, at) => send(at, at + 1)));
  expect(answers).toEqual(answers.map(() => 'revision 1'));
  const { rows } = await database.owner.query<{ transactions: number; sent: number }>(
    `select count(distinct xmin::text)::integer as transactions, count(*)::integer as sent from reporting.submission`,
  );
  expect(rows[0]?.sent).toBe(30);
  expect(rows[0]?.transactions).toBeLessThan(5);
  const entries = await database.owner.query<{ user: string; subject: string; request: string }>(
    `select user_id as "user", subject, request_id as request from kernel.audit where action = 'reporting.submitReport' order by id`,
  );
  expect(new Set(entries.rows.map(({ user, subject, request }) => `${user} ${subject} ${request}`))).toEqual(
    new Set(owed.slice(0, 30).map(({ id, actor }, at) => `${actor.userId} report:${id} request-${at}`)),
  );
  const held = database.owner;
  expect((await differencesOfTotals(held)).differences).toEqual([]);
  expect((await auditFaults(held)).faults).toEqual([]);
});

it('what one may not do, or fills in wrongly, takes nothing from the others', async () => {
  const send = sender();
  const stranger = { ...(owed[39]?.actor as Actor) };
  const answers = await Promise.all([
    send(30, 4),
    send(31, 1.5),
    send(32, 5, { by: stranger }),
    send(0, 9),
    send(33, 6),
  ]);
  expect(answers).toEqual([
    'revision 1',
    'reporting.cells-not-right',
    'kernel.not-found',
    'reporting.already-submitted',
    'revision 1',
  ]);
});

it('what the database refuses is refused alone', async () => {
  await database.owner.query(
    `alter table reporting.submission add constraint planted check (report_id <> ${owed[35]?.id ?? 0})`,
  );
  const send = sender();
  // The first goes alone; the others wait for it and go together.
  const answers = await Promise.all([send(34, 1), send(35, 2), send(36, 3), send(37, 4)]);
  await database.owner.query('alter table reporting.submission drop constraint planted');
  expect(answers).toEqual(['revision 1', expect.stringContaining('planted'), 'revision 1', 'revision 1']);
});

it('a click repeated at the same moment is answered as the first one, and another request under its key is refused', async () => {
  const send = sender();
  const key = 'double-click';
  const other = sender();
  const answers = await Promise.all([
    send(38, 7, { key }),
    send(38, 7, { key }),
    other(38, 7, { key }),
    send(38, 8, { key }),
  ]);
  expect(answers).toEqual(['revision 1', 'revision 1', 'revision 1', 'kernel.idempotency-key-reused']);
  const { rows } = await database.owner.query('select from reporting.submission where report_id = $1', [owed[38]?.id]);
  expect(rows.length).toBe(1);
});
