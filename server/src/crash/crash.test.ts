/** The short form of `npm run -s crash -- --kills 1000`. */
import { expect, it } from 'vitest';
import { type Judged, judge } from './check.ts';
import { crash, faultsOf } from './run.ts';

const quiet = () => undefined;

it('keeps every acknowledged act, whole, over twenty kills of the program, its database and both; an act that is lost, a total that is wrong and an entry that is gone are told', async () => {
  const planted: Judged[] = [];
  const report = await crash(20, quiet, async (owner, acknowledged) => {
    const sent = acknowledged.findLast((act) => act.kind === 'submit');
    if (sent?.kind !== 'submit') throw new Error('nobody sent anything before a crash');
    await owner.query('delete from reporting.submission where report_id = $1 and revision >= $2', [
      sent.reportId,
      sent.revision,
    ]);
    await owner.query('update figures.total set sum[1] = sum[1] + 1 where n[1] > 0');
    await owner.query("delete from kernel.audit where action = 'reporting.submitReport'");
    planted.push(await judge(owner, [sent]));
  });
  expect(faultsOf(report)).toEqual([]);
  expect(report.kills).toEqual({ app: 6, database: 7, both: 7, loading: 4 });
  // A crash in which nobody had done anything proves nothing.
  for (const kind of ['submit', 'accept', 'import', 'issue', 'change'])
    expect(report.acknowledged[kind] ?? 0, kind).toBeGreaterThan(0);
  // Sending and accepting are what most kills must meet.
  for (const kind of ['submit', 'accept']) expect(report.acknowledged[kind] ?? 0, kind).toBeGreaterThan(10);
  expect(planted).toHaveLength(1);
  for (const faults of Object.values(planted[0] ?? {})) expect(faults).not.toEqual([]);
}, 600_000);
