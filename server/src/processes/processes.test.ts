/** Two processes of the program behind nginx on one database: sessions, retries, a stop and a kill in a stream of writes. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CastName, cast, castNow, castPassword } from '../kernel/testing/cast.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/index.ts';
import { freePort, nginxProgram, startNginx, startProgram } from './program.ts';

const nginx = nginxProgram();

describe.skipIf(!nginx)(`two processes behind a proxy${nginx ? '' : ' (nginx is not installed)'}`, () => {
  let database: TestDatabase;
  let ports: [number, number];
  let door: string;
  let proxy: Awaited<ReturnType<typeof startNginx>>;
  const apps: ReturnType<typeof startProgram>[] = [];
  const cookies = new Map<CastName, string>();

  const start = (port: number) => {
    const app = startProgram(
      {
        DATABASE_URL: database.ownerUrl,
        APP_DATABASE_URL: database.appUrl,
        PORT: String(port),
        CHUNGTAY_TRUST_PROXY: '1',
        CHUNGTAY_RATE_LIMIT: '1000000',
        CHUNGTAY_DRAIN_SECONDS: '15',
        CHUNGTAY_LOG: 'info',
      },
      { at: castNow },
    );
    apps.push(app);
    return app;
  };

  type Answer = { status: number; body: Record<string, unknown> & { code?: string }; cookie: string };
  const ask = async (base: string, as: CastName | null, method: string, path: string, body?: object, key?: string) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(as && { cookie: cookies.get(as) ?? '' }),
        ...(body && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    return {
      status: answer.status,
      body: isJson ? JSON.parse(text) : { text },
      cookie: answer.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; '),
    } as Answer;
  };
  const at = (index: 0 | 1) => `http://127.0.0.1:${ports[index]}`;
  const draft = (value: number, draftVersion: number) => ({
    draftVersion,
    cells: { press_items: { value, precision: 'exact' } },
  });

  /** The monthly reports that a post can fill today. */
  const reportsOf = async (name: CastName): Promise<number[]> => {
    const { body } = await ask(door, name, 'GET', '/api/my-work');
    return (body['own'] as { id: number; form: { code: string } }[])
      .filter(({ form }) => form.code === 'TH01')
      .map(({ id }) => id);
  };

  beforeAll(async () => {
    if (!nginx) return;
    database = await testDatabase();
    ports = [await freePort(), await freePort()];
    const listen = await freePort();
    door = `http://127.0.0.1:${listen}`;
    await Promise.all(ports.map((port) => start(port).ready()));
    proxy = await startNginx(nginx, listen, ports);
    await vi.waitFor(async () => expect((await fetch(`${door}/api/openapi.json`)).status, proxy.said()).toBe(200), {
      timeout: 20_000,
    });
  }, 200_000);
  afterAll(async () => {
    await proxy?.stop();
    for (const app of apps) if (app.child.exitCode === null && app.child.signalCode === null) await app.end('SIGKILL');
    await database?.close();
  });

  it('signs in at one process and goes on at the other', async () => {
    for (const name of ['commune', 'neighbour', 'operator'] as const) {
      const body = { username: cast[name].username, password: castPassword };
      const entered = await ask(at(0), null, 'POST', '/api/session', body);
      expect(entered.status, JSON.stringify(entered.body)).toBe(200);
      cookies.set(name, entered.cookie);
      expect((await ask(at(1), name, 'GET', '/api/session')).status).toBe(200);
    }
  });

  it('answers a repeated write at the other process with what the first one kept', async () => {
    const [report] = await reportsOf('commune');
    const path = `/api/reports/${report}/draft`;
    const before = (await ask(door, 'commune', 'GET', `/api/reports/${report}`)).body['draftVersion'] as number;
    const key = crypto.randomUUID();
    const first = await ask(at(0), 'commune', 'PUT', path, draft(7, before), key);
    const again = await ask(at(1), 'commune', 'PUT', path, draft(7, before), key);
    expect([first.status, first.body['draftVersion']]).toEqual([200, before + 1]);
    expect(again).toEqual({ ...first, cookie: again.cookie });
    expect((await ask(at(1), 'commune', 'GET', `/api/reports/${report}`)).body['draftVersion']).toBe(before + 1);
  });

  it('shows both processes to the operator, and nothing of them to others', async () => {
    const { status, body } = await ask(door, 'operator', 'GET', '/api/operation');
    expect(status).toBe(200);
    expect((body['processes'] as object[]).length).toBe(2);
    expect(await ask(door, 'commune', 'GET', '/api/operation')).toMatchObject({ status: 404 });
  });

  it('serves no figures of its processes to the outside', async () => {
    expect((await ask(door, null, 'GET', '/metrics')).status).toBe(404);
    for (const path of ['/health/ready', '/health/live', '/health'])
      expect((await fetch(`${door}${path}`)).status).toBe(404);
    // Through a proxy on the same machine nobody is taken for the machine itself; asked directly it answers.
    expect((await ask(at(0), null, 'GET', '/metrics')).body['text']).toContain('chungtay_http_requests_running');
  });

  /**
   * Writes drafts of several reports, each at the version that the last answer told, until told to stop; a write that was not
   * answered is repeated under its key. Every loss and every doubled write would be seen as a version that does not fit.
   */
  const streams = async (repeats: boolean) => {
    const writers = await Promise.all(
      (['commune', 'neighbour'] as const).map(async (name) => ({ name, reports: await reportsOf(name) })),
    );
    const faults: string[] = [];
    const state = { acknowledged: 0, repeated: 0, going: true };
    const last = new Map<number, { name: CastName; version: number; value: number }>();
    /** One write until it is answered, under one key. */
    const insist = async (write: () => Promise<Answer>): Promise<Answer | null> => {
      for (let attempt = 0; attempt < 40; attempt += 1) {
        const answer = await write().catch(() => null);
        if (answer && answer.status < 500) return answer;
        state.repeated += 1;
        if (!repeats) return answer;
        await new Promise((done) => setTimeout(done, 50));
      }
      return null;
    };
    const one = async (name: CastName, report: number): Promise<void> => {
      let version = (await ask(door, name, 'GET', `/api/reports/${report}`)).body['draftVersion'] as number;
      for (let value = 1; state.going; value += 1) {
        const key = crypto.randomUUID();
        const answer = await insist(() =>
          ask(door, name, 'PUT', `/api/reports/${report}/draft`, draft(value, version), key),
        );
        if (answer?.status !== 200 || answer.body['draftVersion'] !== version + 1) {
          faults.push(`${name} ${report} at ${version}: ${answer?.status} ${JSON.stringify(answer?.body)}`);
          return;
        }
        version += 1;
        state.acknowledged += 1;
        last.set(report, { name, version, value });
      }
    };
    const done = Promise.all(writers.flatMap(({ name, reports }) => reports.map((report) => one(name, report))));
    return { state, faults, last, done };
  };

  /** What the database holds is what was acknowledged last, and not one write more. */
  const kept = async (last: Map<number, { name: CastName; version: number; value: number }>) => {
    for (const [report, { name, version, value }] of last) {
      const { body } = await ask(door, name, 'GET', `/api/reports/${report}`);
      const cells = body['cells'] as { indicator: string; value: number | null }[];
      expect(body['draftVersion']).toBe(version);
      expect(JSON.stringify(cells.find(({ indicator }) => indicator === 'press_items'))).toContain(`${value}`);
    }
  };

  it('loses no request when a process is told to stop in a stream of writes', { timeout: 120_000 }, async () => {
    const { state, faults, last, done } = await streams(false);
    await expect.poll(() => state.acknowledged).toBeGreaterThan(30);
    const ended = await apps[0]?.end('SIGTERM');
    const then = state.acknowledged;
    await expect.poll(() => state.acknowledged).toBeGreaterThan(then + 30);
    state.going = false;
    await done;
    expect(faults).toEqual([]);
    expect(state.repeated).toBe(0);
    expect(ended, apps[0]?.said()).toBe(0);
    expect(last.size).toBeGreaterThan(1);
    await kept(last);
  });

  it('loses no acknowledged write when a process is killed in a stream of writes, and goes on', {
    timeout: 200_000,
  }, async () => {
    await start(ports[0]).ready();
    // Both take part again: the proxy leaves a process alone for some seconds after a failure.
    const before = proxy.log().length;
    const answered = new RegExp(` 200 [\\d.]+ 127\\.0\\.0\\.1:${ports[0]} `);
    await expect
      .poll(
        async () => {
          await ask(door, null, 'GET', '/api/openapi.json');
          return proxy.log().slice(before);
        },
        { interval: 250, timeout: 30_000 },
      )
      .toMatch(answered);
    const { state, faults, last, done } = await streams(true);
    await expect.poll(() => state.acknowledged).toBeGreaterThan(30);
    await apps[1]?.end('SIGKILL');
    const then = state.acknowledged;
    await expect.poll(() => state.acknowledged).toBeGreaterThan(then + 30);
    state.going = false;
    await done;
    expect(faults).toEqual([]);
    expect(last.size).toBeGreaterThan(1);
    await kept(last);
  });

  it('keeps no words of a search, and no secret address of a calendar, in the log of the proxy', async () => {
    await ask(door, null, 'GET', '/api/calendar/khoa-bi-mat-82.ics');
    await ask(door, 'commune', 'GET', '/api/units?q=chu-bi-mat-81');
    // The proxy writes its line after the answer has left.
    await expect.poll(() => proxy.log()).toContain('/api/units');
    expect(proxy.log()).not.toContain('chu-bi-mat-81');
    expect(proxy.log()).not.toContain('khoa-bi-mat-82');
    expect(apps.map(({ said }) => said()).join('')).not.toMatch(/chu-bi-mat-81|khoa-bi-mat-82/);
  });
});
