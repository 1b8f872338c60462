/** Before the server tests: one PostgreSQL, and in it one migrated template that every test file copies. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded, startSystemPostgres } from '../postgres/embedded.ts';
import { furnish, layGround } from './furnish.ts';

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string;
    appUrl: string;
    /** Register, forms, open reports and the cast. */
    template: string;
    /** Migrated, with catalogue and calendar only. */
    ground: string;
  }
}

const root = resolve(import.meta.dirname, '../../../..');

/** Databases of tests need not outlive a fall of the machine; what must is proved on servers of their own. */
const settings = { fsync: 'off', wal_level: 'minimal', max_wal_senders: '0', autovacuum: 'off' };

const setUp = async (project: TestProject) => {
  const old = process.env['CHUNGTAY_TEST_PG'] === '15';
  const dataDir = join(root, `.chungtay/test-${old ? 'pg15' : 'pg18'}`);
  const postgres = old
    ? await startSystemPostgres({ binDir: '/usr/lib/postgresql/15/bin', dataDir, settings })
    : await startEmbedded({ dataDir, settings });
  const print = fingerprint();
  const template = `house_${print}`;
  const ground = `ground_${print}`;
  const admin = new pg.Client({ connectionString: postgres.ownerUrl });
  await admin.connect();
  // Two runs at once: one makes the template, the other waits for it; neither takes the other's databases away.
  await admin.query('select pg_advisory_lock(20261122)');
  const known = await admin.query<{ datname: string }>(
    "select datname from pg_database where datname similar to '(house|ground|test)\\_%'",
  );
  const names = known.rows.map((row) => row.datname);
  const left = names.filter((name) => name.startsWith('test_') && !isAlive(Number(/_(\d+)_\d+$/.exec(name)?.[1])));
  const alone = names.every((name) => !name.startsWith('test_') || left.includes(name));
  const outdated = alone ? names.filter((name) => !name.startsWith('test_') && !name.endsWith(print)) : [];
  for (const name of [...left, ...outdated]) await admin.query(`drop database if exists ${name} with (force)`);
  if (!names.includes(template)) {
    for (const name of ['being_furnished', ground]) await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${ground}`);
    await layGround(inDatabase(postgres.ownerUrl, ground));
    await admin.query(`create database being_furnished template ${ground}`);
    await furnish(inDatabase(postgres.ownerUrl, 'being_furnished'), inDatabase(postgres.appUrl, 'being_furnished'));
    // Renamed only when whole, so that a broken set-up is never taken for a template.
    await admin.query(`alter database being_furnished rename to ${template}`);
  }
  await admin.end();
  project.provide('ownerUrl', postgres.ownerUrl);
  project.provide('appUrl', postgres.appUrl);
  project.provide('template', template);
  project.provide('ground', ground);
  return async () => {
    await postgres.stop();
  };
};

// vitest asks a global set-up file for this name.
export { setUp as setup };

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The same database under another name. */
export const inDatabase = (url: string, name: string): string => {
  const [before, query] = url.split('?');
  return `${(before ?? '').replace(/\/[^/]*$/, `/${name}`)}${query ? `?${query}` : ''}`;
};

/** Changes when anything the template is made of changes. */
const fingerprint = (): string => {
  const hash = createHash('sha256');
  const folders = [
    'server/migrations',
    'data/vn-admin-units',
    'server/src/kernel/testing',
    'server/src/org',
    'server/src/identity',
    'server/src/figures/catalogue',
    'contract/src/figures',
    'server/src/reporting',
  ];
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
    }
  }
  return hash.update(tmpdir()).digest('hex').slice(0, 12);
};
