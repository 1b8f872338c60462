/** What a database consists of, asked of its catalogue: tables, columns, sequences, and whether the one who asks sees everything. */
import type pg from 'pg';
import type { SequenceState, TableShape } from './records.ts';
import { hiddenRows } from './words.ts';

/** Belongs to the house, and not to PostgreSQL or to an extension. */
const OURS = `n.nspname !~ '^(pg_|information_schema$)'
  and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')`;

/** One way of writing for every server and every time zone, so that the same rows always give the same text. */
export const PLAIN_TEXT = `
  set local search_path = pg_catalog; set local datestyle = 'ISO, YMD'; set local intervalstyle = postgres;
  set local timezone = 'UTC'; set local extra_float_digits = 3; set local bytea_output = hex; set local client_encoding = 'UTF8';
  set local synchronize_seqscans = off; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local row_security = on; set local client_min_messages = warning`;

/** Tables with the columns that are stored, in the order of their names. */
export const tablesOf = async (client: pg.Client): Promise<TableShape[]> =>
  (
    await client.query<{ name: string; columns: string[] }>(
      `select format('%I.%I', n.nspname, c.relname) as name,
              array(select format('%I', a.attname) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and c.relpersistence <> 't' and ${OURS} order by n.nspname, c.relname`,
    )
  ).rows;

/** Sequences move outside of transactions: read after the snapshot they are never behind its rows. */
export const sequencesOf = async (client: pg.Client): Promise<SequenceState[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and c.relpersistence <> 't' and ${OURS} order by 1`,
  );
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const { rows: found } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${name}`,
    );
    if (found[0]) states.push({ name, ...found[0] });
  }
  return states;
};

/**
 * Row-level security is forced on owners too, and COPY leaves out what a policy hides without a word. Whoever backs up must pass it
 * by, or have a policy that lets everything through and none that takes away. @throws Error naming the first table it does not see whole.
 */
export const mustSeeAll = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relrowsecurity and ${OURS}
       and not exists (select from pg_roles r where r.rolname = current_user and (r.rolsuper or r.rolbypassrls))
       and not (c.relowner = current_user::regrole and not c.relforcerowsecurity)
       and (exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polcmd in ('*', 'r'))
         or not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', 'r')
                         and (p.polroles = '{0}' or current_user::regrole::oid = any (p.polroles))
                         and pg_get_expr(p.polqual, p.polrelid) = 'true'))
     order by 1 limit 1`,
  );
  if (rows[0]) throw hiddenRows(rows[0].name);
};

/** Something that stands in this database already, by name; null when it is empty but for extensions. */
export const anythingIn = async (client: pg.Client): Promise<string | null> => {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS}
     union all
     select format('%I', nspname) from pg_namespace where nspname !~ '^(pg_|information_schema$|public$)'
     order by 1 limit 1`,
  );
  return rows[0]?.name ?? null;
};
