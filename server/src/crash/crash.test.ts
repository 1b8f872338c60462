/** The short form of `npm run -s crash -- --kills 1000`. */
import { expect, it } from 'vitest';
import { crash, faultsOf } from './run.ts';

const quiet = () => undefined;

it('keeps every acknowledged act, whole, over twenty kills of the program, its database and both', async () => {
  const report = await crash(20, quiet);
  expect(faultsOf(report)).toEqual([]);
  expect(report.kills).toEqual({ app: 6, database: 7, both: 7, loading: 4 });
  // A crash in which nobody had done anything proves nothing.
  for (const kind of ['submit', 'accept', 'import', 'issue', 'change'])
    expect(report.acknowledged[kind] ?? 0, kind).toBeGreaterThan(0);
  // Sending and accepting are what most kills must meet.
  for (const kind of ['submit', 'accept']) expect(report.acknowledged[kind] ?? 0, kind).toBeGreaterThan(10);
}, 600_000);

it('tells an act that is lost, a total that is wrong and an entry that is gone', async () => {
  const report = await crash(1, quiet, async (owner, log) => {
    const sent = log.acknowledged.find((act) => act.kind === 'submit');
    if (sent?.kind !== 'submit') throw new Error('nobody sent anything before the crash');
    await owner.query('delete from reporting.submission where report_id = $1 and revision = $2', [
      sent.reportId,
      sent.revision,
    ]);
    await owner.query('update figures.total set sum[1] = sum[1] + 1 where n[1] > 0');
    await owner.query("delete from kernel.audit where action = 'reporting.submitReport'");
  });
  expect(report.lost).not.toEqual([]);
  expect(report.halfDone).not.toEqual([]);
  expect(report.wrongTotals).not.toEqual([]);
  expect(report.brokenChains).not.toEqual([]);
}, 120_000);
