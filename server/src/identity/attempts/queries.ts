import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

/**
 * Counts one attempt under each key and answers how many there are now. What has lapsed begins anew; the end moves only as
 * long as the limit has not been passed. In the order of the keys, so that two attempts at once never wait in a circle.
 */
export const countAttempts = async (
  tx: Tx,
  counted: readonly { key: string; limit: number; until: Date }[],
  now: Date,
): Promise<{ key: string; taken: number; until: Date }[]> => {
  const rows = JSON.stringify(counted.map((each) => ({ key: each.key, most: each.limit, until: each.until })));
  return (
    await sql<{ key: string; taken: number; until: Date }>`
      insert into identity.attempt as a (key, taken, until)
      select key, 1, until from jsonb_to_recordset(${rows}::jsonb) as c (key text, until timestamptz) order by key
      on conflict (key) do update set
        taken = case when a.until <= ${now}::timestamptz then 1 else a.taken + 1 end,
        until = case
          when a.until > ${now}::timestamptz and a.taken >=
            (select most from jsonb_to_recordset(${rows}::jsonb) as c (key text, most integer) where c.key = a.key) then a.until
          else excluded.until end
      returning key, taken, until`.execute(tx)
  ).rows;
};

/** One attempt fewer under each key. */
export const giveBackAttempts = async (tx: Tx, keys: readonly string[]): Promise<void> => {
  await sql`update identity.attempt set taken = taken - 1 where key = any (${[...keys].sort()}) and taken > 0`.execute(
    tx,
  );
};

export const forgetAttempts = async (tx: Tx, key: string): Promise<void> => {
  await tx.deleteFrom('identity.attempt').where('key', '=', key).execute();
};
