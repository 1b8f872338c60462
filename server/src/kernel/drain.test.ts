/** The process is told to stop in the middle of a stream of writes over real sockets: none is lost. */
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { route } from '@app/contract/kernel/route.ts';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { systemActor } from '../identity/index.ts';
import { drain, letGoWhileDraining } from './drain.ts';
import { answerHealth } from './health.ts';
import { beginLife, type Life } from './life.ts';
import { limitOptions } from './limits.ts';
import { answerProblems, server } from './serve.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

const write = route({
  method: 'POST',
  path: '/api/written',
  summary: 'Planted',
  body: z.object({ key: z.string() }),
  response: z.object({ key: z.string() }),
});

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('ground');
});
afterAll(() => database.close());

/** An application with one slow write, on a port. */
const serving = async (life: Life) => {
  const app = Fastify({ return503OnClosing: false, ...limitOptions() });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  letGoWhileDraining(app, life);
  answerProblems(app, {});
  const { serve } = server(app, {
    transact: database.transact,
    clock: () => new Date(),
    whoAsks: async () => systemActor(1),
  });
  serve(write).by(async ({ body }, { tx, audit }) => {
    await sql`select pg_sleep(0.03)`.execute(tx);
    await tx
      .insertInto('kernel.idempotencyKey')
      .values({ userId: 'system', key: body.key, fingerprint: 'drain', at: new Date() })
      .execute();
    await audit({ action: 'kernel.planted', subject: 'drain:1', unitId: null });
    return { key: body.key };
  });
  answerHealth(app, { life, transact: database.transact });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, port: (app.server.address() as AddressInfo).port };
};

type Outcome = { status: number; keeps: boolean } | { error: string };

const post = (port: number, agent: Agent, key: string): Promise<Outcome> =>
  new Promise((done) => {
    const body = JSON.stringify({ key });
    const sent = request(
      {
        port,
        host: '127.0.0.1',
        agent,
        method: 'POST',
        path: write.path,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => done({ status: answer.statusCode ?? 0, keeps: answer.headers.connection !== 'close' }));
      },
    );
    sent.on('error', (error: NodeJS.ErrnoException) => done({ error: error.code ?? error.message }));
    sent.end(body);
  });

describe('a process that is told to stop', () => {
  it('answers every request it has taken, and every acknowledged write is there', { timeout: 60_000 }, async () => {
    const life = beginLife();
    const { app, port } = await serving(life);
    const agent = new Agent({ keepAlive: true, maxSockets: 40 });
    const acknowledged: string[] = [];
    const faults: string[] = [];
    let letGo = 0;
    let cutAtTheDoor = 0;
    /** Refused at the door: nothing was sent, so nothing can be lost; a proxy asks the next process. */
    const isRefused = (outcome: Outcome) => 'error' in outcome && outcome.error === 'ECONNREFUSED';
    /** One client writes until nobody answers the door any more. */
    const client = async (number: number): Promise<void> => {
      for (let at = 0; at < 1000; at += 1) {
        const key = `client-${number}-${at}`;
        const outcome = await post(port, agent, key);
        if (isRefused(outcome)) return;
        if ('error' in outcome && outcome.error === 'ECONNRESET') {
          cutAtTheDoor += 1;
          return;
        }
        if (!('status' in outcome) || outcome.status !== 200) {
          faults.push(`${key}: ${JSON.stringify(outcome)}`);
          return;
        }
        acknowledged.push(key);
        if (!outcome.keeps) letGo += 1;
      }
    };
    const clients = Promise.all(Array.from({ length: 40 }, (_, number) => client(number)));
    await expect.poll(() => acknowledged.length).toBeGreaterThan(100);
    const seconds = await drain(app, life, 20, 300);
    await clients;
    agent.destroy();
    expect(faults).toEqual([]);
    expect(letGo).toBeGreaterThan(0);
    // Between the last look at the door and its closing lie microseconds that no program can take away.
    expect(cutAtTheDoor).toBeLessThanOrEqual(1);
    expect(seconds).toBeLessThan(20);
    const { rows } = await database.owner.query<{ key: string }>(
      "select key from kernel.idempotency_key where fingerprint = 'drain'",
    );
    // Every acknowledged write is there, and nothing that was not acknowledged.
    expect(rows.map(({ key }) => key).sort()).toEqual([...acknowledged].sort());
  });

  it('says at once that it takes no more, while it still lives', async () => {
    const life = beginLife();
    const { app } = await serving(life);
    expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready' });
    life.draining = true;
    const [ready, live] = [await app.inject('/health/ready'), await app.inject('/health/live')];
    expect([ready.statusCode, ready.json(), ready.headers.connection]).toEqual([503, { status: 'draining' }, 'close']);
    expect(live.statusCode).toBe(200);
    await app.close();
  });

  it('cuts what does not come to an end within the limit', { timeout: 30_000 }, async () => {
    const life = beginLife();
    const app = Fastify({ return503OnClosing: false });
    letGoWhileDraining(app, life);
    app.get('/for-ever', () => new Promise(() => undefined));
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const hung = new Promise<string>((done) => {
      const sent = request({ port, host: '127.0.0.1', path: '/for-ever' });
      sent.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? ''));
      sent.end();
    });
    await expect.poll(() => new Promise((done) => app.server.getConnections((_, count) => done(count)))).toBe(1);
    await drain(app, life, 1, 50);
    expect(await hung).toBe('ECONNRESET');
  });
});
