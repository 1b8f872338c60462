import { route } from '@app/contract/kernel/route.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { call, Problem, whenConfirmationIsAsked } from './call.ts';

const issue = route({
  method: 'POST',
  path: '/api/editions',
  summary: 'Issue',
  sensitive: true,
  body: z.object({ number: z.string() }),
  response: z.object({ id: z.number() }),
});

const refusal = (code: string) =>
  new Response(JSON.stringify({ code, status: 403, says: { vi: 'x', en: 'x' }, data: {}, requestId: 'r' }), {
    status: 403,
    headers: { 'content-type': 'application/problem+json' },
  });
const done = () => new Response('{"id":7}', { status: 200, headers: { 'content-type': 'application/json' } });

const answering = (...answers: (() => Response)[]) => {
  const fetched = vi.fn(
    async (_: string, __: RequestInit) => answers.shift()?.() ?? expect.fail('asked once too often'),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
};
const keys = (fetched: ReturnType<typeof answering>) =>
  fetched.mock.calls.map(([, init]) => (init.headers as Record<string, string>)['idempotency-key']);
const input = { body: { number: '57/BC-BCĐ' } };

afterEach(() => {
  vi.unstubAllGlobals();
  whenConfirmationIsAsked(async () => false);
});

describe('an act of weight', () => {
  it('is sent again, as the same act, when the person has confirmed who they are', async () => {
    const fetched = answering(() => refusal('kernel.confirm-again'), done);
    const ask = vi.fn(async () => true);
    whenConfirmationIsAsked(ask);
    await expect(call(issue, input)).resolves.toEqual({ id: 7 });
    expect(ask).toHaveBeenCalledTimes(1);
    const [first, second] = keys(fetched);
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(second).toBe(first);
    expect(fetched.mock.calls[1]?.[1].body).toBe(fetched.mock.calls[0]?.[1].body);
  });

  it('is not sent again when they would rather not, and tells the refusal', async () => {
    const fetched = answering(() => refusal('kernel.confirm-again'));
    const problem = await call(issue, input).catch((cause: unknown) => cause);
    expect(problem).toBeInstanceOf(Problem);
    expect((problem as Problem).code).toBe('kernel.confirm-again');
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('asks once and no more: a second refusal is told', async () => {
    answering(
      () => refusal('kernel.confirm-again'),
      () => refusal('kernel.confirm-again'),
    );
    const ask = vi.fn(async () => true);
    whenConfirmationIsAsked(ask);
    await expect(call(issue, input)).rejects.toBeInstanceOf(Problem);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('asks nothing after any other refusal', async () => {
    answering(() => refusal('kernel.not-allowed'));
    const ask = vi.fn(async () => true);
    whenConfirmationIsAsked(ask);
    await expect(call(issue, input)).rejects.toBeInstanceOf(Problem);
    expect(ask).not.toHaveBeenCalled();
  });
});
