import type { OperationAnswer } from '@app/contract/operation/routes.ts';
import { sayBytes } from '@app/contract/operation/words.ts';
import type { Ask } from '../kernel/ask.ts';
import { lastBackup, lastDrill } from '../kernel/backup/queries.ts';
import type { Tx } from '../kernel/database.ts';
import type { Disk } from '../kernel/disk.ts';
import { must } from '../kernel/problem.ts';
import { programVersion } from '../kernel/version.ts';
import * as queries from './queries.ts';
import * as rules from './rules.ts';

/** How this room is told of the disk: its folder belongs to the program, not to the room. */
export type Sight = { disk: () => Promise<Disk | null> };

/** Keeps the size of the database of today; answers it in words for the table of jobs. */
export const takeSize = async (tx: Tx): Promise<string> => sayBytes(await queries.keepSize(tx)).vi;

/** Health, processes, jobs, backup and audit heads for the operator. */
export const lookAt =
  ({ disk }: Sight) =>
  async (_input: unknown, { tx, actor }: Ask): Promise<OperationAnswer> => {
    must(rules.whyNotOperate(actor));
    const facts = await queries.databaseFacts(tx);
    const kept = await queries.sizes(tx);
    const processes = await queries.processes(tx);
    const jobs = await queries.jobs(tx);
    const free = await disk();
    const withAge = (last: { at: Date; note: string | null } | null) =>
      last && {
        at: last.at.toISOString(),
        ageSeconds: Math.max(0, (facts.now.getTime() - last.at.getTime()) / 1000),
        note: last.note,
      };
    const ofJob = (name: string) => {
      const job = jobs.find((each) => each.name === name);
      return withAge(job?.succeededAt ? { at: job.succeededAt, note: job.note } : null);
    };
    const drilled = await lastDrill(tx);
    const [backup, drill, auditHead] = [withAge(await lastBackup(tx)), withAge(drilled), ofJob('audit-head')];
    const verified = await queries.lastVerify(tx);
    const connections = { used: facts.used, max: facts.max };
    const [oldest] = kept;
    const days = oldest ? Math.floor((facts.now.getTime() - Date.parse(oldest.day)) / 86_400_000) : 0;
    return {
      at: facts.now.toISOString(),
      version: programVersion,
      warnings: rules.warningsOf([
        ...(free ? [rules.judgeDisk(free)] : []),
        rules.judgeConnections(connections),
        rules.judgeLongest(facts.longestSeconds),
        ...rules.judgeProcesses(processes),
        ...rules.judgeJobs(jobs),
        rules.judgeBackup(backup?.ageSeconds ?? null),
        rules.judgeDrill(drill?.ageSeconds ?? null),
        ...rules.judgeDrillResult(drilled?.differences.length ?? 0),
        rules.judgeAuditHead(auditHead?.ageSeconds ?? null),
        ...rules.judgeVerified(verified?.faults ?? 0),
      ]),
      database: {
        version: facts.version,
        startedAt: facts.startedAt.toISOString(),
        sizeBytes: facts.sizeBytes,
        growth: oldest && days > 0 ? { bytes: facts.sizeBytes - oldest.bytes, days } : null,
        connections,
        longestSeconds: facts.longestSeconds,
      },
      disk: free,
      processes: processes.map(({ startedAt, ...rest }) => ({ ...rest, startedAt: startedAt.toISOString() })),
      jobs: jobs.map((job) => ({
        name: job.name,
        state: rules.stateOfJob(job),
        startedAt: job.startedAt?.toISOString() ?? null,
        succeededAt: job.succeededAt?.toISOString() ?? null,
        seconds: job.seconds,
        note: job.note,
        error: job.error,
      })),
      backup,
      drill,
      auditHead,
      auditVerified: withAge(
        verified && { at: verified.at, note: `${verified.entries} dòng / entries, ${verified.faults} hỏng / broken` },
      ),
    };
  };
