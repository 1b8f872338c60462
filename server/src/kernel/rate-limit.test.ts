import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { Proof } from './actor.ts';
import { type CountRequest, countRequests } from './rate-limit.ts';
import { answerProblems } from './serve.ts';

let app: FastifyInstance;
afterEach(() => app.close());

/** An application whose requests say themselves who asks: that the session is true has been settled before. */
const open = async (perMinute: number) => {
  app = Fastify();
  answerProblems(app, {});
  const count: CountRequest = await countRequests(app, perMinute);
  app.get('/', {
    onRequest: async (request, reply) => {
      await count(request, reply, 'unknown');
      const session = request.headers['x-session'];
      const who: Proof | null = typeof session === 'string' ? { sessionId: session, confirmedAt: null } : null;
      await count(request, reply, who);
    },
    handler: () => ({ done: true }),
  });
  const ask = async (session: string | null, remoteAddress = '192.0.2.1') =>
    app.inject({ url: '/', remoteAddress, headers: session ? { 'x-session': session } : {} });
  return {
    ask,
    many: async (n: number, ...who: Parameters<typeof ask>) => {
      for (let i = 0; i < n; i += 1) await ask(...who);
    },
  };
};

describe('requests of a minute', () => {
  it('are answered up to the limit, then refused with the seconds to wait', async () => {
    const { ask, many } = await open(5);
    await many(4, 'a');
    expect((await ask('a')).statusCode).toBe(200);
    const refused = await ask('a');
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: 'kernel.too-many-requests', data: { seconds: expect.any(Number) } });
    expect(Number(refused.headers['retry-after'])).toBe(refused.json().data.seconds);
    expect(refused.headers['content-type']).toMatch('application/problem+json');
  });

  it('are counted by session, so that a colleague behind the same address is not refused', async () => {
    const { ask, many } = await open(5);
    await many(6, 'a');
    expect((await ask('b')).statusCode).toBe(200);
  });

  it('are counted by address for whoever is not signed in', async () => {
    const { ask, many } = await open(5);
    await many(6, null);
    expect((await ask(null)).statusCode).toBe(429);
    expect((await ask(null, '192.0.2.2')).statusCode).toBe(200);
  });

  it('are refused when one address makes up a new session each time', async () => {
    const { ask } = await open(5);
    const answers = [];
    for (let n = 0; n < 101; n += 1) answers.push((await ask(`made-up-${n}`)).statusCode);
    expect(answers.slice(0, 100)).toEqual(Array(100).fill(200));
    expect(answers[100]).toBe(429);
  });
});
