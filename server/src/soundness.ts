/** Whether a database is sound: the checks of `verify`, asked of a database that nobody works with yet. */
import { allEditions, differencesOfTotals, hashToday } from './figures/index.ts';
import { auditFaults, sayAuditFault } from './kernel/audit-verify.ts';
import type { Check } from './kernel/backup/restore.ts';

/** One line for each total that is not what its cells give, each edition that was changed, each broken link of the audit. */
export const faultsOfHouse: Check = async ({ client, tx }) => {
  const { differences } = await differencesOfTotals(client);
  const faults = differences.map((each) => `${each.what}: ${JSON.stringify(each)}`);
  for (const { id, hash } of await allEditions(tx))
    if ((await hashToday(tx, id)) !== hash) faults.push(`bản ban hành hỏng / broken edition: ${id}`);
  for (const fault of (await auditFaults(client)).faults) {
    const { vi, en } = sayAuditFault(fault);
    faults.push(`${vi} / ${en}`);
  }
  return faults;
};
