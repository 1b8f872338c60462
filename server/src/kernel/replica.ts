/**
 * Reads on a copy of the database that PostgreSQL keeps by streaming. Who has just written finds what he wrote: his reader asks the copy
 * only when it has come as far. Nobody reads what is older than a few seconds; a copy that is gone or behind is simply not asked.
 */
import { sql } from 'kysely';
import type { Database, Transact } from './database.ts';
import { outageOf } from './outage.ts';

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

/** Lets readers read on `copy`. @throws Error when `primary` does not answer. */
export const readOnReplica = async (primary: Database, copy: Database): Promise<Replica> => {
  const asked = { copy: 0, past: 0 };
  let replayed = -1n;
  let leftAloneUntil = 0;

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
    const floor = looks[0]?.at ?? 0n;
    const mine = seen === null ? 0n : bytesTo(seen);
    return hasComeTo(mine > floor ? mine : floor);
  };

  /** Answers whether a fault is the copy's own; then it is left alone for a while. */
  const isOfCopy = (error: unknown): boolean => {
    if (endedByReplay.has(String((error as { code?: unknown }).code))) return true;
    if (outageOf(error) === null) return false;
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
