/** What the runtime role must not be able to do, as questions to the database and judgements of the answers. */
import type pg from 'pg';

const runtimeRole = 'chungtay_app';

/** Tables outside the rooms, with the reason why no policy stands before them. */
const unguarded: Readonly<Record<string, string>> = {
  'public.migration': 'which migrations ran; the runtime role has no right to it at all',
};

/** Kept by triggers alone: the runtime role reads them and never writes. */
export const keptByTriggers = ['figures.total', 'figures.expected_total'];

type Table = {
  name: string;
  owner: string;
  enabled: boolean;
  forced: boolean;
  policies: number;
  reads: boolean;
  writes: boolean;
};

export const tablesOf = async (owner: pg.Client): Promise<Table[]> =>
  (
    await owner.query<Table>(
      `select n.nspname || '.' || c.relname as name, pg_get_userbyid(c.relowner) as owner,
              c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
              (select count(*)::integer from pg_policy p where p.polrelid = c.oid) as policies,
              has_table_privilege($1, c.oid, 'select') as reads,
              has_table_privilege($1, c.oid, 'insert, update, delete, truncate') as writes
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'm', 'f') and n.nspname !~ '^(pg_|information_schema)'
       order by 1`,
      [runtimeRole],
    )
  ).rows;

export const faultsOfTables = (tables: readonly Table[]): string[] =>
  tables.flatMap(({ name, owner, enabled, forced, policies, reads, writes }) => {
    const complaints: [string, boolean][] =
      name in unguarded
        ? [['stands open to the runtime role', reads || writes]]
        : [
            ['has no row-level security', !enabled],
            ['does not force row-level security on its owner', !forced],
            ['has no policy', policies === 0],
            ['belongs to the runtime role', owner === runtimeRole],
            ['can be written by the runtime role', writes && keptByTriggers.includes(name)],
          ];
    return complaints.filter(([, isSo]) => isSo).map(([what]) => `${name} ${what}`);
  });

type Role = { superuser: boolean; bypass: boolean; creates: boolean; owns: number; memberOf: string[] };

export const roleOf = async (owner: pg.Client): Promise<Role | undefined> =>
  (
    await owner.query<Role>(
      `select r.rolsuper as superuser, r.rolbypassrls as bypass, r.rolcreaterole or r.rolcreatedb or r.rolreplication as creates,
              (select count(*)::integer from pg_class where relowner = r.oid)
                + (select count(*)::integer from pg_proc where proowner = r.oid)
                + (select count(*)::integer from pg_namespace where nspowner = r.oid)
                + (select count(*)::integer from pg_database where datdba = r.oid) as owns,
              array(select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid) as "memberOf"
       from pg_roles r where r.rolname = $1`,
      [runtimeRole],
    )
  ).rows[0];

export const faultsOfRole = (role: Role | undefined): string[] => {
  if (!role) return ['there is no runtime role'];
  const complaints: [string, boolean][] = [
    ['is a superuser', role.superuser],
    ['passes row-level security by', role.bypass],
    ['may create roles or databases', role.creates],
    [`owns ${role.owns} things`, role.owns > 0],
    [`is a member of ${role.memberOf.join(', ')}`, role.memberOf.length > 0],
  ];
  return complaints.filter(([, isSo]) => isSo).map(([what]) => `the runtime role ${what}`);
};

type Definer = { name: string; path: string | null };

/** Functions and procedures that run as their owner, with the path on which they look for names. */
export const definersOf = async (owner: pg.Client): Promise<Definer[]> =>
  (
    await owner.query<Definer>(
      `select n.nspname || '.' || p.proname as name,
              (select substr(each, length('search_path=') + 1) from unnest(p.proconfig) each where each like 'search_path=%') as path
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname !~ '^(pg_|information_schema)' order by 1`,
    )
  ).rows;

/** Without a pinned path the caller decides what a name means, and temporary tables are looked at first unless they come last. */
export const faultsOfDefiners = (definers: readonly Definer[]): string[] =>
  definers.flatMap(({ name, path }) => {
    if (path === null) return [`${name} runs as its owner on the path of its caller`];
    return /(^|, )pg_temp$/.test(path) ? [] : [`${name} looks among temporary tables first`];
  });
