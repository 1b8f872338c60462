/** As whom requests are answered, asked of the database itself. */
import { sql } from 'kysely';
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

/** @throws StartFault when requests would be answered as a role that no policy holds. */
export const mustServeAsRuntimeRole = async (transact: Transact): Promise<void> => {
  const role = await runtimeRole(transact);
  const whyNot = role && whyNotServeAs(role);
  if (whyNot) throw new StartFault(whyNot);
};
