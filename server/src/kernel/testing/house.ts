/** The whole application on a real database, asked over HTTP as one of the cast; every test is undone. */
import type { FastifyInstance } from 'fastify';
import { createApp } from '../../app.ts';
import { ownerAt } from '../../changing.ts';
import { connectOwner } from '../../house.ts';
import { type Auth, createAuth, instanceSecret, systemActor } from '../../identity/index.ts';
import { nation } from '../../org/index.ts';
import { type Ask as ActorAsk, askAs } from '../ask.ts';
import type { Transact } from '../database.ts';
import { type CastName, cast, castNow, castPassword } from './cast.ts';
import { oneTransaction, type TestDatabase, testDatabase } from './index.ts';

export type Answered = {
  status: number;
  body: Record<string, unknown> & { code?: string };
  headers: Record<string, unknown>;
  /** The answer as it came, for files. */
  text: string;
  bytes: Buffer;
  raw: Buffer;
};
export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<Answered>;

export type TestHouse = {
  database: TestDatabase;
  /** Asks as a member of the cast; null asks without a session. */
  as: (name: CastName | null) => Promise<Ask>;
  /** Begins a test; the returned function takes everything back. */
  begin: () => Promise<() => Promise<void>>;
  /** Runs timed work inside the test, at its clock or at another moment. */
  asSystem: <T>(work: (ask: ActorAsk) => Promise<T>, at?: Date) => Promise<T>;
  /** Moves the clock for the rest of the test. */
  setNow: (now: Date) => void;
  /** For tests that must see real commits, such as two requests at once. */
  committing: () => Promise<FastifyInstance>;
  close: () => Promise<void>;
};

export const testHouse = async (): Promise<TestHouse> => {
  const database = await testDatabase();
  const owner = await connectOwner(database.ownerUrl);
  const secret = await instanceSecret(owner);
  await owner.end();
  const { auth, close: closeAuth } = createAuth({ url: database.appUrl, secret });
  let now = castNow;
  let app: FastifyInstance | null = null;
  let transacting: Transact = database.transact;
  const clock = () => now;
  const cookies = new Map<CastName, string>();
  const apps: FastifyInstance[] = [];
  const asOwner = ownerAt(database.ownerUrl);
  return {
    database,
    asSystem: async (work, at) => {
      const root = await transacting(async (tx) => (await nation(tx)).id, { readOnly: true });
      return askAs({ transact: transacting, clock: () => at ?? now }, systemActor(root), 'system', work);
    },
    setNow: (moment) => {
      now = moment;
    },
    begin: async () => {
      now = castNow;
      const { transact, undo } = await oneTransaction(database);
      transacting = transact;
      const opened = (await createApp({ transact, clock, auth, asOwner, sendsMail: true })).app;
      app = opened;
      return async () => {
        await opened.close();
        transacting = database.transact;
        await undo();
      };
    },
    committing: async () => {
      const { app: opened } = await createApp({ transact: database.transact, clock, auth, asOwner });
      apps.push(opened);
      app = opened;
      return opened;
    },
    as: async (name) => {
      const cookie = name ? (cookies.get(name) ?? (await enter(auth, name))) : '';
      if (name && !cookies.has(name)) await confirmForGood(database, (await auth.whoIs(cookie))?.sessionId ?? '');
      if (name) cookies.set(name, cookie);
      return async (method, url, body, headers) => {
        if (!app) throw new Error('begin() first');
        const response = await app.inject({
          method,
          url,
          headers: { cookie, ...headers },
          ...(body && { payload: body }),
        });
        const isJson = String(response.headers['content-type']).includes('json');
        return {
          status: response.statusCode,
          body: isJson ? response.json() : {},
          headers: response.headers,
          text: response.body,
          bytes: response.rawPayload,
          raw: response.rawPayload,
        };
      };
    },
    close: async () => {
      for (const each of apps) await each.close();
      await closeAuth();
      await database.close();
    },
  };
};

/** The cast has always just given its password: tests move the clock, and only those of sessions mean this. */
const confirmForGood = (database: TestDatabase, sessionId: string) =>
  database.owner.query(`insert into identity.confirmation values ($1, '9999-01-01')`, [sessionId]);

const enter = async (auth: Auth, name: CastName): Promise<string> => {
  const entered = await auth.enter(cast[name].username, castPassword);
  if (!entered) throw new Error(`the cast's ${name} cannot sign in`);
  return entered.cookies.map((cookie) => cookie.split(';')[0]).join('; ');
};
