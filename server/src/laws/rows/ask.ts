/** Asks the database, as the runtime role and by raw SQL, who sees and who writes the rows of one commune in every table. */
import pg from 'pg';
import { type Planted, plant } from '../matrix/plant.ts';
import { tablesOf } from '../row-security.ts';
import { fill } from './fill.ts';

/** Who asks: what the server would tell the database, written out. The rows asked for are those of the commune C1. */
export type Asker =
  | 'nobody'
  | 'a person without a post'
  | 'its own officer'
  | 'another line'
  | 'a neighbour'
  | 'another province'
  | 'its superior'
  | 'its administrator'
  | "another's administrator"
  | 'its inspector'
  | 'the operator';

const settingsOf = ({ unit, user, post }: Planted): Record<Asker, Record<string, string>> => {
  const all = 'committee,police,front,women,youth,veterans,farmers,all';
  const own = 'committee,police';
  const tags = 'decide,tag-unit,design';
  const changes = 'administer,change-units';
  const at = (name: string, unitId: number, more: Record<string, string>) => ({
    'app.user': user[name] ?? '',
    'app.post': String(post[name] ?? ''),
    'app.unit': String(unitId),
    // The server announces both for everybody; only a process of 0.1.0 leaves them out (migration 21).
    'app.own_lines': '',
    'app.deeds': '',
    ...more,
  });
  return {
    nobody: {},
    'a person without a post': { 'app.user': 'somebody', 'app.unit': '0', 'app.own_lines': '', 'app.deeds': '' },
    'its own officer': at('standing officer C1', unit.C1, { 'app.lines': all, 'app.own_lines': own }),
    'another line': at('women officer C1', unit.C1, { 'app.lines': 'women', 'app.own_lines': 'women' }),
    'a neighbour': at('expired P1', unit.C3, { 'app.lines': all, 'app.own_lines': own }),
    'another province': at('standing officer P2', unit.P2, {
      'app.lines': all,
      'app.own_lines': own,
      'app.deeds': tags,
    }),
    'its superior': at('standing officer P1', unit.P1, {
      'app.lines': all,
      'app.own_lines': own,
      'app.deeds': `${tags},allow-exception`,
    }),
    'its administrator': at('administrator P1', unit.P1, { 'app.administers': 'yes', 'app.deeds': changes }),
    "another's administrator": at('not begun P1', unit.P2, {
      'app.administers': 'yes',
      'app.deeds': changes,
    }),
    'its inspector': at('inspector P1', unit.P1, { 'app.lines': all, 'app.reads_audit': 'yes' }),
    'the operator': at('operator N', unit.N, { 'app.operates': 'yes' }),
  };
};

/** Which rows of a table are the commune's; tables without an entry are asked about any row. */
const rowsOfCommune = ({ unit, user, post }: Planted): Record<string, string> => {
  const c1 = unit.C1;
  const account = user['standing officer C1'];
  const reports = `select id from reporting.report where unit_id = ${c1} and line = 'committee'`;
  return {
    'org.area_tag': `unit_id = ${c1}`,
    'org.body': `unit_id = ${c1}`,
    'org.change_draft': `unit_id = ${c1}`,
    'reporting.target': `unit_id = ${c1}`,
    'figures.sheet': `unit_id = ${c1} and line = 'committee'`,
    'figures.total': `unit_id = (select parent_id from org.unit_state where unit_id = ${c1}) and line = 'committee'`,
    'figures.expectation': `unit_id = ${c1}`,
    'figures.edition': `unit_id = ${c1}`,
    'reporting.report': `unit_id = ${c1} and line = 'committee'`,
    'reporting.request': `line = 'committee'`,
    'reporting.request_unit': `form = 'YC-committee'`,
    'reporting.urging': `line = 'committee'`,
    'reporting.urging_of_report': `report_id in (${reports})`,
    'reporting.signal': `report_id in (${reports})`,
    'reporting.signal_exam': `report_id in (${reports})`,
    'notices.feed': `user_id = '${account}'`,
    'reporting.submission': `report_id in (${reports})`,
    'reporting.message': `report_id in (${reports})`,
    'reporting.message_seen': `report_id in (${reports})`,
    'identity.post': `id = ${post['standing officer C1']}`,
    'identity.token': `user_id = '${account}'`,
    'identity.passkey': `user_id = '${account}'`,
    'identity.confirmation': `session_id = 'session of C1'`,
    'identity.sign_on_binding': `user_id = '${account}'`,
    'identity.enrolment': `user_id = '${account}'`,
    'kernel.audit': `unit_id = ${c1} and action = 'reporting.submitReport'`,
    'kernel.idempotency_key': `user_id = '${account}'`,
    'kernel.instance': `key = 'secret'`,
  };
};

export type Answers = Record<'sees' | 'inserts' | 'updates' | 'deletes', Asker[]>;
export type RowsAsked = {
  owner: pg.Client;
  tables: string[];
  /** Tables in which no row of the commune stands, so that silence would mean nothing. */
  empty: () => Promise<string[]>;
  ask: (table: string) => Promise<Answers>;
  close: () => Promise<void>;
};

/** Plants the country of the matrix, a row in what is left empty, and opens a connection as the runtime role. */
export const openRows = async (owner: pg.Client, appUrl: string): Promise<RowsAsked> => {
  const planted = await plant(owner);
  await fill(owner, planted);
  const app = new pg.Client({ connectionString: appUrl });
  await app.connect();
  const askers = Object.entries(settingsOf(planted)) as [Asker, Record<string, string>][];
  const mine = rowsOfCommune(planted);
  const whereOf = (table: string) => mine[table] ?? 'true';
  const tables = (await tablesOf(owner)).map(({ name }) => quoted(name)).filter((name) => name !== 'public.migration');
  const nameOf = (table: string) => table.replaceAll('"', '');
  return {
    owner,
    tables: tables.map(nameOf),
    empty: async () => {
      const found: string[] = [];
      for (const table of tables) {
        const { rowCount } = await owner.query(`select from ${table} where ${whereOf(nameOf(table))} limit 1`);
        if (rowCount === 0) found.push(nameOf(table));
      }
      return found;
    },
    ask: async (name) => {
      const table = quoted(name);
      const acts = await actsOn(owner, table, whereOf(name));
      const answers: Answers = { sees: [], inserts: [], updates: [], deletes: [] };
      for (const [asker, settings] of askers)
        for (const [act, sql, values] of acts) if (await passes(app, settings, sql, values)) answers[act].push(asker);
      return answers;
    },
    close: () => app.end(),
  };
};

const quoted = (name: string): string => name.replace(/\.(user|twoFactor)$/, '."$1"');

type Act = [keyof Answers, string, unknown[]];

/** The four questions about a table; for writes only the columns that the runtime role may name at all. */
const actsOn = async (owner: pg.Client, table: string, where: string): Promise<Act[]> => {
  const { rows: columns } = await owner.query<{ name: string; inserts: boolean; updates: boolean }>(
    `select quote_ident(attname) as name, has_column_privilege('chungtay_app', attrelid, attnum, 'insert') as inserts,
            has_column_privilege('chungtay_app', attrelid, attnum, 'update') and attidentity = '' as updates
     from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  const { rows } = await owner.query<{ row: object }>(
    `select to_jsonb(t) as row from ${table} t where ${where} limit 1`,
  );
  const into = columns.filter(({ inserts }) => inserts).map(({ name }) => name);
  const changed = columns.find(({ updates }) => updates)?.name;
  const first = columns.at(-1)?.name;
  return [
    ['sees', `select from ${table} where ${where}`, []],
    [
      'inserts',
      `insert into ${table} (${into.length > 0 ? into.join(', ') : first}) overriding system value
       select ${into.length > 0 ? into.join(', ') : first} from jsonb_populate_record(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows[0]?.row ?? {})],
    ],
    ['updates', `update ${table} set ${changed ?? first} = ${changed ?? first} where ${where}`, []],
    ['deletes', `delete from ${table} where ${where}`, []],
  ];
};

/** What the database says when its own line has let the act pass and another rule stops it. */
const laterRules = /^23/;

/** Whether an act touches a row: it does, or it is stopped by a constraint, which is asked after the policies. */
const passes = async (
  app: pg.Client,
  settings: Readonly<Record<string, string>>,
  sql: string,
  values: unknown[],
): Promise<boolean> => {
  await app.query('begin');
  try {
    for (const [name, value] of Object.entries(settings))
      await app.query('select set_config($1, $2, true)', [name, value]);
    return ((await app.query(sql, values)).rowCount ?? 0) > 0;
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === '42501') return false;
    if (laterRules.test(code)) return true;
    throw new Error(`${sql}: ${code} ${String(error)}`);
  } finally {
    await app.query('rollback');
  }
};
