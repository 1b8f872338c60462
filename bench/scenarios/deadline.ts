/** The last hour of a deadline: every commune sends its form of 60 cells over HTTP, with keys for programs, 50 and 500 at a time. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import { type Period, periodOf } from '@app/contract/kernel/period.ts';
import { mustVerify } from '../data.ts';
import type { Order, Outcome } from '../load.ts';
import { type Figure, figureOf } from '../measure.ts';
import { ordersOf } from '../orders.ts';
import { asOwner, type Owner } from '../owner.ts';
import { memoryOf, startProgram } from '../program.ts';
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
      return [...figuresOf(run, fifty, crowd), peakOf(run, program.pid)];
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

/** The most that the program held since it began, its workers included. */
const peakOf = (run: Run, pid: number): Figure =>
  figureOf(
    { name: 'deadline: peak memory of the program', unit: 'MB', size: run.size.name, goal: { of: 'max', atMost: 512 } },
    [memoryOf(pid, 'VmHWM')],
  );

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
