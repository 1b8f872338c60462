/**
 * Statements that nearly every request asks are planned once for each connection. With the policies of all the tables they read,
 * planning them costs several times their work.
 */
import { type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import type pg from 'pg';

const MARK = '/*planned*/';
/** No more statements are kept than this, whatever is marked: each connection holds the plans of all of them. */
const MOST = 100;

/**
 * Marks a statement to be planned once, anywhere in its text. Only for one whose text is the same for every question and that looks
 * up rows by their keys: the plan then knows nothing of what is asked for. A list goes in as `any((select $1::integer[])::integer[])`: as
 * `any($1)` PostgreSQL would count it, and plan anew for each that is shorter than ten.
 */
export const planned = sql.raw(MARK);

const names = new Map<string, string>();

/** The name under which a marked statement is kept at the server; undefined for all others. */
const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST || !text.includes(MARK)) return undefined;
  const name = `planned_${names.size + 1}`;
  names.set(text, name);
  return name;
};

/** A pool whose connections keep the plans of marked statements. */
export const keepingPlans = (pool: pg.Pool): PostgresPool => {
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    const query = (text: string, values: unknown[]) => {
      const name = nameOf(text);
      return client.query(name === undefined ? { text, values } : { name, text, values });
    };
    // Kysely also knows questions by a cursor; nothing here is configured to ask one.
    const keeping = { query, release: () => client.release() } as unknown as PostgresPoolClient;
    wrapped.set(client, keeping);
    return keeping;
  };
  return {
    connect: async () => {
      const client = await pool.connect();
      return wrapped.get(client) ?? wrap(client);
    },
    end: () => pool.end(),
  };
};
