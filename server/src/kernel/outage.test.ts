/** The database is slow, full, restarted or gone: what a person is told, and that the program recovers by itself. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { route } from '@app/contract/kernel/route.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { systemActor } from '../identity/index.ts';
import { type Database, type DatabaseOptions, openDatabase, type Tx } from './database.ts';
import { outageOf } from './outage.ts';
import { startEmbedded } from './postgres/embedded.ts';
import { answerProblems, server } from './serve.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

const pgError = (code: string) => Object.assign(new Error('of the database'), { code, severity: 'ERROR' });

describe('what an error of the database means', () => {
  it.each([
    [pgError('53100'), 'kernel.storage-full'],
    [pgError('57014'), 'kernel.took-too-long'],
    [pgError('25P03'), 'kernel.took-too-long'],
    [pgError('57P01'), 'kernel.unavailable'],
    [pgError('57P03'), 'kernel.unavailable'],
    [pgError('53300'), 'kernel.unavailable'],
    [pgError('08006'), 'kernel.unavailable'],
    [new Error('timeout exceeded when trying to connect'), 'kernel.unavailable'],
    [new Error('Connection terminated unexpectedly'), 'kernel.unavailable'],
    [new Error('wrapped', { cause: pgError('57P01') }), 'kernel.unavailable'],
    [new AggregateError([Object.assign(new Error('no'), { code: 'ECONNREFUSED' })]), 'kernel.unavailable'],
    [Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' }), undefined],
    [pgError('23505'), undefined],
    [new Error('anything else'), undefined],
    [null, undefined],
  ])('%s → %s', (error, code) => {
    expect(outageOf(error)?.code).toBe(code);
  });
});

const asked = route({
  method: 'GET',
  path: '/api/asked',
  summary: 'Planted',
  response: z.object({ done: z.boolean() }),
});

describe('a request meets it', () => {
  let house: TestDatabase;
  let url: string;
  const opened: { app: FastifyInstance; database: Database }[] = [];
  beforeAll(async () => {
    house = await testDatabase('ground');
    url = house.appUrl;
  });
  afterAll(() => house.close());
  afterEach(async () => {
    for (const { app, database } of opened.splice(0)) {
      await app.close();
      await database.close();
    }
  });

  /** A small application with one route that does this work. */
  const serving = async (work: (tx: Tx) => Promise<unknown>, options: DatabaseOptions = {}, at = url) => {
    const app = Fastify();
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    answerProblems(app, {});
    const database = openDatabase(at, options);
    const { serve } = server(app, {
      transact: database.transact,
      clock: () => new Date(),
      whoAsks: async () => systemActor(1),
    });
    serve(asked).by(async (_, { tx }) => {
      await work(tx);
      return { done: true };
    });
    opened.push({ app, database });
    const ask = async () => {
      const answer = await app.inject({ url: asked.path });
      return { status: answer.statusCode, code: answer.json().code, after: answer.headers['retry-after'] };
    };
    return { ask, database };
  };
  const unavailable = { status: 503, code: 'kernel.unavailable', after: '5' };
  const fine = { status: 200, code: undefined, after: undefined };

  it('is refused when no connection comes free in time, and served when one does', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((done) => {
      open = done;
    });
    let held = 0;
    const { ask } = await serving(
      async () => {
        held += 1;
        await gate;
      },
      { max: 1, waitMs: 150 },
    );
    const first = ask();
    await expect.poll(() => held).toBe(1);
    expect(await ask()).toEqual(unavailable);
    open();
    expect(await first).toEqual(fine);
    expect(await ask()).toEqual(fine);
  });

  it('is told that it took too long when its statement is cut off', async () => {
    const { ask } = await serving((tx) => sql`select pg_sleep(30)`.execute(tx), { statementMs: 100 });
    expect(await ask()).toEqual({ status: 503, code: 'kernel.took-too-long', after: '5' });
  });

  it.each([
    ['in the middle of a statement', true],
    ['between two statements', false],
  ])('is answered and does not end the program when its connection is cut %s', async (_, during) => {
    let times = 0;
    const { ask } = await serving(async (tx) => {
      times += 1;
      if (times > 1) return;
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      const cut = () => house.owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      if (during) {
        const running = sql`select pg_sleep(30)`.execute(tx);
        running.catch(() => undefined);
        await cut();
        await running;
      } else {
        await cut();
        // The driver hears of it by itself; nobody asks anything at that moment.
        await expect
          .poll(
            async () =>
              (await house.owner.query('select from pg_stat_activity where pid = $1', [rows[0]?.pid])).rowCount,
          )
          .toBe(0);
        await sql`select 1`.execute(tx);
      }
    });
    expect(await ask()).toEqual(unavailable);
    expect(await ask()).toEqual(fine);
  });

  it('is refused while the database is restarted, and served afterwards by the same program', {
    timeout: 60_000,
  }, async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'chungtay-outage-'));
    chmodSync(dataDir, 0o755);
    const place = join(dataDir, 'db');
    let running = await startEmbedded({ dataDir: place });
    try {
      // What every question looks at comes with the migrations, and so does the runtime role; here the owner asks, since only
      // the way matters.
      const ground = openDatabase(running.ownerUrl);
      await sql`create schema kernel`.execute(ground.db);
      await sql`create table kernel.in_memory (name text, version integer)`.execute(ground.db);
      await ground.close();
      const { ask } = await serving((tx) => sql`select 1`.execute(tx), { waitMs: 2000 }, running.ownerUrl);
      expect(await ask()).toEqual(fine);
      await running.stop();
      expect(await ask()).toEqual(unavailable);
      running = await startEmbedded({ dataDir: place });
      expect(await ask()).toEqual(fine);
    } finally {
      await opened[0]?.database.close();
      opened.splice(0);
      await running.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
