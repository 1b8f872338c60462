/** The doctor looks at a real database with faults planted in it. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../kernel/config.ts';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { examine, linesOf } from './actions.ts';
import { doctorFacts } from './queries.ts';
import { judgeReplica, judgeSight } from './rules.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase('ground');
  folder = mkdtempSync(join(tmpdir(), 'chungtay-doctor-'));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const look = async (env: Record<string, string> = {}, more: { appUrl?: string; role?: string } = {}) => {
  const settings = {
    CHUNGTAY_AUDIT_KEY: join(folder, 'key.pem'),
    CHUNGTAY_BASE_URL: 'https://chungtay.example',
    ...env,
  };
  const findings = await examine({
    owner: database.owner,
    appUrl: database.appUrl,
    config: readConfig([], settings),
    env: settings,
    dataFolder: folder,
    ...more,
  });
  return {
    findings,
    level: (id: string) => findings.find((each) => each.id === id)?.level,
    wrong: findings.filter(({ level }) => level === 'danger').map(({ id }) => id),
  };
};

describe('the doctor', () => {
  it('finds nothing wrong with a house as it is set up, but that the database of the tests does not wait for the disk', async () => {
    const { wrong, findings } = await look();
    // The disk of the machine that runs the tests is its own matter.
    expect(wrong.filter((id) => id !== 'disk-free')).toEqual(['fsync']);
    expect(findings.length).toBeGreaterThan(14);
    for (const line of linesOf(findings)) expect(line).toMatch(/^([✓!✗] | {4}→ ).+/);
    for (const { level, todo } of findings) expect(todo === null).toBe(level === 'good');
  });

  it('looks at the server for reads only where one is set, and says whether it follows another', async () => {
    expect((await look()).level('replica')).toBeUndefined();
    // The first server itself follows nobody.
    expect((await look({ READ_DATABASE_URL: database.appUrl })).level('replica')).toBe('danger');
    const gone = 'postgres://chungtay_app@127.0.0.1:1/nowhere';
    expect((await look({ READ_DATABASE_URL: gone })).level('replica')).toBe('warning');
    expect(judgeReplica({ follows: true, behindBytes: 2048 })).toMatchObject({ level: 'good', todo: null });
    expect(judgeReplica({ follows: true, behindBytes: 1e9 }).level).toBe('warning');
  });

  it('sees a commit that does not wait for the disk', async () => {
    await database.owner.query('set synchronous_commit = off');
    expect((await look()).wrong).toContain('synchronous_commit');
    await database.owner.query('reset synchronous_commit');
    expect((await look()).level('synchronous_commit')).toBe('good');
  });

  it('sees a migration that did not run, and one that it does not know', async () => {
    await database.owner.query('begin');
    await database.owner.query("delete from public.migration where name like '%-02-%'");
    expect((await look()).level('migrations')).toBe('danger');
    await database.owner.query(
      "rollback; begin; insert into public.migration (name, hash) values ('29990101-01-kernel-later.sql', 'x')",
    );
    expect((await look()).level('migrations')).toBe('warning');
    await database.owner.query('rollback');
    expect((await look()).level('migrations')).toBe('good');
  });

  it('sees requests answered as the owner of everything, and a role that cannot enter', async () => {
    expect((await look({}, { appUrl: database.ownerUrl })).level('role')).toBe('danger');
    expect((await look({}, { appUrl: database.ownerUrl, role: 'chungtay_app' })).level('role')).toBe('good');
    expect((await look({}, { appUrl: database.ownerUrl, role: 'nobody_there' })).level('role')).toBe('danger');
  });

  it('sees an owner to whom the activity of the runtime role is hidden', async () => {
    await database.owner.query(
      'begin; create role blind_owner; grant select on public.migration to blind_owner; grant usage on schema kernel to blind_owner; set local role blind_owner',
    );
    const { seesRuntime } = await doctorFacts(database.owner);
    await database.owner.query('rollback');
    expect([seesRuntime, judgeSight(seesRuntime).level]).toEqual([false, 'warning']);
    expect((await look()).level('owner-sight')).toBe('good');
  });

  it('sees a weak secret, an address without TLS and a pool that is too large', async () => {
    const { wrong } = await look({
      CHUNGTAY_SECRET: 'x'.repeat(40),
      CHUNGTAY_BASE_URL: 'http://chungtay.example',
      CHUNGTAY_POOL: '200',
    });
    expect(wrong).toEqual(expect.arrayContaining(['secret', 'base-url', 'pool']));
  });

  it.skipIf(process.platform === 'win32')('sees an audit key that others can read', async () => {
    expect((await look()).level('audit-key')).toBe('warning');
    writeFileSync(join(folder, 'key.pem'), 'key', { mode: 0o600 });
    expect((await look()).level('audit-key')).toBe('good');
    chmodSync(join(folder, 'key.pem'), 0o644);
    expect((await look()).level('audit-key')).toBe('danger');
  });

  it('sees old and failed backups, drills with differences and stale audit heads', async () => {
    await database.owner.query('begin');
    const ago = (days: number) => `now() - interval '${days} days'`;
    await database.owner.query(`
      insert into kernel.backup (kind, at, seconds, file, version, error) values
        ('by-hand', ${ago(3)}, 1, 'a', '1', null), ('by-hand', ${ago(0)}, 1, 'b', '1', 'đĩa đầy');
      insert into kernel.drill (at, seconds, version, differences) values (${ago(20)}, 1, '1', '{org.unit: 3}');
      insert into kernel.job (name, started_at, succeeded_at) values ('audit-head', ${ago(2)}, ${ago(2)})`);
    const ill = await look();
    expect(['backup', 'drill', 'drill-differences', 'audit-head'].map(ill.level)).toEqual([
      'danger',
      'warning',
      'danger',
      'danger',
    ]);
    await database.owner.query(`
      insert into kernel.backup (kind, at, seconds, file, version) values ('by-hand', now(), 1, 'c', '1');
      insert into kernel.drill (at, seconds, version, differences) values (now(), 1, '1', '{}');
      update kernel.job set succeeded_at = now() where name = 'audit-head'`);
    const well = await look();
    expect(['backup', 'drill', 'drill-differences', 'audit-head'].map(well.level)).toEqual([
      'good',
      'good',
      undefined,
      'good',
    ]);
    await database.owner.query('rollback');
  });
});
