import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Tx } from '../database.ts';
import type { Tables } from '../tables.ts';

/** A transaction that is under way, handed to code that opens and ends its own, and to code that asks by Kysely. */
export type Inside = { client: pg.Client; tx: Tx };

/**
 * Checks of the rooms work on a connection of their own. Here they look into a transaction that is not committed yet, so that
 * a restored database that fails them never exists: their `begin` becomes a savepoint, their end goes back to it.
 */
export const inside = (client: pg.Client): Inside => {
  const query = ((text: unknown, ...rest: unknown[]) => {
    const word =
      typeof text === 'string' ? /^\s*(begin|start transaction|commit|rollback|end)\b/i.exec(text)?.[1] : null;
    const ask = client.query.bind(client) as (...all: unknown[]) => unknown;
    if (!word) return ask(text, ...rest);
    if (/^(begin|start)/i.test(word)) return ask('savepoint looked_into');
    return ask(/^rollback/i.test(word) ? 'rollback to savepoint looked_into' : 'release savepoint looked_into');
  }) as pg.Client['query'];
  const held = new Proxy(client, { get: (of, name) => (name === 'query' ? query : Reflect.get(of, name)) });
  const connection = Object.assign(Object.create(client) as pg.PoolClient, { query, release: () => undefined });
  const pool = { connect: () => Promise.resolve(connection), end: () => Promise.resolve(), options: {} };
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: pool as never }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  // The connection is in its transaction already; nothing but the type tells the two apart.
  return { client: held, tx: db as unknown as Tx };
};
