/** Traces arrive at a small collector that the test starts; without an address nothing of the tracing is loaded. */
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { createAuth } from '../identity/index.ts';
import { castNow } from './testing/cast.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';
import { startTracing } from './tracing.ts';

type Attribute = { key: string; value: { stringValue?: string; intValue?: number } };
type Span = { traceId: string; name: string; kind: number; attributes: Attribute[] };

let database: TestDatabase;
let auth: ReturnType<typeof createAuth>;
let collector: Server;
const spans: Span[] = [];
let resource: Attribute[] = [];

beforeAll(async () => {
  database = await testDatabase();
  auth = createAuth({ url: database.appUrl, secret: 'khoa ky phien lam viec cua luat nha' });
  collector = createServer((request, answer) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      if (request.url === '/v1/traces')
        for (const of of JSON.parse(body).resourceSpans) {
          resource = of.resource.attributes;
          for (const scope of of.scopeSpans) spans.push(...scope.spans);
        }
      answer.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  collector.close();
  await auth.close();
  await database.close();
});

const told = (span: Span) =>
  Object.fromEntries(span.attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));

describe('tracing', () => {
  it('sends a request and its SQL as one trace, without ids, words of a search or values', async () => {
    const { port } = collector.address() as AddressInfo;
    const tracing = await startTracing(`http://127.0.0.1:${port}`);
    const { app } = await createApp({ transact: database.transact, clock: () => castNow, auth: auth.auth, tracing });
    const secret = 'loi-tim-bi-mat-52';
    const entered = await app.inject({
      method: 'POST',
      url: `/api/session?q=${secret}`,
      payload: { username: 'cast.commune', password: secret },
    });
    expect(entered.statusCode).toBeLessThan(500);
    expect((await app.inject(`/api/units/4711?q=${secret}`)).statusCode).toBe(401);
    await app.inject('/health/ready');
    await app.close();
    await tracing.stop();

    const requests = spans.filter(({ name }) => name === 'request');
    expect(requests.map(told).map((each) => each['http.route'])).toEqual(['/api/session', '/api/units/:unitId']);
    const [signIn] = requests;
    const questions = spans.filter(({ name, traceId }) => name.startsWith('pg.query') && traceId === signIn?.traceId);
    expect(questions.length).toBeGreaterThan(1);
    expect(resource.find(({ key }) => key === 'service.name')?.value.stringValue).toBe('chungtay');
    const text = JSON.stringify(spans);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('4711');
    expect(text).not.toContain('cast.commune');
  });

  it('is not loaded by the program without an address', () => {
    const program = `await import('./server/src/app.ts'); await import('./server/src/kernel/config.ts');
      const { createRequire } = await import('node:module');
      const loaded = Object.keys(createRequire(import.meta.url).cache).filter((name) => name.includes('opentelemetry/sdk') || name.includes('fastify/otel'));
      console.log(JSON.stringify(loaded));`;
    const out = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '' },
    });
    expect(JSON.parse(out)).toEqual([]);
  });
});
