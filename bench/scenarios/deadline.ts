/** The last hour of a deadline: every commune sends its form of 60 cells over HTTP, with keys for programs, 50 and 500 at a time. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import { type Period, periodOf } from '@app/contract/kernel/period.ts';
import { openHouse } from '../../server/src/house.ts';
import { hashOfToken, newToken } from '../../server/src/identity/tokens/keys.ts';
import { openPeriod } from '../../server/src/reporting/index.ts';
import { cellsOf } from '../cells.ts';
import { benchForm, communesOf, mustVerify } from '../data.ts';
import type { Order, Outcome } from '../load.ts';
import { type Figure, figureOf } from '../measure.ts';
import { asOwner, type Owner, type Place } from '../owner.ts';
import { startProgram } from '../program.ts';
import type { Run, Scenario } from '../scenario.ts';

/** Months that are over and hold no data at any size; the first is for warming up. */
const months = [periodOf('month', 2025, 10), periodOf('month', 2025, 11), periodOf('month', 2025, 12)] as const;
/** A server meets its deadline after a morning of work: Node compiles its program while the first thousands of requests come. */
const WARM_UP = 2000;

export const deadline: Scenario = {
  name: 'deadline',
  run: async (run) => {
    const place = await run.store.copy();
    const [first, second, third] = months;
    const orders = {
      warmUp: (await ordersOf(run, place, first)).slice(0, WARM_UP),
      fifty: await ordersOf(run, place, second),
      crowd: await ordersOf(run, place, third),
    };
    const program = await startProgram(place);
    try {
      await load({ address: program.address, clients: 50, requests: orders.warmUp });
      const fifty = await load({ address: program.address, clients: 50, requests: orders.fifty });
      const crowd = await load({ address: program.address, clients: 500, requests: orders.crowd });
      await asOwner(place.ownerUrl, async (owner) => {
        await mustBeInTotals(owner, months[1], orders.fifty.length);
        await mustBeInTotals(owner, months[2], orders.crowd.length);
        await mustVerify(owner);
      });
      return figuresOf(run, fifty, crowd);
    } finally {
      await program.stop();
    }
  },
};

const figuresOf = (run: Run, fifty: Outcome, crowd: Outcome): Figure[] => {
  const size = run.size.name;
  const rate = (outcome: Outcome) => outcome.ms.length / outcome.seconds;
  return [
    figureOf(
      {
        name: 'deadline: forms of 60 cells sent, 50 clients',
        unit: 'forms/s',
        size,
        goal: { of: 'p50', atLeast: 250 },
      },
      [rate(fifty)],
    ),
    figureOf(
      { name: 'deadline: one of them, 50 clients', unit: 'ms', size, goal: { of: 'p95', atMost: 250 } },
      fifty.ms,
    ),
    figureOf({ name: 'deadline: forms of 60 cells sent, 500 clients', unit: 'forms/s', size }, [rate(crowd)]),
    figureOf(
      { name: 'deadline: one of them, 500 clients', unit: 'ms', size, goal: { of: 'p95', atMost: 3000 } },
      crowd.ms,
    ),
  ];
};

/** What each commune will send, each with the key of a post of its own. */
const ordersOf = async (run: Run, place: Place, month: Period): Promise<Order['requests']> => {
  const house = await openHouse(place);
  try {
    await house.asSystem(
      (ask) => openPeriod(ask, benchForm, month),
      () => new Date(`${month.endsOn}T05:00:00Z`),
    );
    const codes = new Map((await communesOf(house, run.size, month)).map(({ id, code }) => [id, code]));
    return await asOwner(place.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ id: number; unitId: number; bodyId: number }>(
        `select r.id, r.unit_id as "unitId", r.body_id as "bodyId" from reporting.report r
         join figures.period p on p.id = r.period_id where r.form = $1 and p.code = $2 order by md5(r.id::text)`,
        [benchForm, month.code],
      );
      const owed = rows.flatMap((row) => {
        const code = codes.get(row.unitId);
        return code === undefined ? [] : [{ ...row, code, token: newToken() }];
      });
      await givePosts(owner, owed);
      return owed.map(({ id, code, token }) => ({
        path: `/api/reports/${id}/submit`,
        token,
        body: JSON.stringify({ draftVersion: 0, cells: cellsOf(code, month, 'committee') }),
      }));
    });
  } finally {
    await house.close();
  }
};

/** An account, a post and a key for each of these bodies; those of a month before stay as they are. */
const givePosts = async (owner: Owner, bodies: readonly { bodyId: number; token: string }[]): Promise<void> => {
  const rows = JSON.stringify(
    bodies.map(({ bodyId, token }) => ({ body: bodyId, name: `bench.${bodyId}`, hash: hashOfToken(token) })),
  );
  await owner.query(
    `insert into identity."user" (id, name, email, username, "displayUsername")
     select name, name, name || '@chungtay.invalid', name, name from jsonb_to_recordset($1::jsonb) as b (name text)
     on conflict do nothing`,
    [rows],
  );
  await owner.query(
    `insert into identity.post (user_id, role, body_id, during)
     select name, 'officer', body, '[2020-01-01,)' from jsonb_to_recordset($1::jsonb) as b (name text, body integer)
     where not exists (select from identity.post p where p.user_id = b.name)`,
    [rows],
  );
  await owner.query(
    `insert into identity.token (user_id, post_id, token_hash, label, scope, expires_on, created_at)
     select name, p.id, hash, 'bench', 'report', '2099-12-31', now()
     from jsonb_to_recordset($1::jsonb) as b (name text, hash text) join identity.post p on p.user_id = b.name`,
    [rows],
  );
  await owner.query('analyze');
};

const load = async (order: Order): Promise<Outcome> => {
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(import.meta.dirname, '../load.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(order));
  const outcome = (await json(child.stdout)) as Outcome;
  const failed = order.requests.length - (outcome.statuses[200] ?? 0);
  if (failed > 0) throw new Error(`${failed} of ${order.requests.length} failed, the first: ${outcome.firstFault}`);
  return outcome;
};

const mustBeInTotals = async (owner: Owner, month: Period, forms: number): Promise<void> => {
  const { rows } = await owner.query<{ n: number }>(
    `select max(each) as n from figures.total t join figures.period p on p.id = t.period_id
     join org.unit u on u.id = t.unit_id and u.level = 'nation' cross join unnest(t.n) each
     where p.code = $1 and t.line = 'committee' and t.reading = 'submitted'`,
    [month.code],
  );
  if (rows[0]?.n !== forms) throw new Error(`${forms} forms were sent, ${rows[0]?.n} are in the total of the nation`);
};
