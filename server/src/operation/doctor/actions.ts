import { accessSync, constants, existsSync, statSync } from 'node:fs';
import type { Words } from '@app/contract/kernel/words.ts';
import type { Finding } from '@app/contract/operation/routes.ts';
import type pg from 'pg';
import { auditPlaces } from '../../kernel/audit-key.ts';
import type { Config } from '../../kernel/config.ts';
import { openDatabase } from '../../kernel/database.ts';
import { diskOf } from '../../kernel/disk.ts';
import { migrationNames } from '../../kernel/migrate.ts';
import { runtimeRole } from '../../kernel/runtime-role.ts';
import * as shared from '../rules.ts';
import { agesOf, copiedUpTo, doctorFacts } from './queries.ts';
import * as rules from './rules.ts';

const keyState = (file: string): rules.KeyState => {
  if (!existsSync(file)) return 'missing';
  try {
    accessSync(file, constants.R_OK);
  } catch {
    return 'unreadable';
  }
  // Windows has no such bits; everywhere else group and others must have none.
  return process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0 ? 'open-to-others' : 'present';
};

const roleAt = async (url: string, role: string | undefined): Promise<rules.RoleFacts> => {
  const database = openDatabase(url, { max: 1, ...(role && { role }) });
  try {
    return (await runtimeRole(database.transact)) ?? null;
  } catch {
    // That it cannot enter is the finding; why stands in the log of the database.
    return null;
  } finally {
    await database.close();
  }
};

const replicaAt = async (owner: pg.Client, url: string, role: string | undefined): Promise<rules.ReplicaFacts> => {
  const copy = openDatabase(url, { max: 1, waitMs: 4_000, ...(role && { role }) });
  try {
    const { rows } = await owner.query<{ at: string }>('select pg_current_wal_lsn()::text as at');
    return await copiedUpTo(copy, rows[0]?.at ?? '0/0');
  } catch {
    return null;
  } finally {
    await copy.close();
  }
};

export type Patient = {
  owner: pg.Client;
  appUrl: string;
  /** When the runtime shares the owner's address. */
  role?: string;
  config: Config;
  env: NodeJS.ProcessEnv;
  /** Folder of the embedded database; null when the database stands elsewhere. */
  dataFolder: string | null;
};

/** Looks at everything that must be right before people rely on an instance; changes nothing. */
export const examine = async ({ owner, appUrl, role, config, env, dataFolder }: Patient): Promise<Finding[]> => {
  const asked = Date.now();
  const facts = await doctorFacts(owner);
  const skew = facts.now.getTime() - (asked + Date.now()) / 2;
  const ages = await agesOf(owner, facts);
  const disk = dataFolder ? await diskOf(dataFolder) : null;
  return [
    rules.judgeNode(process.version),
    rules.judgePostgres(facts.version),
    ...rules.judgeDurability(facts),
    rules.judgeCollation(facts.hasCollation),
    rules.judgeRole(await roleAt(appUrl, role)),
    ...(config.readDatabaseUrl ? [rules.judgeReplica(await replicaAt(owner, config.readDatabaseUrl, role))] : []),
    rules.judgeSight(facts.seesRuntime),
    rules.judgeMigrations(await migrationNames(), facts.ran),
    rules.judgeClock(skew),
    rules.judgePool(config.poolSize, facts.maxConnections),
    shared.judgeConnections({ used: facts.used, max: facts.maxConnections }),
    ...(disk ? [shared.judgeDisk(disk)] : []),
    rules.judgeSecret(config.secret),
    rules.judgeBaseUrl(config.baseUrl, config.databaseUrl !== null),
    rules.judgeAuditKey(keyState(auditPlaces(config, env).key)),
    shared.judgeAuditHead(ages.auditHead),
    shared.judgeBackup(ages.backup),
    shared.judgeDrill(ages.drill),
    ...shared.judgeDrillResult(ages.drillDifferences),
  ];
};

const marks = { good: '✓', warning: '!', danger: '✗' } as const;
const inBoth = ({ vi, en }: Words): string => (vi === en ? vi : `${vi} / ${en}`);

/** The findings as lines of a terminal, each that is not good with what to do. */
export const linesOf = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ level, says, todo }) => [
    `${marks[level]} ${inBoth(says)}`,
    ...(todo ? [`    → ${inBoth(todo)}`] : []),
  ]);
