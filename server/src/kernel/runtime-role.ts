/** As whom requests are answered, asked of the database itself. */
import { sql } from 'kysely';
import type pg from 'pg';
import type { Transact } from './database.ts';
import { type RuntimeRole, StartFault, whyNotServeAs } from './start-faults.ts';

/** As whom questions on these connections are asked. */
export const runtimeRole = (transact: Transact): Promise<RuntimeRole | undefined> =>
  transact(
    async (tx) =>
      (
        await sql<RuntimeRole>`
          select current_user::text as name, r.rolsuper as superuser, r.rolbypassrls as "bypassesRls",
            exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = 'kernel' and c.relowner = r.oid) as "ownsTables"
          from pg_roles r where r.rolname = current_user`.execute(tx)
      ).rows[0],
    { readOnly: true },
  );

/** `setting`: the one that gives the address. @throws StartFault when requests would be answered as a role that no policy holds. */
export const mustServeAsRuntimeRole = async (transact: Transact, setting = 'APP_DATABASE_URL'): Promise<void> => {
  const role = await runtimeRole(transact);
  const whyNot = role && whyNotServeAs(role, setting);
  if (whyNot) throw new StartFault(whyNot);
};

/**
 * Lets the owner take the runtime role on, where it may and does not yet: from PostgreSQL 16 on, whoever creates a role administers it
 * and neither acts as it nor sees what its connections do. Roles belong to the server and not to one database, so it is asked at
 * every start. @throws Error 42501 when the owner needs the role and does not administer it.
 */
export const takeOnRuntimeRole = async (owner: pg.Client): Promise<void> => {
  const { rows } = await owner.query<{ since16: boolean }>(
    `select current_setting('server_version_num')::integer >= 160000 as since16`,
  );
  if (!rows[0]?.since16) return;
  const { rows: held } = await owner.query<{ takes: boolean; sees: boolean; administers: boolean }>(
    `select pg_has_role(current_user, 'chungtay_app', 'set') as takes, pg_has_role(current_user, 'chungtay_app', 'usage') as sees,
      pg_has_role(current_user, 'chungtay_app', 'member with admin option') as administers`,
  );
  const [has] = held;
  if (!has || (has.takes && (has.sees || !has.administers))) return;
  await owner.query('grant chungtay_app to current_user with set true, inherit true');
};
