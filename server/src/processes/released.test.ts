/**
 * The released program 0.1.0 goes on working on a database that this one has migrated, side by side with it: what a rolling update
 * needs. The program is taken from the history of the repository; a shallow clone has none, and the test says so.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CastName, cast, castNow, castPassword } from '../kernel/testing/cast.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/index.ts';
import { freePort, startProgram } from './program.ts';

const root = resolve(import.meta.dirname, '../../..');
/** The commit of release 0.1.0. */
const released = '2388093';

const hasHistory = ((): boolean => {
  try {
    execFileSync('git', ['cat-file', '-e', `${released}^{commit}`], { cwd: root, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Lays the released sources into a folder, with the packages that are installed here. */
const layReleased = (folder: string): void => {
  const archive = execFileSync('git', ['archive', released, 'package.json', 'contract', 'server', 'data'], {
    cwd: root,
    maxBuffer: 1e9,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  const own = join(folder, 'node_modules');
  mkdirSync(join(own, '@app'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@app') symlinkSync(join(root, 'node_modules', name), join(own, name));
  for (const name of ['contract', 'server']) symlinkSync(join(folder, name), join(own, '@app', name));
};

describe.skipIf(!hasHistory)(
  `the released program${hasHistory ? '' : ' (this clone is shallow and does not have it)'}`,
  () => {
    let database: TestDatabase;
    let folder: string;
    let old: string;
    let now: string;
    const apps: ReturnType<typeof startProgram>[] = [];

    beforeAll(async () => {
      database = await testDatabase();
      folder = mkdtempSync(join(tmpdir(), 'chungtay-released-'));
      layReleased(folder);
      const [one, two] = [await freePort(), await freePort()];
      const env = (port: number) => ({
        DATABASE_URL: database.ownerUrl,
        APP_DATABASE_URL: database.appUrl,
        PORT: String(port),
        CHUNGTAY_DATA_DIR: join(folder, 'data-of-instance'),
      });
      apps.push(startProgram(env(one), { at: castNow }), startProgram(env(two), { at: castNow, folder }));
      await Promise.all(apps.map((app) => app.ready()));
      [now, old] = [`http://127.0.0.1:${one}`, `http://127.0.0.1:${two}`];
    }, 240_000);
    afterAll(async () => {
      for (const app of apps) if (app.child.exitCode === null) await app.end('SIGKILL');
      await database?.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    const cookies = new Map<string, string>();
    const ask = async (base: string, as: CastName, method: string, path: string, body?: object) => {
      const answer = await fetch(`${base}${path}`, {
        method,
        headers: {
          cookie: cookies.get(as) ?? '',
          ...(body && { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const fresh = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
      if (path === '/api/session' && method === 'POST') cookies.set(as, fresh.join('; '));
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    const enter = (base: string, as: CastName) =>
      ask(base, as, 'POST', '/api/session', { username: cast[as].username, password: castPassword });

    it('signs in, sends and accepts; both know each other’s sessions and see each other’s work', {
      timeout: 120_000,
    }, async () => {
      for (const name of ['commune', 'province'] as const)
        expect(await enter(old, name)).toMatchObject({ status: 200 });
      const own = (await ask(old, 'commune', 'GET', '/api/my-work')).body['own'] as {
        id: number;
        form: { code: string };
        period: { code: string };
      }[];
      const report = own.find(({ form, period }) => form.code === 'TH01' && period.code === '2026-M10')?.id;
      const shown = (await ask(old, 'commune', 'GET', `/api/reports/${report}`)).body as {
        draftVersion: number;
        form: { sections: { rows: { indicator: string; computed: boolean }[] }[] };
      };
      const rows = shown.form.sections.flatMap((section) => section.rows).filter(({ computed }) => !computed);
      const cells = Object.fromEntries(rows.map(({ indicator }) => [indicator, { value: 0, precision: 'exact' }]));
      const body = { draftVersion: shown.draftVersion, cells };
      const saved = await ask(old, 'commune', 'PUT', `/api/reports/${report}/draft`, body);
      expect(saved).toMatchObject({ status: 200 });
      const sent = await ask(old, 'commune', 'POST', `/api/reports/${report}/submit`, {
        ...body,
        draftVersion: saved.body['draftVersion'],
      });
      expect(sent, JSON.stringify(sent.body)).toMatchObject({ status: 200, body: { revision: 1 } });
      // The session of the old program is good at the new one, which sees what was sent, and the other way round.
      expect(await ask(now, 'commune', 'GET', `/api/reports/${report}`)).toMatchObject({
        body: { report: { state: 'submitted' } },
      });
      expect(await enter(now, 'province')).toMatchObject({ status: 200 });
      expect(await ask(old, 'province', 'POST', `/api/reports/${report}/accept`, { revision: 1 })).toMatchObject({
        status: 200,
      });
      expect(await ask(now, 'commune', 'GET', `/api/reports/${report}`)).toMatchObject({
        body: { report: { state: 'accepted' } },
      });
      const { rows: left } = await database.owner.query(
        "select action from kernel.audit where action like 'reporting.%Report' order by id",
      );
      expect(left.map(({ action }) => action)).toEqual(['reporting.submitReport', 'reporting.acceptReport']);
    });
  },
);
