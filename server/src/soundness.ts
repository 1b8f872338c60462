/** Whether a database is sound: the checks of `verify`, asked of a database that nobody works with yet. */
import { differencesOfTotals } from './figures/index.ts';
import { auditFaults, sayAuditFault } from './kernel/audit-verify.ts';
import type { Check } from './kernel/backup/restore.ts';
import { faultsOfReports } from './reporting/index.ts';

/**
 * One line for each total that is not what its cells give, each edition, figure or submission that is not the one that was audited,
 * each broken link of the audit, and each function or trigger that is not the program's.
 */
export const faultsOfHouse: Check = async ({ client }) => {
  const { differences } = await differencesOfTotals(client);
  const faults = differences.map((each) => `${each.what}: ${JSON.stringify(each)}`);
  faults.push(...(await faultsOfReports(client)));
  for (const fault of (await auditFaults(client)).faults) {
    const { vi, en } = sayAuditFault(fault);
    faults.push(`${vi} / ${en}`);
  }
  return faults;
};
