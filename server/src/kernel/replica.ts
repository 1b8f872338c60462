/**
 * Reads on a copy of the database that PostgreSQL keeps by streaming. Who has just written finds what he wrote: his reader asks the copy
 * only when it has come as far. Nobody reads what is older than a few seconds; a copy that is gone or behind is simply not asked.
 */
import { sql } from 'kysely';
import { type Database, openDatabase, type Transact } from './database.ts';
import { DiffersOnCopy } from './memory.ts';
import { outageOf } from './outage.ts';
import { mustServeAsRuntimeRole } from './runtime-role.ts';
import { StartFault } from './start-faults.ts';

/** A place in the log of the database as PostgreSQL writes it: `16/B374D848`. */
export type Position = string;

/** Whether a text from outside may be such a place. */
export const isPosition = (text: string): text is Position => /^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/.test(text);

const bytesTo = (position: Position): bigint => {
  const [high = '0', low = '0'] = position.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
};

/** What is written is on the copy after so many milliseconds, or the copy is not asked. */
const MOST_BEHIND_MS = 5_000;
/** How often the place of the log is looked up against which the copy is held. */
const LOOK_EVERY_MS = 1_000;
/** A copy that did not answer is left alone for so long. */
const LEAVE_ALONE_MS = 10_000;

/** The server of the copy ended a reader because of what came from the other one; it reads again where everything is written. */
const endedByReplay = new Set(['40001', '40P01']);

export type Replica = {
  /** Transactions for a reader who must find everything up to a place; what writes goes where everything is written. */
  transactFor: (seen: Position | null) => Transact;
  /** The place of the log now: what has been committed lies before it. */
  position: () => Promise<Position>;
  /** How many transactions for reading went to the copy and how many past it, since the start. */
  asked: Readonly<{ copy: number; past: number }>;
  stop: () => void;
};

/**
 * Lets readers read on `copy`. `examine` throws when it must not be read; it is asked until it has let the copy pass.
 * @throws Error when `primary` does not answer.
 */
export const readOnReplica = async (
  primary: Database,
  copy: Database,
  examine: () => Promise<void> = async () => {},
): Promise<Replica> => {
  const asked = { copy: 0, past: 0 };
  let replayed = -1n;
  let leftAloneUntil = 0;
  let isExamined = false;

  const position = async (): Promise<Position> => {
    const { rows } = await sql<{ at: Position }>`select pg_current_wal_lsn()::text as at`.execute(primary.db);
    return rows[0]?.at ?? '0/0';
  };
  const looks = [{ when: Date.now(), at: bytesTo(await position()) }];
  const look = async (): Promise<void> => {
    looks.push({ when: Date.now(), at: bytesTo(await position()) });
    // The newest of those that are old enough stays as the first: everything before it must be on the copy.
    while (looks[1] && Date.now() - looks[1].when > MOST_BEHIND_MS) looks.shift();
  };
  // While the database does not answer there is nothing to read either; the next look tries again.
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
  timer.unref();

  const hasComeTo = async (needed: bigint): Promise<boolean> => {
    if (replayed >= needed) return true;
    const { rows } = await sql<{ at: Position | null }>`
      select case when pg_is_in_recovery() then pg_last_wal_replay_lsn()::text end as at`.execute(copy.db);
    const at = rows[0]?.at ?? null;
    // No longer a copy: it has become a server of its own, with a life of its own.
    if (at === null) leftAloneUntil = Number.POSITIVE_INFINITY;
    else replayed = bytesTo(at);
    return at !== null && replayed >= needed;
  };

  const isUsable = async (seen: Position | null): Promise<boolean> => {
    if (Date.now() < leftAloneUntil) return false;
    if (!isExamined) await examine();
    isExamined = true;
    const floor = looks[0]?.at ?? 0n;
    const mine = seen === null ? 0n : bytesTo(seen);
    return hasComeTo(mine > floor ? mine : floor);
  };

  /** Answers whether a fault is the copy's own; then it is left alone for a while. */
  const isOfCopy = (error: unknown): boolean => {
    if (error instanceof DiffersOnCopy || endedByReplay.has(String((error as { code?: unknown }).code))) return true;
    if (outageOf(error) === null && !(error instanceof StartFault)) return false;
    leftAloneUntil = Date.now() + LEAVE_ALONE_MS;
    return true;
  };

  return {
    asked,
    position,
    transactFor: (seen) => async (work, how) => {
      if (!how?.readOnly) return primary.transact(work, how);
      try {
        if (await isUsable(seen)) {
          const result = await copy.transact(work, how);
          asked.copy += 1;
          return result;
        }
      } catch (error) {
        if (!isOfCopy(error)) throw error;
      }
      asked.past += 1;
      return primary.transact(work, how);
    },
    stop: () => clearInterval(timer),
  };
};

/** Which database this is: the number that PostgreSQL gives a server at its making and its copies keep, and the name. */
const originOf = async ({ db }: Database): Promise<string> => {
  const { rows } = await sql<{ origin: string }>`
    select system_identifier || ' ' || current_database() as origin from pg_control_system()`.execute(db);
  return rows[0]?.origin ?? '';
};

const ofAnother = {
  vi: 'READ_DATABASE_URL không phải bản sao của cơ sở dữ liệu trong DATABASE_URL. Ghi địa chỉ của máy chủ PostgreSQL chạy theo máy chủ đó (streaming replication).',
  en: 'READ_DATABASE_URL is no copy of the database of DATABASE_URL. Give the address of the PostgreSQL server that follows it by streaming replication.',
};

/**
 * Opens the copy at an address. One that does not answer yet is asked again later.
 * @throws StartFault when it is a copy of something else, or its role is one that no policy holds.
 */
export const openReplica = async (
  primary: Database,
  at: { url: string; role?: string; max: number },
): Promise<{ replica: Replica; pool: Database['pool']; answers: boolean; close: () => Promise<void> }> => {
  const copy = openDatabase(at.url, { max: at.max, waitMs: 2_000, ...(at.role && { role: at.role }) });
  const examine = async () => {
    await mustServeAsRuntimeRole(copy.transact, 'READ_DATABASE_URL');
    if ((await originOf(primary)) !== (await originOf(copy))) throw new StartFault(ofAnother);
  };
  let answers = true;
  try {
    await examine();
  } catch (error) {
    answers = false;
    if (outageOf(error) === null) {
      await copy.close();
      throw error;
    }
  }
  const replica = await readOnReplica(primary, copy, examine);
  return {
    replica,
    pool: copy.pool,
    answers,
    close: () => {
      replica.stop();
      return copy.close();
    },
  };
};
