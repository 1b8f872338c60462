/** Two processes of the program on a database with a copy: who writes finds it at the other process, and a copy that is gone holds nobody up. */
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFolder } from '../kernel/backup/testing/alone.ts';
import { type RunningPostgres, startEmbedded } from '../kernel/postgres/embedded.ts';
import { cast, castNow, castPassword } from '../kernel/testing/cast.ts';
import { furnish } from '../kernel/testing/furnish.ts';
import { startStandby } from '../kernel/testing/standby.ts';
import { freePort, startProgram } from './program.ts';

const folder = newFolder();
let first: RunningPostgres;
let second: RunningPostgres;
let onCopy: pg.Client;
let ports: [number, number];
const apps: ReturnType<typeof startProgram>[] = [];

beforeAll(async () => {
  first = await startEmbedded({ dataDir: join(folder.path, 'first'), settings: { fsync: 'off' } });
  await furnish(first.ownerUrl, first.appUrl);
  second = await startStandby(first.ownerUrl, join(folder.path, 'second'));
  onCopy = new pg.Client({ connectionString: second.ownerUrl });
  // The copy is stopped in the end, and this connection with it.
  onCopy.on('error', () => undefined);
  await onCopy.connect();
  ports = [await freePort(), await freePort()];
  for (const port of ports) {
    const app = startProgram(
      {
        DATABASE_URL: first.ownerUrl,
        APP_DATABASE_URL: first.appUrl,
        READ_DATABASE_URL: second.appUrl,
        PORT: String(port),
      },
      { at: castNow },
    );
    apps.push(app);
    await app.ready();
  }
}, 300_000);
afterAll(async () => {
  for (const app of apps) if (app.child.exitCode === null) await app.end('SIGKILL');
  await onCopy?.end().catch(() => undefined);
  await second?.stop();
  await first?.stop();
  await folder.remove();
});

const jar = new Map<string, string>();
const ask = async (index: 0 | 1, method: string, path: string, body?: object, without = '') => {
  const cookies = [...jar].filter(([name]) => name !== without).map(([name, value]) => `${name}=${value}`);
  const answer = await fetch(`http://127.0.0.1:${ports[index]}${path}`, {
    method,
    headers: { cookie: cookies.join('; '), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  for (const each of answer.headers.getSetCookie()) {
    const [name = '', value = ''] = (each.split(';')[0] ?? '').split(/=(.*)/s);
    jar.set(name, value);
  }
  return { status: answer.status, cookies: answer.headers.getSetCookie(), body: await answer.json() };
};
/** How many reads of a process went to the copy, and past it. */
const asked = async (index: 0 | 1) => {
  const text = await (await fetch(`http://127.0.0.1:${ports[index]}/metrics`)).text();
  const of = (server: string) =>
    Number(new RegExp(`chungtay_reads_total\\{server="${server}"\\} (\\d+)`).exec(text)?.[1]);
  return { copy: of('copy'), past: of('first') };
};
const versionAt = async (index: 0 | 1, report: number, without = ''): Promise<number> =>
  (await ask(index, 'GET', `/api/reports/${report}`, undefined, without)).body.draftVersion;

let report: number;
const save = (value: number, draftVersion: number) =>
  ask(0, 'PUT', `/api/reports/${report}/draft`, {
    draftVersion,
    cells: { press_items: { value, precision: 'exact' } },
  });

describe('two processes on a database with a copy', () => {
  it('tells a browser how far it has seen, and finds at the other process what was written at one', async () => {
    const { status, cookies } = await ask(0, 'POST', '/api/session', {
      username: cast.commune.username,
      password: castPassword,
    });
    expect(status).toBe(200);
    expect(cookies.find((each) => each.startsWith('chungtay.written='))).toMatch(
      /^chungtay\.written=[0-9A-F]+\/[0-9A-F]+; Path=\/; Max-Age=60; SameSite=Lax$/,
    );
    const { own } = (await ask(1, 'GET', '/api/my-work')).body;
    report = own.find(({ form }: { form: { code: string } }) => form.code === 'TH01').id;
    await onCopy.query('select pg_wal_replay_pause()');
    const before = await versionAt(1, report);
    expect((await save(7, before)).status).toBe(200);
    expect(await versionAt(1, report)).toBe(before + 1);
    // Whoever has not written reads the copy as it is.
    expect(await versionAt(1, report, 'chungtay.written')).toBe(before);
    await onCopy.query('select pg_wal_replay_resume()');
  });

  it('reads on the copy once it has come as far', async () => {
    const begin = await asked(1);
    await expect
      .poll(async () => {
        await versionAt(1, report);
        return (await asked(1)).copy;
      })
      .toBeGreaterThan(begin.copy);
  });

  it('lets nobody in with a session that has just ended, however far the copy is', async () => {
    const { status } = await ask(0, 'POST', '/api/session', {
      username: cast.neighbour.username,
      password: castPassword,
    });
    expect(status).toBe(200);
    await onCopy.query('select pg_wal_replay_pause()');
    const kept = new Map(jar);
    expect((await ask(0, 'DELETE', '/api/session')).status).toBe(200);
    for (const [name, value] of kept) jar.set(name, value);
    expect((await ask(1, 'GET', '/api/my-work', undefined, 'chungtay.written')).status).toBe(401);
    await onCopy.query('select pg_wal_replay_resume()');
    await ask(0, 'POST', '/api/session', { username: cast.commune.username, password: castPassword });
  });

  it('goes on when the copy is gone', async () => {
    const version = await versionAt(0, report);
    await second.stop();
    const begin = await asked(1);
    for (let round = 0; round < 5; round += 1) expect(await versionAt(1, report)).toBe(version);
    expect((await save(8, version)).status).toBe(200);
    expect(await versionAt(1, report)).toBe(version + 1);
    expect((await asked(1)).past).toBeGreaterThan(begin.past);
  });
});
