import { crossSite } from '@app/contract/kernel/problems.ts';
import { route } from '@app/contract/kernel/route.ts';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { systemActor } from '../identity/index.ts';
import { guardBrowsers } from './headers.ts';
import { answerProblems, server } from './serve.ts';
import { type Ask, type TestHouse, testHouse } from './testing/house.ts';

let house: TestHouse;
let undo: () => Promise<void>;
let province: Ask;
let nobody: Ask;

beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  undo = await house.begin();
  province = await house.as('province');
  nobody = await house.as(null);
});
afterEach(() => undo());

/** A small application with a page, a datum and nothing else. */
const small = async (https: boolean) => {
  const app = Fastify();
  guardBrowsers(app, { https });
  app.get('/', ({ headers }, reply) =>
    headers['if-none-match'] ? reply.code(304).send() : reply.type('text/html').send('<!doctype html>'),
  );
  app.get('/sw.js', (_, reply) => reply.type('text/javascript').send(''));
  app.get('/mark.svg', (_, reply) => reply.type('image/svg+xml').send('<svg/>'));
  await app.ready();
  return app;
};

describe('what every answer says to the browser', () => {
  it.each([
    ['an answer', '/api/session'],
    ['an answer of the API for nobody', '/api/my-work'],
    ['an address that is not there', '/api/nowhere'],
    ['an address that cannot be read', '/api/units/%E0%A4%A'],
    ['the description of the API', '/api/openapi.json'],
    ['the page', '/'],
  ])('%s is guarded', async (_, url) => {
    const { headers } = await nobody('GET', url);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
    const policy = String(headers['content-security-policy']);
    for (const directive of ["default-src 'none'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(directive);
    expect(policy).not.toContain('unsafe');
  });

  it('gives no other site leave to read an answer', async () => {
    const { headers } = await province('GET', '/api/my-work', undefined, { origin: 'https://elsewhere.example' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('lets a page run only its own files, and what is no page nothing', async () => {
    const app = await small(false);
    const policyOf = async (url: string) => String((await app.inject(url)).headers['content-security-policy']);
    expect(await policyOf('/')).toContain("script-src 'self'; style-src 'self'; ");
    expect(await policyOf('/')).toContain("form-action 'self'");
    expect(await policyOf('/mark.svg')).toContain('sandbox');
    expect(await policyOf('/mark.svg')).not.toContain('script-src');
    await app.close();
  });

  it('lets the worker that keeps the shell fetch files of this host, and nothing else', async () => {
    const app = await small(false);
    const policy = String((await app.inject('/sw.js')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; connect-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('sandbox');
    await app.close();
  });

  it('leaves the policy of a page alone that the browser has kept', async () => {
    const app = await small(false);
    const { statusCode, headers } = await app.inject({ url: '/', headers: { 'if-none-match': '"kept"' } });
    expect(statusCode).toBe(304);
    expect(headers['content-security-policy']).toBeUndefined();
    await app.close();
  });

  it('keeps answers of the API out of every cache', async () => {
    for (const url of ['/api/session', '/api/my-work', '/api/nowhere'])
      expect((await nobody('GET', url)).headers['cache-control']).toBe('no-store');
    const file = await province('GET', '/api/review/xlsx?unit=1&period=2026-M10');
    expect(file.headers['cache-control']).toBe('no-store');
  });

  it('asks for https from then on, where people come by https', async () => {
    for (const https of [true, false]) {
      const app = await small(https);
      expect((await app.inject('/')).headers['strict-transport-security']).toBe(
        https ? 'max-age=63072000; includeSubDomains' : undefined,
      );
      await app.close();
    }
  });
});

describe('a write that another site makes a browser send', () => {
  const tag = { tag: 'border', from: '2026-11-22', basis: 'Quyết định 1/QĐ-UBND' };
  const written = async () =>
    (await house.database.owner.query('select count(*)::int as n from org.area_tag')).rows[0]?.n as number;

  it('is refused with the cookie of a signed-in post, and writes nothing', async () => {
    const before = await written();
    const url = '/api/units/1/tags';
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://elsewhere.example' }]) {
      const answer = await province('POST', url, tag, headers as Record<string, string>);
      expect(answer).toMatchObject({ status: 403, body: { code: crossSite.code } });
    }
    expect(await written()).toBe(before);
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    'is not even read as %s, which a form can send without asking',
    async (type) => {
      const app = await house.committing();
      const cookie = 'x=1';
      const answer = await app.inject({
        method: 'POST',
        url: '/api/session',
        headers: { 'content-type': type, cookie },
        payload: JSON.stringify({ username: 'cast.province', password: 'cast-password-2026' }),
      });
      expect(answer.statusCode).toBe(400);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  it('cannot hide behind a GET: the database itself refuses to write for one', async () => {
    const plant = route({
      method: 'GET',
      path: '/api/planted',
      summary: 'Planted',
      response: z.object({ done: z.boolean() }),
    });
    const app = Fastify();
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    answerProblems(app, {});
    const { serve } = server(app, {
      transact: house.database.transact,
      clock: () => new Date('2026-11-22T05:00:00Z'),
      whoAsks: async () => systemActor(1),
    });
    let code: unknown;
    serve(plant).by(async (_, { tx, now }) => {
      await tx
        .insertInto('kernel.idempotencyKey')
        .values({ userId: 'system', key: 'planted-by-get', fingerprint: 'get', at: now })
        .execute()
        .catch((error: { code: string }) => {
          code = error.code;
          throw error;
        });
      return { done: true };
    });
    expect((await app.inject('/api/planted')).statusCode).toBe(500);
    // read_only_sql_transaction
    expect(code).toBe('25006');
    await app.close();
  });
});
