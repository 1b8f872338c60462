/** Brings rows into freshly made tables as they were: no trigger adds, no policy hides, and every key is checked afterwards. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { SequenceState, TableShape } from './records.ts';
import { tablesOf } from './shape.ts';
import { otherTables } from './words.ts';

type Key = { name: string; table: string; definition: string };
type Trigger = { name: string; table: string; enabled: 'O' | 'A' | 'R' | 'D' };

/** What is put aside while rows are loaded, and put back after it. */
export type PutAside = { keys: Key[]; triggers: Trigger[]; forced: string[] };

const enable = { O: 'enable', A: 'enable always', R: 'enable replica' } as const;

/**
 * Foreign keys are taken away and checked as a whole later: tables may then be loaded in any order, also where keys point in a
 * circle or into their own table. Triggers rest, for what they keep comes out of the file. Rows that migrations have put in go.
 */
export const putAside = async (client: pg.Client, tables: readonly TableShape[]): Promise<PutAside> => {
  const names = tables.map(({ name }) => name);
  const ask = async <T extends pg.QueryResultRow>(text: string): Promise<T[]> =>
    (await client.query<T>(text, [names])).rows;
  const keys = await ask<Key>(
    `select format('%I', conname) as name, format('%I.%I', n.nspname, c.relname) as table, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and format('%I.%I', n.nspname, c.relname) = any ($1) order by k.oid`,
  );
  const triggers = await ask<Trigger>(
    `select format('%I', tgname) as name, format('%I.%I', n.nspname, c.relname) as table, tgenabled as enabled
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not tgisinternal and format('%I.%I', n.nspname, c.relname) = any ($1) order by t.oid`,
  );
  // COPY refuses to load into a table whose policies hold for the owner as well.
  const forced = await ask<{ table: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relforcerowsecurity and format('%I.%I', n.nspname, c.relname) = any ($1)`,
  );
  await client.query('set constraints all immediate');
  for (const { name, table } of keys) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name, table } of triggers) await client.query(`alter table ${table} disable trigger ${name}`);
  for (const { table } of forced) await client.query(`alter table ${table} no force row level security`);
  if (names.length > 0) await client.query(`truncate ${names.join(', ')}`);
  return { keys, triggers, forced: forced.map(({ table }) => table) };
};

/** Puts everything back; a row whose key points nowhere is refused here. */
export const putBack = async (client: pg.Client, { keys, triggers, forced }: PutAside): Promise<void> => {
  for (const { name, table, definition } of keys)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const { name, table, enabled } of triggers)
    if (enabled !== 'D') await client.query(`alter table ${table} ${enable[enabled]} trigger ${name}`);
  for (const table of forced) await client.query(`alter table ${table} force row level security`);
};

/** @throws Error when the tables that the migrations have made are not those of the backup, column by column. */
export const mustHaveTables = async (client: pg.Client, wanted: readonly TableShape[]): Promise<void> => {
  const say = ({ name, columns }: TableShape) => `${name} (${[...columns].sort().join(', ')})`;
  const here = new Set((await tablesOf(client)).map(say));
  const there = new Set(wanted.map(say));
  const other = [...[...here].filter((each) => !there.has(each)), ...[...there].filter((each) => !here.has(each))];
  if (other.length > 0) throw otherTables(other.slice(0, 4).join('; '));
};

/** Loads the data of one table as it comes. */
export const loadTable = async (
  client: pg.Client,
  { name, columns }: TableShape,
  data: AsyncIterable<Buffer>,
): Promise<void> => {
  await pipeline(
    Readable.from(data, { objectMode: false, highWaterMark: 1 << 20 }),
    client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`)),
  );
};

export const setSequences = async (client: pg.Client, sequences: readonly SequenceState[]): Promise<void> => {
  for (const { name, last, called } of sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [name, last, called]);
};
