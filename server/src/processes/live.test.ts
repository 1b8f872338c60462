/** Two processes behind nginx: what is written at one is heard by who listens at the other, and a process that stops keeps nobody waiting. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cast, castNow, castPassword } from '../kernel/testing/cast.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/index.ts';
import { freePort, nginxProgram, startNginx, startProgram } from './program.ts';

const nginx = nginxProgram();

describe.skipIf(!nginx)(`what is written at one of two processes${nginx ? '' : ' (nginx is not installed)'}`, () => {
  let database: TestDatabase;
  let ports: [number, number];
  let door: string;
  let proxy: Awaited<ReturnType<typeof startNginx>>;
  let cookie: string;
  const apps: ReturnType<typeof startProgram>[] = [];

  beforeAll(async () => {
    if (!nginx) return;
    database = await testDatabase();
    ports = [await freePort(), await freePort()];
    const listen = await freePort();
    door = `http://127.0.0.1:${listen}`;
    for (const port of ports) {
      const app = startProgram(
        {
          DATABASE_URL: database.ownerUrl,
          APP_DATABASE_URL: database.appUrl,
          PORT: String(port),
          CHUNGTAY_TRUST_PROXY: '1',
          CHUNGTAY_DRAIN_SECONDS: '60',
        },
        { at: castNow },
      );
      apps.push(app);
    }
    await Promise.all(apps.map((app) => app.ready()));
    proxy = await startNginx(nginx, listen, ports);
    await vi.waitFor(async () => expect((await fetch(`${door}/api/session`)).status, proxy.said()).toBe(200), {
      timeout: 20_000,
    });
    const entered = await fetch(`${door}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: cast.commune.username, password: castPassword }),
    });
    cookie = entered.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
  }, 200_000);
  afterAll(async () => {
    await proxy?.stop();
    for (const app of apps) if (app.child.exitCode === null && app.child.signalCode === null) await app.end('SIGKILL');
    await database?.close();
  });

  const hear = async (base: string) => {
    const answer = await fetch(`${base}/api/live`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    const state = { text: '', ended: false };
    void (async () => {
      for await (const part of answer.body ?? []) state.text += Buffer.from(part).toString();
      state.ended = true;
    })().catch(() => undefined);
    await expect.poll(() => state.text).toContain(': ');
    return state;
  };

  it('is heard at both, through the proxy, and a process that stops ends its streams at once', async () => {
    const [one, other] = await Promise.all([hear(door), hear(`http://127.0.0.1:${ports[1]}`)]);
    const { own } = (await (await fetch(`${door}/api/my-work`, { headers: { cookie } })).json()) as {
      own: { id: number; unit: { id: number } }[];
    };
    const [report] = own;
    const said = await fetch(`http://127.0.0.1:${ports[0]}/api/reports/${report?.id}/messages`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ words: 'Số này có gồm cả tổ liên gia không?' }),
    });
    expect(said.status).toBe(200);
    const event = `data: ${JSON.stringify({ rooms: ['reporting'], units: [report?.unit.id], position: null })}`;
    await expect.poll(() => one.text).toContain(event);
    await expect.poll(() => other.text).toContain(event);

    const ended = apps[1]?.end('SIGTERM');
    await expect.poll(() => other.ended).toBe(true);
    expect(await ended, apps[1]?.said()).toBe(0);
    expect((await hear(door)).ended).toBe(false);
  });
});
