/** Secrets go through a request; none of them may come out in the log. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { createAuth } from '../identity/index.ts';
import type { Transact } from './database.ts';
import { createMetrics, mayReadMetrics } from './metrics.ts';
import { castNow } from './testing/cast.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

const secrets = {
  password: 'mat-khau-bi-mat-93',
  cookie: 'chungtay.session_token=phien-bi-mat-41',
  code: 'aaaa-bbbb-ma72',
  words: 'loi-tim-kiem-bi-mat-18',
  key: 'khoa-lap-lai-bi-mat-55',
  bearer: 'the-bi-mat-66',
  thrown: 'gia-tri-trong-loi-27',
  path: 'duong-dan-bi-mat-38',
};

let database: TestDatabase;
let auth: ReturnType<typeof createAuth>;
beforeAll(async () => {
  database = await testDatabase();
  auth = createAuth({ url: database.appUrl, secret: 'khoa ky phien lam viec cua luat nha' });
});
afterAll(async () => {
  await auth.close();
  await database.close();
});

const opened = async (transact: Transact = database.transact) => {
  const lines: string[] = [];
  const metrics = createMetrics({ requests: database.pool });
  const { app } = await createApp({
    transact,
    clock: () => castNow,
    auth: auth.auth,
    log: { level: 'debug', stream: { write: (line) => void lines.push(line) } },
    metrics: { of: metrics, token: secrets.bearer },
  });
  const headers = {
    cookie: secrets.cookie,
    authorization: `Bearer ${secrets.bearer}`,
    'idempotency-key': secrets.key,
    'x-request-id': 'chosen-by-the-caller',
    'x-post': '7 or 1=1',
    referer: `http://localhost/?q=${secrets.words}`,
    'user-agent': secrets.words,
  };
  const ask = (method: 'GET' | 'POST', url: string, payload?: object | string) =>
    app.inject({
      method,
      url,
      headers: { ...headers, ...(payload !== undefined && { 'content-type': 'application/json' }) },
      ...(payload !== undefined && { payload }),
    });
  return { app, lines, ask, metrics };
};

describe('the log', () => {
  it('keeps method, template, status and duration of each request, and no secret of it', async () => {
    const { app, lines, ask, metrics } = await opened();
    const answers = [
      await ask('GET', `/api/units?q=${secrets.words}`),
      await ask('GET', `/api/units/${secrets.path}?q=${secrets.words}`),
      await ask('GET', `/api/nowhere/${secrets.path}?code=${secrets.code}`),
      await ask('GET', `/${secrets.path}`),
      await ask('POST', '/api/session', { username: 'cast.commune', password: secrets.password }),
      await ask('POST', '/api/session', `{"username":"${secrets.password}`),
      await ask('GET', '/metrics'),
      await ask('GET', '/health/ready'),
    ];
    const text = lines.join('');
    for (const [name, secret] of Object.entries(secrets)) expect(text.includes(secret), name).toBe(false);
    const entries = lines.map((line) => JSON.parse(line));
    const answered = entries.filter(({ msg }) => msg === 'answered');
    expect(answered).toHaveLength(answers.length);
    for (const [at, entry] of answered.entries()) {
      expect(entry).toMatchObject({ status: answers[at]?.statusCode, reqId: answers[at]?.headers['x-request-id'] });
      expect(entry.ms).toBeGreaterThanOrEqual(0);
      expect(Object.keys(entry).sort()).toEqual(
        ['level', 'method', 'ms', 'msg', 'pid', 'reqId', 'route', 'status', 'time'].sort(),
      );
    }
    expect(answered.map(({ route }) => route)).toContain('/api/units/:unitId');
    // The number of a request is the program's own: a caller cannot choose it and so not forge lines.
    expect(text).not.toContain('chosen-by-the-caller');
    // The figures have no secret either, and no id.
    const figures = await metrics.text();
    for (const secret of Object.values(secrets)) expect(figures).not.toContain(secret);
    expect(figures).toContain('chungtay_http_requests_running 0');
    expect(figures).toMatch(
      /chungtay_http_request_duration_seconds_count\{method="GET",route="\/api\/units\/:unitId",status="\d+"\} 1/,
    );
    expect(figures).toMatch(/chungtay_http_refused_total\{status="40[04]"\}/);
    await app.close();
  });

  it('keeps where an unexpected error came from, without the values it was about', async () => {
    const broken: Transact = () => {
      throw Object.assign(new Error(`invalid input syntax for type integer: "${secrets.thrown}"`), {
        detail: `Key (username)=(${secrets.thrown}) already exists.`,
        parameters: [secrets.password],
      });
    };
    const { app, lines, ask } = await opened(broken);
    expect((await ask('GET', '/api/session/demo-sign-ins')).statusCode).toBeGreaterThanOrEqual(404);
    const answer = await ask('POST', '/api/session', { username: 'cast.commune', password: secrets.password });
    expect(answer.statusCode).toBe(500);
    const text = lines.join('');
    expect(text).toContain('invalid input syntax for type integer: ');
    expect(text).toContain('log.test.ts');
    for (const [name, secret] of Object.entries(secrets)) expect(text.includes(secret), name).toBe(false);
    await app.close();
  });
});

describe('the figures of the process', () => {
  const asking = (headers: Record<string, string>, remoteAddress: string) =>
    ({ headers, socket: { remoteAddress } }) as unknown as Parameters<typeof mayReadMetrics>[0];

  it.each([
    ['with the token', { authorization: 'Bearer dung-the' }, '10.0.0.9', 'dung-the', true],
    ['with another token', { authorization: 'Bearer sai-theee' }, '127.0.0.1', 'dung-the', false],
    ['without a token where one is set', {}, '127.0.0.1', 'dung-the', false],
    ['from this machine where none is set', {}, '127.0.0.1', null, true],
    ['from this machine by its other name', {}, '::1', null, true],
    ['from elsewhere where none is set', {}, '10.0.0.9', null, false],
    ['through a proxy on this machine', { 'x-forwarded-for': '10.0.0.9' }, '127.0.0.1', null, false],
  ] as const)('%s', (_, headers, address, token, may) => {
    expect(mayReadMetrics(asking(headers, address), token)).toBe(may);
  });

  it('do not exist for whoever may not read them', async () => {
    const { app } = await opened();
    const refused = await app.inject('/metrics');
    expect([refused.statusCode, refused.json().code]).toEqual([404, 'kernel.not-found']);
    await app.close();
  });
});
