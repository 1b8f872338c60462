import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { keepingPlans } from './planned.ts';
import type { Tables } from './tables.ts';

// Counts and sums stay far below 2^53 and have at most four decimals, so they travel as numbers; dates as civil dates.
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Arrays of numeric and of bigint, in the order of their slots.
for (const numbers of [1231, 1016])
  pg.types.setTypeParser(numbers as number, (text: string) =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((item) => (item === 'NULL' ? null : Number(item))),
  );

/** Whole numbers as the database reads a list of them: thousands of items are not looked at one by one on their way. */
export const listOf = (numbers: readonly number[]): string => `{${numbers.join(',')}}`;

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** Runs work in one transaction: committed when it returns, rolled back when it throws. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>, how?: { readOnly?: boolean }) => Promise<T>;

export type Database = { db: Db; pool: pg.Pool; transact: Transact; close: () => Promise<void> };

/** One transaction on a connection of one's own: the builder and plain SQL on the same connection see the same rows. */
export const transactOn = <T>(client: pg.Client, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const kept = Object.assign(client, { release: () => undefined });
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect: async () => kept, end: async () => undefined } }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return db.transaction().execute(work);
};

export type DatabaseOptions = {
  max?: number;
  role?: string;
  /** Milliseconds a request waits for a connection before it is answered kernel.unavailable. */
  waitMs?: number;
  /** Milliseconds after which a statement is cut off. */
  statementMs?: number;
};

export const openDatabase = (url: string, options: DatabaseOptions = {}): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    // When all connections stay taken this long, an honest refusal is better than a longer queue.
    connectionTimeoutMillis: options.waitMs ?? 8_000,
    keepAlive: true,
    application_name: 'chungtay',
    // A runaway question must not hold the house; imports and rebuilds set their own limit.
    options: `-c statement_timeout=${options.statementMs ?? 60_000} -c idle_in_transaction_session_timeout=60000 -c jit=off${options.role ? ` -c role=${options.role}` : ''}`,
  });
  // An idle connection that the server closes is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one that is in use at that moment: the query that runs on it fails and says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: keepingPlans(pool) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  const transact: Transact = (work, how) => {
    const begin = db.transaction();
    return (how?.readOnly ? begin.setAccessMode('read only').setIsolationLevel('repeatable read') : begin).execute(
      work,
    );
  };
  return { db, pool, transact, close: () => db.destroy() };
};
