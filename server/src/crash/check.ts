/** Holds the database against what was acknowledged before the crash. */
import type pg from 'pg';
import { differencesOfTotals } from '../figures/index.ts';
import { auditFaults } from '../kernel/audit-verify.ts';
import { faultsOfReports } from '../reporting/index.ts';
import { crashForm } from './prepare.ts';
import * as q from './queries.ts';
import type { Acknowledged } from './workload.ts';

export type Judged = { lost: string[]; halfDone: string[]; wrongTotals: string[]; brokenChains: string[] };

const isThere = async (owner: pg.Client, act: Acknowledged): Promise<boolean> => {
  switch (act.kind) {
    case 'submit': {
      const found = await q.submissionOf(owner, act.reportId, act.revision);
      return Object.entries(act.cells).every(([id, value]) => found?.cells[id]?.value === value);
    }
    case 'accept':
    case 'return':
      return (
        (await q.submissionOf(owner, act.reportId, act.revision))?.decision ===
        (act.kind === 'accept' ? 'accepted' : 'returned')
      );
    case 'import':
      for (const { unitId, cells } of act.rows)
        if (!(await q.wasSent(owner, { unitId, period: act.period, form: crashForm }, cells))) return false;
      return true;
    case 'issue':
      return q.hasEdition(owner, act.editionId, act.hash);
    case 'exception':
      return q.hasEntry(owner, 'reporting.allowException', `report:${act.reportId}`);
    case 'change':
      return q.hasChangeSet(owner, act.effectiveOn);
  }
};

/** Everything acknowledged is there, nothing is half done, totals equal their recount, the audit's chains are whole. */
export const judge = async (owner: pg.Client, acknowledged: readonly Acknowledged[]): Promise<Judged> => {
  const lost: string[] = [];
  for (const act of acknowledged)
    if (!(await isThere(owner, act)) || (act.requestId !== null && !(await q.wasAudited(owner, act.requestId))))
      lost.push(JSON.stringify(act).slice(0, 300));
  const { differences } = await differencesOfTotals(owner);
  return {
    lost,
    halfDone: [...(await q.brokenInvariants(owner)), ...(await faultsOfReports(owner))],
    wrongTotals: differences.map((each) => JSON.stringify(each)),
    brokenChains: (await auditFaults(owner)).faults.map((each) => JSON.stringify(each)),
  };
};
