import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programArguments } from '../../built.ts';
import { askAs } from '../../kernel/ask.ts';
import { type Database, openDatabase, type Tx } from '../../kernel/database.ts';
import type { Refused } from '../../kernel/problem.ts';
import { systemActor } from '../rules.ts';
import { openDoor, type TestDoor } from '../testing/browsers.ts';
import { renewAdministratorCode } from './actions.ts';

const root = resolve(import.meta.dirname, '../../../..');
const password = 'bốn mùa qua sông Gianh';
let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

type Ran = { exit: number; out: string; err: string };
/** The command as the operator types it, at the database of the test. */
const run = (...flags: string[]): Promise<Ran> => {
  const { ownerUrl, appUrl } = door.database;
  return promisify(execFile)(process.execPath, [...programArguments('cli'), 'administrator-code', ...flags], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: ownerUrl, APP_DATABASE_URL: appUrl },
    timeout: 60_000,
  }).then(
    ({ stdout, stderr }) => ({ exit: 0, out: stdout, err: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      exit: error.code,
      out: error.stdout,
      err: error.stderr,
    }),
  );
};
const codeIn = ({ out }: Ran): string => /administrator code: ([a-z0-9-]{19})/.exec(out)?.[1] ?? '';
const claim = (code: string, username: string) =>
  door.browser().ask('POST', '/api/administrator', { code, username, password });
const signIn = async (username: string) => {
  const browser = door.browser();
  return (await browser.ask('POST', '/api/session', { username, password })).status;
};

describe('nobody can get into the centre', () => {
  it('the owner of the database makes a code, the one before is void, and it opens a new account', {
    timeout: 180_000,
  }, async () => {
    const first = codeIn(await run());
    const code = codeIn(await run());
    expect([first.length, code.length, first === code]).toEqual([19, 19, false]);
    const entries = await door.database.owner.query(
      `select user_id as by, request_id as at, after, unit_id is not null as chained from kernel.audit where action = 'identity.renewAdministratorCode'`,
    );
    const one = { by: 'system', at: 'cli', after: { emergency: false, administrators: 0 }, chained: true };
    expect(entries.rows).toEqual([one, one]);
    // There are accounts, which go on signing in as ever.
    expect(await door.browser().session()).toMatchObject({ awaitsAdministrator: false });
    expect((await claim(first, 'quantri.moi')).code).toBe('identity.code-not-valid');
    expect((await claim(code, 'quantri.moi')).status).toBe(200);
    expect((await claim(code, 'quantri.khac')).code).toBe('identity.code-not-valid');
    expect(await signIn('quantri.moi')).toBe(200);

    // Now somebody is there, who has come in: only an emergency makes another.
    const refused = await run();
    expect([refused.exit, codeIn(refused)]).toEqual([1, '']);
    expect(refused.err).toContain('identity.centre-administered');
    const emergency = codeIn(await run('--emergency'));
    expect((await claim(emergency, 'quantri.moi')).code).toBe('identity.username-taken');
    expect((await claim(emergency, 'quantri.hai')).status).toBe(200);
    const administrator = door.browser();
    await administrator.ask('POST', '/api/session', { username: 'quantri.hai', password });
    // The new account begins the old one anew.
    const { status, body } = await administrator.ask('POST', '/api/accounts/quantri.moi/reset');
    expect([status, String(body['code']).length]).toEqual([200, 19]);
    expect(await signIn('quantri.moi')).toBe(401);
  });
});

describe('who counts as administrator of the centre', () => {
  let owner: Database;
  beforeAll(() => {
    owner = openDatabase(door.database.ownerUrl, { max: 1 });
  });
  afterAll(() => owner.close());

  /** What the owner is told after a change, of which nothing is kept. */
  const toldAfter = async (...changes: string[]): Promise<string> => {
    let told = '';
    const undone = owner.transact(async (tx) => {
      for (const change of changes) await sql.raw(change).execute(tx);
      const asking = { transact: (work: (same: Tx) => unknown) => work(tx), clock: () => new Date() };
      told = await askAs(asking as never, systemActor(0), 'test', (ask) =>
        renewAdministratorCode(ask, { emergency: false }),
      ).then(
        () => 'a code',
        (error) => (error as Refused).refusal.code,
      );
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    return told;
  };
  const held = `role = 'administrator' and user_id = (select id from identity."user" where username = 'quantri.hai')`;
  const noPassword = `update identity.account set password = null`;

  it.each<[string, string[], string]>([
    ['one who has come in', [], 'identity.centre-administered'],
    [
      'one who comes in by the sign-on',
      [
        noPassword,
        `insert into identity.sign_on_binding (user_id, issuer, subject, bound_at)
      select id, 'https://portal.example', 'x', now() from identity."user" where username = 'quantri.hai'`,
      ],
      'identity.centre-administered',
    ],
    ['not one who never came in', [noPassword], 'a code'],
    ['not one whose post has ended', [`update identity.post set during = '(,2020-01-01)' where ${held}`], 'a code'],
    ['not one whose post was ended at once', [`update identity.post set ended_at = now() where ${held}`], 'a code'],
    ['not one whose post was taken back', [`update identity.post set annulled = true where ${held}`], 'a code'],
    ['not one whose post has not begun', [`update identity.post set during = '[2099-01-01,)' where ${held}`], 'a code'],
    ['not one in another role', [`update identity.post set role = 'inspector' where ${held}`], 'a code'],
    [
      'not one of a province',
      [
        `update identity.post set body_id = (select b.id from org.body b join org.unit u on u.id = b.unit_id
      where u.level = 'province' limit 1) where ${held}`,
      ],
      'a code',
    ],
  ])('%s', async (_, changes, told) => {
    expect(await toldAfter(...changes)).toBe(told);
  });
});
