/** The timed work of an instance: each room brings its own, here they are put together. One line each. */
import type { House } from './house.ts';
import { sweepIdentity } from './identity/index.ts';
import { signAuditHead } from './kernel/audit-head.ts';
import type { AuditPlaces } from './kernel/audit-key.ts';
import { checkAudit, ownWitness, sayAuditFault } from './kernel/audit-verify.ts';
import { backupJobs } from './kernel/backup/schedule.ts';
import type { Config } from './kernel/config.ts';
import { FoundFaults, type Job } from './kernel/jobs.ts';
import { takeSize } from './operation/index.ts';
import { openCurrentPeriods } from './reporting/index.ts';
import { faultsOfHouse } from './soundness.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

export const jobsOf = (
  house: House,
  audit: AuditPlaces,
  config: Pick<Config, 'backupDir' | 'backupPassphrase' | 'backupPlain' | 'databaseUrl'>,
): Job[] => [
  {
    name: 'open-periods',
    everySeconds: HOUR,
    run: () => house.asSystem(async (ask) => void (await openCurrentPeriods(ask))),
  },
  {
    name: 'audit-check',
    everySeconds: DAY,
    atHour: 4,
    run: async () => {
      const { entries, faults } = await checkAudit(house, ownWitness(audit));
      if (faults[0]) throw new FoundFaults(`${faults.length}: ${sayAuditFault(faults[0]).vi}`);
      return `${entries} dòng / entries`;
    },
  },
  {
    name: 'audit-head',
    everySeconds: HOUR,
    run: async () => {
      const head = await signAuditHead(house, audit);
      return head ? `đầu / head ${head.id}, ${head.entries} dòng / entries` : 'không có gì mới / nothing new';
    },
  },
  ...backupJobs({
    ownerUrl: house.ownerUrl,
    dir: config.backupDir,
    passphrase: config.backupPassphrase,
    plain: config.backupPlain,
    check: faultsOfHouse,
    beside: config.databaseUrl !== null,
  }),
  {
    name: 'sweep',
    everySeconds: HOUR,
    run: async () => `${await house.asSystem(sweepIdentity)} dòng / rows`,
  },
  { name: 'size', everySeconds: DAY / 4, run: () => house.asSystem((ask) => takeSize(ask.tx)) },
];
