/** Writes `tables.ts` from the migrated database, so that queries are checked against the real columns. */
import pg from 'pg';

type Column = {
  schema: string;
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  hasDefault: boolean;
  generated: boolean;
};

const types: Record<string, string> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  numeric: 'number',
  text: 'string',
  bool: 'boolean',
  date: 'string',
  timestamptz: 'Moment',
  jsonb: 'Json',
  daterange: 'string',
  _numeric: '(number | null)[]',
  _int8: '(number | null)[]',
  _int2: 'number[]',
  _int4: 'number[]',
  _text: 'string[]',
};

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The text of `tables.ts` for the database behind the url. */
export const tablesText = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Column>(`
    select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type,
           not a.attnotnull as nullable, a.atthasdef as "hasDefault", a.attidentity = 'a' as generated
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'v')
    join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = a.atttypid
    where a.attnum > 0 and not a.attisdropped and n.nspname not in ('public', 'information_schema') and n.nspname not like 'pg\\_%'
    order by n.nspname, c.relname, a.attnum`);
  await client.end();
  const tables = new Map<string, Column[]>();
  for (const row of rows) {
    const name = `${row.schema}.${camel(row.table)}`;
    tables.set(name, [...(tables.get(name) ?? []), row]);
  }
  const lines = [...tables].flatMap(([name, columns]) => [
    `  '${name}': {`,
    ...columns.map((column) => `    ${camel(column.column)}: ${typeOf(column)};`),
    '  };',
  ]);
  return [
    '/** Written by `npm run -s chungtay -- write tables` from the migrated database; not edited by hand. */',
    "import type { ColumnType, Generated, GeneratedAlways } from 'kysely';",
    '',
    'type Moment = ColumnType<Date, Date | string, Date | string>;',
    'type Json = ColumnType<unknown, string | null, string | null>;',
    '',
    'export type Tables = {',
    ...lines,
    '};',
    '',
  ].join('\n');
};

const typeOf = (column: Column): string => {
  const type = types[column.type];
  if (!type)
    throw new Error(`no TypeScript type for ${column.schema}.${column.table}.${column.column}: ${column.type}`);
  const value = column.nullable ? `${type} | null` : type;
  if (column.generated) return `GeneratedAlways<${value}>`;
  return column.hasDefault ? `Generated<${value}>` : value;
};
