/** A real backup with open doors in it, restored by the function that the command hands in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBackup } from '../../kernel/backup/make.ts';
import { restoreBackup } from '../../kernel/backup/restore.ts';
import { nothingToSay } from '../../kernel/backup/testing/alone.ts';
import { asAdmin, emptyDatabase } from '../../kernel/backup/testing/empty.ts';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { endSignIns } from './actions.ts';

const folder = mkdtempSync(join(tmpdir(), 'chungtay-restored-'));
const out = join(folder, 'open-doors.backup');
const now = new Date('2026-11-22T03:00:00Z');
let source: TestDatabase;
beforeAll(async () => {
  source = await testDatabase();
  await source.owner.query(`
    insert into identity.session (id, "expiresAt", token, "createdAt", "updatedAt", "userId")
      select 's' || id, '2026-11-23', 't' || id, now(), now(), id from identity."user";
    insert into identity.confirmation select id, now() from identity.session;
    insert into identity.enrolment (user_id, code_hash, valid_until, made_at) select id, 'h', '2026-12-01', now() from identity."user" limit 1;
    insert into identity.token (user_id, post_id, token_hash, label, scope, expires_on, created_at)
      select user_id, id, 'h' || id, 'máy', 'read', '2027-01-01', now() from identity.post limit 2`);
  await makeBackup({ ownerUrl: source.ownerUrl, out, passphrase: null });
}, 120_000);
afterAll(async () => {
  await source?.close();
  rmSync(folder, { recursive: true, force: true });
});

const doors = async (url: string) =>
  (
    await asAdmin(
      `select (select count(*)::integer from identity.session) as sessions, (select count(*)::integer from identity.confirmation) as confirmations,
        (select count(*)::integer from identity.enrolment where used_at is null and valid_until >= '2026-11-22') as codes,
        (select count(*)::integer from identity.token where revoked_at is null) as keys,
        (select count(*)::integer from kernel.audit where action = 'identity.endSignIns') as entries`,
      url,
    )
  )[0];

describe('a restored database', () => {
  it('opens no door that was open when it was backed up, and the audit says so', async () => {
    const { ownerUrl, drop } = await emptyDatabase();
    await restoreBackup({
      ownerUrl,
      from: out,
      passphrase: null,
      check: nothingToSay,
      settle: async ({ tx }) => void (await endSignIns(tx, now)),
    });
    expect(await doors(ownerUrl)).toEqual({ sessions: 0, confirmations: 0, codes: 0, keys: 0, entries: 1 });
    const [entry] = await asAdmin("select after from kernel.audit where action = 'identity.endSignIns'", ownerUrl);
    expect(entry?.['after']).toEqual({ sessions: 10, codes: 1, keys: 2 });
    await drop();
  }, 120_000);

  it('has them as they were when that is wanted', async () => {
    const { ownerUrl, drop } = await emptyDatabase();
    await restoreBackup({ ownerUrl, from: out, passphrase: null, check: nothingToSay });
    expect(await doors(ownerUrl)).toEqual({ sessions: 10, confirmations: 10, codes: 1, keys: 2, entries: 0 });
    await drop();
  }, 120_000);
});
