/** The whole application on a database of its own that really commits, asked by browsers that keep their cookies. */
import type { FastifyInstance } from 'fastify';
import { createApp } from '../../app.ts';
import { type CastName, cast, castPassword } from '../../kernel/testing/cast.ts';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { type Auth, type AuthOptions, createAuth } from '../auth.ts';

type Answered = { status: number; code: string | undefined; body: Record<string, unknown>; set: string[] };

export type TestBrowser = {
  ask: (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object) => Promise<Answered>;
  /** User name and password of one of the cast. */
  signIn: (name: CastName) => Promise<Answered>;
  session: () => Promise<{ signedIn: boolean; awaitsSecondFactor: boolean; username: string | null }>;
  cookies: Map<string, string>;
};

export type TestDoor = {
  database: TestDatabase;
  app: FastifyInstance;
  auth: Auth;
  /** A browser without cookies, at an address of its own. */
  browser: () => TestBrowser;
  /** Actions of the audit since the last call, oldest first, with what they were done to. */
  audits: () => Promise<string[]>;
  userId: (name: CastName) => Promise<string>;
  close: () => Promise<void>;
};

export const openDoor = async ({
  host = 'localhost',
  ...options
}: Partial<AuthOptions> & { host?: string } = {}): Promise<TestDoor> => {
  const database = await testDatabase();
  const secret = 'khoa cua ban thu nghiem, du dai de ky phien';
  const { auth, close } = createAuth({ url: database.appUrl, secret, ...options });
  const { app } = await createApp({ transact: database.transact, clock: () => new Date(), auth });
  let addresses = 0;
  let heard = 0;
  const audits = async () => {
    const { rows } = await database.owner.query<{ id: string; action: string; subject: string }>(
      'select id, action, subject from kernel.audit where id > $1 order by id',
      [heard],
    );
    heard = Number(rows.at(-1)?.id ?? heard);
    return rows.map(({ action }) => action);
  };
  await audits();
  return {
    database,
    app,
    auth,
    browser: () => {
      addresses += 1;
      return browserOf(app, host, `192.0.2.${addresses}`);
    },
    audits,
    userId: async (name) => {
      const { rows } = await database.owner.query<{ id: string }>(
        'select id from identity."user" where username = $1',
        [cast[name].username],
      );
      return rows[0]?.id ?? '';
    },
    close: async () => {
      await app.close();
      await close();
      await database.close();
    },
  };
};

const browserOf = (app: FastifyInstance, host: string, remoteAddress: string): TestBrowser => {
  const cookies = new Map<string, string>();
  const keep = (set: readonly string[]) => {
    for (const each of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      if (/max-age=0/i.test(each)) cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  const ask: TestBrowser['ask'] = async (method, url, body) => {
    const answer = await app.inject({
      method,
      url,
      remoteAddress,
      headers: { host, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body && { payload: body }),
    });
    const set = [answer.headers['set-cookie'] ?? []].flat();
    keep(set);
    const told = answer.json() as Record<string, unknown>;
    return { status: answer.statusCode, code: told['code'] as string | undefined, body: told, set };
  };
  return {
    ask,
    cookies,
    signIn: (name) => ask('POST', '/api/session', { username: cast[name].username, password: castPassword }),
    session: async () => (await ask('GET', '/api/session')).body as Awaited<ReturnType<TestBrowser['session']>>,
  };
};
