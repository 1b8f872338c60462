/** The timed work of an instance: each room brings its own, here they are put together. One line each. */
import type { House } from './house.ts';
import { sweepIdentity } from './identity/index.ts';
import { signAuditHead } from './kernel/audit-head.ts';
import type { AuditPlaces } from './kernel/audit-key.ts';
import { checkAudit, ownWitness, sayAuditFault } from './kernel/audit-verify.ts';
import { backupJobs } from './kernel/backup/schedule.ts';
import type { Config } from './kernel/config.ts';
import { FoundFaults, type Job } from './kernel/jobs.ts';
import { queueMail, sendMail, sweepNotices } from './notices/index.ts';
import { takeSize } from './operation/index.ts';
import { examineWaiting, lockOverdue, openCurrentPeriods, remind, sayOpened } from './reporting/index.ts';
import { faultsOfHouse } from './soundness.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Notices by mail: every few seconds, by one of the processes; nothing where the operator has no mail server. */
const mailJobs = (house: House, { mail, baseUrl }: Pick<Config, 'mail' | 'baseUrl'>): Job[] =>
  mail === null
    ? []
    : [
        {
          name: 'mail',
          // Somebody waits for the code of a new address.
          everySeconds: 10,
          run: async (signal) => {
            await house.asSystem((ask) => queueMail(ask, baseUrl ?? null));
            const { sent, refused, waiting } = await sendMail(house.asSystem, mail, signal);
            return `gửi / sent ${sent}, từ chối / refused ${refused}, chờ / waiting ${waiting}`;
          },
        },
      ];

export const jobsOf = (
  house: House,
  audit: AuditPlaces,
  config: Pick<Config, 'backupDir' | 'backupPassphrase' | 'backupPlain' | 'databaseUrl' | 'mail' | 'baseUrl'>,
): Job[] => [
  {
    name: 'open-periods',
    everySeconds: HOUR,
    run: async () => {
      const { vi, en } = sayOpened(await house.asSystem(openCurrentPeriods));
      return `${vi} / ${en}`;
    },
  },
  {
    name: 'lock-reports',
    everySeconds: HOUR,
    run: async () => {
      const { set, locked } = await house.asSystem(lockOverdue);
      return set + locked > 0 ? `đặt ngày khóa / dates set ${set}, khóa / locked ${locked}` : undefined;
    },
  },
  {
    name: 'examine-reports',
    everySeconds: 20,
    run: async (signal) => {
      const examined = await examineWaiting(house.asSystem, { among: 'recent', signal });
      return examined > 0 ? `${examined} báo cáo / reports` : undefined;
    },
  },
  {
    name: 'examine-all-reports',
    everySeconds: HOUR,
    run: async (signal) => {
      const examined = await examineWaiting(house.asSystem, { among: 'all', signal });
      return examined > 0 ? `${examined} báo cáo / reports` : undefined;
    },
  },
  {
    name: 'remind',
    everySeconds: HOUR / 4,
    run: async () => `${await house.asSystem(remind)} thông báo / notices`,
  },
  ...mailJobs(house, config),
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
    run: async () => `${(await house.asSystem(sweepIdentity)) + (await house.asSystem(sweepNotices))} dòng / rows`,
  },
  { name: 'size', everySeconds: DAY / 4, run: () => house.asSystem((ask) => takeSize(ask.tx)) },
];
