/** Data of rooms that every process keeps in memory, and reads again as soon as a transaction sees that it has changed. */
import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** The versions as a transaction sees them, by name. */
export type Versions = Readonly<Record<string, number>>;

type Kept = { version: number | null; read: (tx: Tx) => Promise<void> };
const kept = new Map<string, Kept>();

/**
 * A copy of the database differs from what is kept in memory. It may be behind, so it does not say what is kept: whoever finds this
 * asks where everything is written.
 */
export class DiffersOnCopy extends Error {}

/** Tells how something is read into memory; `name` is that of its row in `kernel.in_memory`. */
export const keepInMemory = (name: string, read: Kept['read']): void => {
  kept.set(name, { version: null, read });
};

/** What differs from what this process has read last. */
export const outdated = (seen: Versions): string[] =>
  [...kept].filter(([name, { version }]) => (seen[name] ?? 0) !== (version ?? 0)).map(([name]) => name);

/** Reads again what is outdated. The transaction must see everything, not what the asking post may see. */
export const readAgain = async (tx: Tx, seen: Versions): Promise<void> => {
  for (const name of outdated(seen)) {
    const one = kept.get(name);
    await one?.read(tx);
    if (one) one.version = seen[name] ?? 0;
  }
};

/**
 * What tells whether something in `kernel.in_memory` has changed since it was read last, also where one change was taken back and
 * another one made: its version, the transaction that wrote it, and the database. For what is read when first asked for, not at once.
 */
export const stateInMemory = async (tx: Tx, name: string): Promise<string> =>
  (
    await sql<{ state: string }>`
      select version || ':' || xmin::text || ':' || current_database() as state from kernel.in_memory where name = ${name}`.execute(
      tx,
    )
  ).rows[0]?.state ?? '';
