/** Tells reports and expectations that are lost, and makes them again from what stands elsewhere: the audit, the regimes, the forms. */
import { periodOfCode, unitsNotExpecting } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { formVersion } from '../form/queries.ts';
import { expectReports, openPeriod } from '../obligations.ts';
import { owedGroups, periodsWithLost } from './queries.ts';

export type Lost = {
  /** Reports that were opened and are not there any more. */
  reports: { form: string; period: string; lost: number }[];
  /** Units that owe a report of which the ledger does not expect every figure. */
  expectations: { form: string; period: string; units: number }[];
};

/** Whatever of a group the ledger does not expect, by unit; the same groups as `expectReports` makes. */
const lacking = async (
  ask: Ask,
): Promise<{ form: string; period: string; level: string; version: number; units: number[] }[]> => {
  const found = [];
  for (const { form: code, version, period, level, unitIds } of await owedGroups(ask.tx)) {
    const form = await formVersion(ask.tx, code, version);
    const units: number[] = [];
    await expectReports(ask, form, level, periodOfCode(period), unitIds, async (tx, at, line, of, slots) => {
      units.push(...(await unitsNotExpecting(tx, at, line, of, slots)));
    });
    if (units.length > 0) found.push({ form: code, period, level, version, units });
  }
  return found;
};

/** What is lost. Asked by the owner of the database, for the audit is read whole. */
export const tellLost = async (ask: Ask): Promise<Lost> => ({
  reports: (await periodsWithLost(ask.tx)).map(({ form, period, lost }) => ({ form, period, lost })),
  expectations: (await lacking(ask)).map(({ form, period, units }) => ({ form, period, units: units.length })),
});

/**
 * Opens lost reports again by the regimes, for the subtrees for which they were opened once, and tells the ledger anew what to expect.
 * What was sent is not made up: a lost submission is told by `verify` and comes back from a backup. Totals of what is expected
 * are counted again by the caller, who holds the postings. Answers what was made again.
 */
export const restoreLost = async (ask: Ask): Promise<{ reports: number; units: number }> => {
  let reports = 0;
  for (const { form, period, within } of await periodsWithLost(ask.tx)) {
    const places = within.includes(null) ? [undefined] : within.map((unit) => unit ?? undefined);
    for (const place of places) reports += await openPeriod(ask, form, periodOfCode(period), place, { again: true });
  }
  const groups = await lacking(ask);
  for (const { form, version, period, level, units } of groups)
    await expectReports(ask, await formVersion(ask.tx, form, version), level, periodOfCode(period), units);
  const units = groups.reduce((sum, group) => sum + group.units.length, 0);
  if (units > 0)
    await ask.audit({
      action: 'reporting.expectAgain',
      subject: 'reports',
      unitId: null,
      after: { units, periods: [...new Set(groups.map(({ period }) => period))] },
    });
  return { reports, units };
};
