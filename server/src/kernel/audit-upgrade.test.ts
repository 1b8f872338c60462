/** A database that was there before the chains: its entries are sealed by the migration, also where the owner is no superuser. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, expect, inject, it } from 'vitest';
import { auditFaults } from './audit-verify.ts';
import { migrate, migrationNames } from './migrate.ts';
import { inDatabase } from './testing/global-setup.ts';

const name = `test_chains_${process.pid}_0`;
const role = `chains_${process.pid}`;

const asAdmin = async (...commands: string[]): Promise<void> => {
  const admin = new pg.Client({ connectionString: inject('ownerUrl') });
  await admin.connect();
  for (const command of commands) await admin.query(command);
  await admin.end();
};
afterAll(() => asAdmin(`drop database if exists ${name} with (force)`, `drop role if exists ${role}`));

it('seals the entries of an older database, whoever owns it', async () => {
  await asAdmin(
    `create role ${role} nosuperuser`,
    `grant chungtay_app to ${role}`,
    `create database ${name} owner ${role}`,
  );
  // A connection that has stepped down to the owner for good.
  const at = inDatabase(inject('ownerUrl'), name);
  const url = `${at}${at.includes('?') ? '&' : '?'}options=-c%20role=${role}`;
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  expect((await owner.query('select current_user as name')).rows).toEqual([{ name: role }]);
  await owner.query(
    'create table public.migration (name text primary key, hash text not null, ran_at timestamptz not null default now())',
  );
  for (const file of (await migrationNames()).filter((each) => each < '20261122-09')) {
    const text = readFileSync(new URL(`../../migrations/${file}`, import.meta.url), 'utf8');
    await owner.query(text);
    await owner.query('insert into public.migration (name, hash) values ($1, $2)', [
      file,
      createHash('sha256').update(text).digest('hex'),
    ]);
  }
  await owner.query(`
    insert into kernel.audit (at, request_id, unit_id, action, subject, before, after)
    select now(), 'old', nullif(i % 3, 0), 'reporting.submitReport', 'report:' || i, null, '{"vi": "Xã", "n": 1.10}' from generate_series(1, 50) i`);
  await migrate(url);
  await owner.query(
    "insert into kernel.audit (at, request_id, unit_id, action, subject) values (now(), 'new', 1, 'law.act', 'x')",
  );
  expect(await auditFaults(owner)).toMatchObject({ chains: 3, entries: 51, faults: [] });
  await owner.end();
});
