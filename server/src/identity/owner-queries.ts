/** What only the owner of the database reads and writes, at the start of the program: the signing key and the administrator code. */
import type { Client } from 'pg';

/** The value kept under 'secret', which is the given one when there was none. */
export const keepSecret = async (owner: Client, fresh: string): Promise<string> => {
  await owner.query(
    `insert into kernel.instance (key, value) values ('secret', to_jsonb($1::text)) on conflict do nothing`,
    [fresh],
  );
  const { rows } = await owner.query<{ secret: string }>(
    `select value #>> '{}' as secret from kernel.instance where key = 'secret'`,
  );
  return rows[0]?.secret ?? fresh;
};

/** False when there is an account already, or a code was made before. */
export const keepAdministratorCode = async (owner: Client, codeHash: string): Promise<boolean> => {
  const { rowCount } = await owner.query(
    `insert into identity.administrator_code (code_hash)
     select $1 where not exists (select from identity."user") on conflict do nothing`,
    [codeHash],
  );
  return rowCount === 1;
};
