/** What is written is heard by those who may see it, over real connections; and whoever listens costs a bounded amount. */
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { LiveEvent } from '@app/contract/notices/routes.ts';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.ts';
import { createAuth, systemActor } from '../../identity/index.ts';
import { listenTo } from '../../kernel/channel.ts';
import { type CastName, cast, castNow, castPassword } from '../../kernel/testing/cast.ts';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { keepListeners } from './listeners.ts';
import { type Live, openLive } from './live.ts';

const clock = () => castNow;

/** The events of a stream as they come. */
const hearing = (answer: Response) => {
  const events: LiveEvent[] = [];
  const state = { ended: false, bytes: 0 };
  void (async () => {
    let text = '';
    for await (const part of answer.body ?? []) {
      state.bytes += part.length;
      text += Buffer.from(part).toString();
      const whole = text.split('\n\n');
      text = whole.pop() ?? '';
      for (const each of whole) if (each.startsWith('data: ')) events.push(JSON.parse(each.slice(6)));
    }
    state.ended = true;
  })().catch(() => {
    state.ended = true;
  });
  return { events, state };
};

describe('hearing what is written', () => {
  let database: TestDatabase;
  let auth: ReturnType<typeof createAuth>;
  let live: Live;
  let channel: Awaited<ReturnType<typeof listenTo>>;
  let app: FastifyInstance;
  let base: string;
  const cookies = new Map<CastName, string>();

  beforeAll(async () => {
    database = await testDatabase();
    auth = createAuth({ url: database.appUrl, secret: 'khoa ky phien lam viec cua tin truc tiep' });
    for (const name of ['commune', 'partner', 'province', 'otherProvince', 'administrator'] as const) {
      const entered = await auth.auth.enter(cast[name].username, castPassword);
      cookies.set(name, entered?.cookies.map((each) => each.split(';')[0]).join('; ') ?? '');
    }
  });
  afterAll(async () => {
    await auth.close();
    await database.close();
  });
  beforeEach(async () => {
    live = openLive({ transact: database.transact, clock, replica: { position: async () => '0/1A' } });
    channel = await listenTo('chungtay', { url: database.appUrl }, live);
    app = (await createApp({ transact: database.transact, clock, auth: auth.auth, live })).app;
    await app.listen({ port: 0, host: '127.0.0.1' });
    base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await live.stop();
    // A server that closes waits for what its clients have left open.
    app.server.closeAllConnections();
    await app.close();
    await channel.stop();
  });

  const ask = (name: CastName, path: string, method = 'GET', body?: object) =>
    fetch(`${base}${path}`, {
      method,
      headers: { cookie: cookies.get(name) ?? '', ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  const hear = async (name: CastName) => {
    const gone = new AbortController();
    const answer = await fetch(`${base}/api/live`, {
      headers: { cookie: cookies.get(name) ?? '' },
      signal: gone.signal,
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    return { answer, ...hearing(answer), leave: () => gone.abort() };
  };
  const reportOf = async (name: CastName) => {
    const { own } = (await (await ask(name, '/api/my-work')).json()) as {
      own: { id: number; form: { code: string }; unit: { id: number } }[];
    };
    const found = own.find(({ form }) => form.code === 'TH01');
    if (!found) throw new Error(`${name} has no report`);
    return found;
  };
  const say = async (name: CastName, words: string): Promise<number> => {
    const { id, unit } = await reportOf(name);
    const sent = await ask(name, `/api/reports/${id}/messages`, 'POST', { words });
    expect(sent.status, await sent.text()).toBe(200);
    return unit.id;
  };

  it('is told to superiors and to the unit itself, room and unit and how far a copy must have come, and no word of it', async () => {
    const [province, elsewhere, itself, administrator] = await Promise.all([
      hear('province'),
      hear('otherProvince'),
      hear('commune'),
      hear('administrator'),
    ]);
    expect(province.answer.headers.get('x-accel-buffering')).toBe('no');
    expect(province.answer.headers.get('cache-control')).toBe('no-store');
    const unit = await say('commune', 'Số này có gồm cả tổ liên gia không?');
    const wanted = [{ rooms: ['reporting'], units: [unit], position: '0/1A' }];
    await expect.poll(() => province.events).toEqual(wanted);
    await expect.poll(() => itself.events).toEqual(wanted);
    await pause(500);
    expect([elsewhere.events, administrator.events]).toEqual([[], []]);
  });

  it('is told on the own line alone to who reads no other', async () => {
    const [partner, province] = await Promise.all([hear('partner'), hear('province')]);
    await say('commune', 'Của công an xã.');
    await expect.poll(() => province.events.length).toBe(1);
    expect(partner.events).toEqual([]);
  });

  it('is not told at every pause in typing', async () => {
    const { id } = await reportOf('commune');
    const province = await hear('province');
    const report = await (await ask('commune', `/api/reports/${id}`)).json();
    const saved = await ask('commune', `/api/reports/${id}/draft`, 'PUT', {
      draftVersion: report.draftVersion,
      cells: { press_items: { value: 3, precision: 'exact' } },
    });
    expect(saved.status).toBe(200);
    await say('commune', 'Đã nhập.');
    await expect.poll(() => province.events.length).toBe(1);
  });

  it('ends with the session, and at once when the process stops', async () => {
    const [own, others] = await Promise.all([hear('commune'), hear('province')]);
    await live.look();
    await pause(100);
    expect([own.state.ended, others.state.ended]).toEqual([false, false]);
    const { rows } = await database.owner.query(
      `delete from identity.session where "userId" = (select id from identity."user" where username = $1) returning id`,
      [cast.commune.username],
    );
    expect(rows.length).toBeGreaterThan(0);
    await live.look();
    await expect.poll(() => own.state.ended).toBe(true);
    expect(others.state.ended).toBe(false);
    await live.stop();
    await expect.poll(() => others.state.ended).toBe(true);
    const entered = await auth.auth.enter(cast.commune.username, castPassword);
    cookies.set('commune', entered?.cookies.map((each) => each.split(';')[0]).join('; ') ?? '');
  });

  it('ends when the post is over', async () => {
    const own = await hear('otherProvince');
    await live.look();
    await pause(100);
    expect(own.state.ended).toBe(false);
    const post = `(select p.id from identity.post p join identity."user" u on u.id = p.user_id where u.username = $1)`;
    await database.owner.query(`update identity.post set ended_at = now() where id = ${post}`, [
      cast.otherProvince.username,
    ]);
    await live.look();
    await expect.poll(() => own.state.ended).toBe(true);
    await database.owner.query(`update identity.post set ended_at = null where id = ${post}`, [
      cast.otherProvince.username,
    ]);
  });

  it('says that something may have been missed when the connection to the database was lost', async () => {
    const province = await hear('province');
    await database.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'chungtay-listens' and datname = current_database()`);
    await expect.poll(() => province.events).toEqual([{ rooms: null, units: null, position: '0/1A' }]);
    const unit = await say('commune', 'Sau khi nối lại.');
    await expect.poll(() => province.events.at(-1)?.units).toEqual([unit]);
  });

  it('lets an account listen eight times and not more, and forgets who has gone', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => hear('province')));
    const ninth = await ask('province', '/api/live');
    expect([ninth.status, (await ninth.json()).code]).toEqual([429, 'notices.too-many-listen']);
    for (const { leave } of opened) leave();
    await expect.poll(() => live.count()).toBe(0);
  });
});

describe('the streams of a process', () => {
  const actor = systemActor(1);
  const endless: LiveEvent = { rooms: ['reporting'], units: Array.from({ length: 50 }, (_, at) => at), position: null };

  it('lets go of a client that does not take what is told', () => {
    const listeners = keepListeners();
    const out: Readable = listeners.add(actor, 60);
    for (let round = 0; round < 200 && !out.destroyed; round += 1) listeners.tell(() => endless);
    expect(out.destroyed).toBe(true);
    expect(out.readableLength).toBeLessThan(20_000);
  });

  it('ends by itself after the time that was asked for', async () => {
    const listeners = keepListeners();
    const out = listeners.add(actor, 0);
    let text = '';
    for await (const part of out) text += String(part);
    expect(text).toBe(': \n\n');
    await expect.poll(() => listeners.count()).toBe(0);
  });
});
