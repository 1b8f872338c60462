/**
 * The released program 0.1.0 goes on working on a database that this one has migrated, side by side with it: what a rolling update
 * needs. The program is taken from the history of the repository; a shallow clone has none, and the test says so.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { knownMigrations, runAlone } from '../kernel/migrate.ts';
import { type CastName, cast, castNow, castPassword } from '../kernel/testing/cast.ts';
import { inDatabase } from '../kernel/testing/global-setup.ts';
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

/** Requests by the cast, each post with the session it was given last. */
const callers = () => {
  const cookies = new Map<CastName, string>();
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
  return { ask, enter };
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

    const { ask, enter } = callers();

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

describe.skipIf(!hasHistory)('the released program on its own database, while the migrations of this one run', () => {
  const name = `test_${process.pid}_999`;
  const ownerUrl = () => inDatabase(inject('ownerUrl'), name);
  const admin = async (text: string) => {
    const client = new pg.Client({ connectionString: inject('ownerUrl') });
    await client.connect();
    await client.query(text);
    await client.end();
  };
  let folder: string;
  let old: string;
  let app: ReturnType<typeof startProgram> | undefined;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chungtay-released-'));
    layReleased(folder);
    await admin(`create database ${name} template template0`);
    const urls = { DATABASE_URL: ownerUrl(), APP_DATABASE_URL: inDatabase(inject('appUrl'), name) };
    // Its own tests know how to set up its cast.
    const script = `import { furnish, layGround } from './server/src/kernel/testing/furnish.ts';
      await layGround(process.env.DATABASE_URL); await furnish(process.env.DATABASE_URL, process.env.APP_DATABASE_URL);`;
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      cwd: folder,
      env: { ...process.env, ...urls },
      stdio: 'pipe',
    });
    const port = await freePort();
    old = `http://127.0.0.1:${port}`;
    const env = { PORT: String(port), CHUNGTAY_DATA_DIR: join(folder, 'data'), CHUNGTAY_RATE_LIMIT: '1000000' };
    app = startProgram({ ...urls, ...env }, { at: castNow, folder });
    await app.ready();
  }, 240_000);
  afterAll(async () => {
    if (app && app.child.exitCode === null) await app.end('SIGKILL');
    await admin(`drop database if exists ${name} with (force)`);
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('answers every save, sending, return and acceptance before, between and after all of them', {
    timeout: 240_000,
  }, async () => {
    const { ask, enter } = callers();
    for (const each of ['commune', 'neighbour', 'province'] as const)
      expect(await enter(old, each)).toMatchObject({ status: 200 });
    const faults: string[] = [];
    let rounds = 0;
    let going = true;
    const must = async (...asked: Parameters<typeof ask>) => {
      let answer = await ask(...asked);
      // A reading that met a function in the moment it was replaced finds it gone; the web app asks again, and so does this.
      if (answer.status === 500 && asked[2] === 'GET') answer = await ask(...asked);
      if (answer.status !== 200) throw new Error(`${asked.slice(1, 4).join(' ')}: ${JSON.stringify(answer)}`);
      return answer.body;
    };
    /** Saves, sends and gets back one report until told to stop; then it is accepted. */
    const reporter = async (as: CastName, report: number): Promise<void> => {
      const path = `/api/reports/${report}`;
      for (let round = 1; round < 10_000; round += 1) {
        const shown = (await must(old, as, 'GET', path)) as {
          draftVersion: number;
          form: { sections: { rows: { indicator: string; computed: boolean }[] }[] };
        };
        const rows = shown.form.sections.flatMap((section) => section.rows).filter(({ computed }) => !computed);
        const cells = Object.fromEntries(rows.map(({ indicator }) => [indicator, { value: 0, precision: 'exact' }]));
        const saved = await must(old, as, 'PUT', `${path}/draft`, { draftVersion: shown.draftVersion, cells });
        const sent = await must(old, as, 'POST', `${path}/submit`, { draftVersion: saved['draftVersion'], cells });
        const revision = sent['revision'];
        rounds += 1;
        if (!going) {
          await must(old, 'province', 'POST', `${path}/accept`, { revision });
          return;
        }
        await must(old, 'province', 'POST', `${path}/return`, { revision, reason: 'Xem lại số liệu của kỳ này' });
      }
    };
    const own = async (as: CastName) =>
      (
        (await must(old, as, 'GET', '/api/my-work'))['own'] as {
          id: number;
          form: { code: string };
          period: { code: string };
        }[]
      )
        .filter(({ form, period }) => form.code === 'TH01' && ['2026-M09', '2026-M10'].includes(period.code))
        .map(({ id }) => id);
    const reports = [
      ...(await own('commune')).map((id) => ({ as: 'commune' as const, id })),
      ...(await own('neighbour')).map((id) => ({ as: 'neighbour' as const, id })),
    ];
    expect(reports.length).toBeGreaterThan(2);
    const reporters = reports.map(({ as, id }) =>
      reporter(as, id).catch((error: unknown) => void faults.push(String(error))),
    );
    const roundsMore = async (more: number) => {
      const until = rounds + more;
      await expect.poll(() => rounds >= until || faults.length > 0, { timeout: 30_000 }).toBe(true);
    };
    await roundsMore(2);

    const owner = new pg.Client({ connectionString: ownerUrl() });
    owner.on('error', () => undefined);
    await owner.connect();
    const { rows: ran } = await owner.query<{ name: string }>('select name from public.migration');
    const missing = (await knownMigrations()).filter((each) => !ran.some((done) => done.name === each.name));
    expect(missing.length).toBeGreaterThan(5);
    // As `migrate` runs them, each in its own transaction; after each the old program goes on for a while.
    for (const migration of missing) {
      await runAlone(owner, migration);
      await roundsMore(reports.length);
      expect(faults, `${migration.name}\n${app?.said()}`).toEqual([]);
    }
    going = false;
    await Promise.all(reporters);
    const { rows: states } = await owner.query<{ state: string }>(
      'select distinct state from reporting.report where id = any ($1)',
      [reports.map(({ id }) => id)],
    );
    await owner.end();
    expect(faults, app?.said()).toEqual([]);
    expect(states).toEqual([{ state: 'accepted' }]);
  });
});
