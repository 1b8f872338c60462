import { route } from '@app/contract/kernel/route.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { actAs, addressOf, call, Problem } from './call.ts';

const readUnit = route({
  method: 'GET',
  path: '/api/units/:unitId',
  summary: 'A unit',
  params: z.object({ unitId: z.string() }),
  query: z.object({ on: z.string().optional(), tag: z.array(z.string()).optional() }),
  response: z.object({ name: z.string() }),
});
const tagUnit = route({
  method: 'POST',
  path: '/api/units/:unitId/tags',
  summary: 'Tag a unit',
  params: z.object({ unitId: z.string() }),
  body: z.object({ tag: z.string() }),
  response: z.object({ done: z.literal(true) }),
});

const answering = (status: number, type: string, body: string) => {
  const fetched = vi.fn(
    async (_: string, __: RequestInit) => new Response(body, { status, headers: { 'content-type': type } }),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
};
const sent = (fetched: ReturnType<typeof answering>) => fetched.mock.calls[0]?.[1].headers as Record<string, string>;
const done = (): ReturnType<typeof answering> => answering(200, 'application/json', '{"done":true}');
const problemOf = (promise: Promise<unknown>): Promise<Problem> =>
  promise.then(
    () => expect.fail('no problem'),
    (cause: Problem) => cause,
  );

afterEach(() => {
  vi.unstubAllGlobals();
  actAs(null);
});

describe('a call', () => {
  it('fills the path and the query, leaves out what is not given', () => {
    expect(addressOf(readUnit, { params: { unitId: 'a/b' }, query: { on: '2025-07-01', tag: ['x', 'y'] } })).toBe(
      '/api/units/a%2Fb?on=2025-07-01&tag=x&tag=y',
    );
    expect(addressOf(readUnit, { params: { unitId: '7' }, query: {} })).toBe('/api/units/7');
  });

  it('acts as the chosen post', async () => {
    const fetched = answering(200, 'application/json', '{"name":"Ba Đình"}');
    actAs(12);
    await expect(call(readUnit, { params: { unitId: '7' }, query: {} })).resolves.toEqual({ name: 'Ba Đình' });
    expect(sent(fetched)['x-post']).toBe('12');
    expect(sent(fetched)).not.toHaveProperty('idempotency-key');
  });

  it('gives every write a key of its own, or the one that is handed in', async () => {
    const first = done();
    await call(tagUnit, { params: { unitId: '7' }, body: { tag: 'border' } });
    expect(sent(first)['idempotency-key']).toMatch(/^[\da-f-]{36}$/);
    const second = done();
    await call(tagUnit, { params: { unitId: '7' }, body: { tag: 'border' } }, 'again');
    expect(sent(second)['idempotency-key']).toBe('again');
  });

  it('throws the problem of the server with its faults by field', async () => {
    const says = { vi: 'Chưa đúng', en: 'Wrong' };
    answering(
      400,
      'application/problem+json; charset=utf-8',
      JSON.stringify({
        code: 'kernel.bad-input',
        status: 400,
        says,
        data: {},
        fields: [{ path: 'tag', code: 'x', says }],
        requestId: 'r',
      }),
    );
    const problem = await problemOf(call(tagUnit, { params: { unitId: '7' }, body: { tag: '' } }));
    expect(problem).toBeInstanceOf(Problem);
    expect([problem.code, problem.status, problem.fault('tag'), problem.fault('basis')]).toEqual([
      'kernel.bad-input',
      400,
      says,
      undefined,
    ]);
  });

  it('tells a lost line and an answer of a stranger apart from a refusal', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    expect((await problemOf(call(readUnit, { params: { unitId: '7' }, query: {} }))).code).toBe('web.no-line');
    answering(502, 'text/html', '<h1>Bad gateway</h1>');
    expect((await problemOf(call(readUnit, { params: { unitId: '7' }, query: {} }))).code).toBe('web.not-understood');
  });
});
