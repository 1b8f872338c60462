/** Restores a backup into an empty database: everything in one transaction, so that it is whole or not there at all. */
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { knownMigrations, MIGRATION_LOCK, type Migration, runWithin } from '../migrate.ts';
import { programVersion } from '../version.ts';
import { type Inside, inside } from './inside.ts';
import { loadTable, mustHaveTables, putAside, putBack, setSequences } from './load.ts';
import { endWith, sumOf } from './make.ts';
import { type End, type Manifest, parsed, type Read, recordsOf, type TableShape, type TableSum } from './records.ts';
import { unsealed } from './sealed.ts';
import { anythingIn, PLAIN_TEXT } from './shape.ts';
import { cutShort, damaged, NotTheSame, notEmpty, otherMigration, tooNew } from './words.ts';

/** Looks for faults in a database as it is inside a transaction: figures, editions, the audit. One line each, empty when sound. */
export type Check = (inside: Inside) => Promise<string[]>;

export type Restored = {
  manifest: Manifest;
  /** What stands in the database now, table by table. */
  sums: TableSum[];
  rows: number;
  /** Migrations of this program that the backup did not have. */
  ran: string[];
  /** What the check of the rooms said and the caller wanted kept nonetheless. */
  faults: string[];
  ms: number;
};

type HowRestored = {
  ownerUrl: string;
  from: string;
  passphrase: string | null;
  check: Check;
  /** Keeps data that is restored bit by bit although the check finds faults in it: they were there when it was backed up. */
  despiteFaults?: boolean;
  /** What must change before anybody works with the database, in the same transaction; not for a drill, which only compares. */
  settle?: ((inside: Inside) => Promise<void>) | undefined;
  /** Gives it up; the database is then as empty as before. */
  signal?: AbortSignal | undefined;
};

/**
 * @throws Error when the database is not empty, the file is no backup of this program, damaged or newer, or when what was restored
 * differs from it or fails the check. The database is then as empty as before.
 */
export const restoreBackup = async (how: HowRestored): Promise<Restored> => {
  const begin = performance.now();
  const client = new pg.Client({ connectionString: how.ownerUrl, application_name: 'chungtay restore' });
  client.on('error', () => undefined);
  await client.connect();
  const giveUp = endWith(client, how.signal);
  try {
    how.signal?.throwIfAborted();
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('begin');
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    const found = await anythingIn(client);
    if (found) throw notEmpty(found);
    const restored = await restoreInside(client, how);
    await client.query('commit');
    return { ...restored, ms: performance.now() - begin };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    how.signal?.throwIfAborted();
    throw error;
  } finally {
    giveUp();
    await client.end().catch(() => undefined);
  }
};

const restoreInside = async (
  client: pg.Client,
  { from, passphrase, check, despiteFaults, settle }: HowRestored,
): Promise<Omit<Restored, 'ms'>> => {
  const source = await unsealed(from, 'tables', passphrase);
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  source.on('error', (error) => gunzip.destroy(error));
  const records = recordsOf(source.pipe(gunzip));
  try {
    const { manifest, sums } = await load(client, records);
    // The compressed stream ends before the file does; only the last chunk says that nothing is missing.
    if (!source.readableEnded) for await (const _ of source) void _;
    await client.query('savepoint plain');
    await client.query(PLAIN_TEXT);
    const differences = await differencesOf(client, manifest.tables, sums);
    if (differences.length > 0) throw new NotTheSame(differences);
    await client.query('rollback to savepoint plain');
    const known = await knownMigrations();
    const newer = known.filter(({ name }) => !manifest.migrations.some((ran) => ran.name === name));
    await runWithin(client, newer);
    await client.query('analyze');
    const faults = await check(inside(client));
    if (faults.length > 0 && !despiteFaults) throw new NotTheSame(faults);
    await settle?.(inside(client));
    return {
      manifest,
      sums,
      rows: sums.reduce((all, { rows }) => all + rows, 0),
      ran: newer.map(({ name }) => name),
      faults,
    };
  } finally {
    source.destroy();
  }
};

/** Makes the tables of the backup and fills them; answers what the file says of each. */
const load = async (
  client: pg.Client,
  records: AsyncGenerator<Read>,
): Promise<{ manifest: Manifest; sums: TableSum[] }> => {
  const manifest = parsed<Manifest>(await next(records, 'M'));
  await runWithin(client, migrationsOf(manifest, await knownMigrations()));
  await mustHaveTables(client, manifest.tables);
  const aside = await putAside(client, manifest.tables);
  const sums: TableSum[] = [];
  for (const table of manifest.tables) {
    if (parsed<TableShape>(await next(records, 'T')).name !== table.name) throw damaged(0);
    let end: Read | null = null;
    async function* data(): AsyncGenerator<Buffer> {
      for (let read = await records.next(); !read.done; read = await records.next()) {
        if (read.value.kind !== 'D') {
          end = read.value;
          return;
        }
        yield read.value.content;
      }
    }
    await loadTable(client, table, data());
    sums.push(sumSaid(end));
  }
  const { tables } = parsed<End>(await next(records, 'Z'));
  if (tables !== sums.length || !(await records.next()).done) throw damaged(0);
  await setSequences(client, manifest.sequences);
  await putBack(client, aside);
  return { manifest, sums };
};

const next = async (records: AsyncGenerator<Read>, kind: Read['kind']): Promise<Read> => {
  const { done, value } = await records.next();
  if (done) throw cutShort();
  if (value.kind !== kind) throw damaged(0);
  return value;
};

const sumSaid = (end: Read | null): TableSum => {
  if (!end) throw cutShort();
  if (end.kind !== 'E') throw damaged(0);
  return parsed<TableSum>(end);
};

/** Exactly the migrations that had run there. @throws Error when this program does not know one, or knows it otherwise. */
export const migrationsOf = (
  { migrations, version }: Pick<Manifest, 'migrations' | 'version'>,
  known: readonly Migration[],
): Migration[] =>
  migrations.map(({ name, hash }) => {
    const found = known.find((each) => each.name === name);
    if (!found) throw tooNew(version, programVersion, name);
    if (found.hash !== hash) throw otherMigration(name);
    return found;
  });

/** Tables whose rows are not those of these sums, said in words. */
const differencesOf = async (
  client: pg.Client,
  tables: readonly TableShape[],
  sums: readonly TableSum[],
): Promise<string[]> => {
  const differences: string[] = [];
  for (const table of tables) {
    const wanted = sums.find(({ name }) => name === table.name);
    const here = await sumOf(client, table);
    if (here.rows !== wanted?.rows) differences.push(`${table.name}: ${here.rows} ≠ ${wanted?.rows ?? 0}`);
    else if (here.hash !== wanted.hash)
      differences.push(`${table.name}: ${here.hash.slice(0, 12)} ≠ ${wanted.hash.slice(0, 12)}`);
  }
  return differences;
};
