/** An owner of the database that is no superuser and was granted nothing beforehand, on a server of its own: roles belong to the server. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { type RunningPostgres, startEmbedded, startSystemPostgres } from './postgres/embedded.ts';
import { mustServeAsRuntimeRole, takeOnRuntimeRole } from './runtime-role.ts';
import { inDatabase } from './testing/global-setup.ts';

const binDir = '/usr/lib/postgresql/15/bin';
const servers: [string, (dataDir: string) => Promise<RunningPostgres>][] = [
  ['the embedded PostgreSQL 18', (dataDir) => startEmbedded({ dataDir })],
  ...(existsSync(binDir)
    ? [
        ['PostgreSQL 15', (dataDir: string) => startSystemPostgres({ binDir, dataDir })] as [
          string,
          (dataDir: string) => Promise<RunningPostgres>,
        ],
      ]
    : []),
];

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (let last = undo.pop(); last; last = undo.pop()) await last();
});

/** A client of an address, ended after the test. */
const client = async (url: string): Promise<pg.Client> => {
  const opened = new pg.Client({ connectionString: url });
  opened.on('error', () => undefined);
  await opened.connect();
  undo.push(() => opened.end());
  return opened;
};

describe.each(servers)('an owner with nothing but CREATEROLE on %s', (_, startServer) => {
  it('migrates, serves as the runtime role, and sees how long its transactions take', {
    timeout: 180_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chungtay-owner-'));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    const server = await startServer(join(folder, 'db'));
    undo.push(server.stop);
    const admin = await client(server.ownerUrl);
    const { rows } = await admin.query("select from pg_roles where rolname = 'chungtay_app'");
    if (rows.length > 0) await admin.query('drop role chungtay_app');
    await admin.query('create role plain_owner login createrole');
    await admin.query('create database owned owner plain_owner');
    const ownerUrl = inDatabase(server.ownerUrl, 'owned').replace('postgres://postgres@', 'postgres://plain_owner@');
    expect((await migrate(ownerUrl)).ran.length).toBeGreaterThan(15);
    expect(await migrate(ownerUrl)).toEqual({ ran: [] });

    const serving = openDatabase(ownerUrl, { role: 'chungtay_app', max: 2 });
    undo.push(serving.close);
    await mustServeAsRuntimeRole(serving.transact);
    // A connection of the runtime role's own login, such as APP_DATABASE_URL gives, is under way for a while.
    const other = await client(ownerUrl.replace('postgres://plain_owner@', 'postgres://chungtay_app@'));
    await other.query('begin');
    await other.query('select pg_sleep(0.1)');
    const longest = await serving.transact((tx) =>
      sql<{ seconds: number }>`select kernel.longest_transaction() as seconds`.execute(tx),
    );
    expect(longest.rows[0]?.seconds).toBeGreaterThan(0.05);

    // Granted beforehand by an administrator of the server: taken as it is.
    await admin.query('create role granted_owner login');
    await admin.query('grant chungtay_app to granted_owner');
    await takeOnRuntimeRole(await client(ownerUrl.replace('plain_owner@', 'granted_owner@')));
  });
});
