/** Laws of the house that are asked of the running application: laws 1 and 2, and the short form of the matrix of rights. */

import { crossSite, notSignedIn } from '@app/contract/kernel/problems.ts';
import { route } from '@app/contract/kernel/route.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createApp } from '../app.ts';
import { createAuth, systemActor } from '../identity/index.ts';
import { answerProblems, server } from '../kernel/serve.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/index.ts';
import { requestFor } from './asking.ts';
import { contractRoutes } from './repository.ts';
import { endpointsIn, endpointsOfDescription, faultsOfServing } from './served.ts';

const clock = () => new Date('2026-11-22T05:00:00Z');
const routes = await contractRoutes();
const cases = routes.map(({ room, name, route: described }) => ({ name: `${room}.${name}`, route: described }));

let database: TestDatabase;
let app: FastifyInstance;
let served: string[];
let closeAuth: () => Promise<void>;

beforeAll(async () => {
  database = await testDatabase();
  const made = createAuth({ url: database.appUrl, secret: 'khoa ky phien lam viec cua luat nha' });
  closeAuth = made.close;
  const created = await createApp({ transact: database.transact, clock, auth: made.auth });
  app = created.app;
  await app.ready();
  served = created.served.map(({ method, path }) => `${method} ${path}`);
});
afterAll(async () => {
  await app.close();
  await closeAuth();
  await database.close();
});

describe('law 1: every route of the contract is served and nothing else is', () => {
  it('serves each once, in the list of the application and in its router', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(faultsOfServing(routes, served)).toEqual([]);
    expect(faultsOfServing(routes, endpointsIn(app.printRoutes({ commonPrefix: false })))).toEqual([]);
  });

  it('describes the same in OpenAPI', () => {
    expect(faultsOfServing(routes, endpointsOfDescription(app.swagger().paths ?? {}))).toEqual([]);
  });

  it('sees a route that is not served, one that is not described, and one described twice', () => {
    const [first] = routes;
    if (!first) throw new Error('the contract describes no route');
    const attic = { name: 'attic', route: { ...first.route, path: '/api/attic' as const } };
    expect(faultsOfServing([...routes, attic, attic], [...served, 'POST /api/cellar'])).toEqual([
      `${first.route.method} /api/attic is described and not served`,
      `${first.route.method} /api/attic is described and not served`,
      'POST /api/cellar is served and not described',
      `${first.route.method} /api/attic is described twice`,
    ]);
  });

  it("sees what slips into the router past the house's own way to serve", async () => {
    const other = Fastify();
    other.get('/api/units', () => null);
    other.post('/api/units/:unitId/secret', () => null);
    await other.ready();
    expect(endpointsIn(other.printRoutes({ commonPrefix: false }))).toEqual([
      'GET /api/units',
      'POST /api/units/:unitId/secret',
    ]);
    await other.close();
  });

  it('answers no address of the library that signs people in', async () => {
    for (const url of ['/api/auth/get-session', '/api/auth/sign-in/username', '/api/auth/ok'])
      expect((await app.inject({ url })).statusCode).toBe(404);
  });
});

describe('law 2: a write that leaves no audit entry is not kept', () => {
  const plant = route({
    method: 'POST',
    path: '/api/planted',
    summary: 'Planted',
    response: z.object({ done: z.boolean() }),
  });
  const planted = async (audits: boolean) => {
    const other = Fastify();
    other.setValidatorCompiler(validatorCompiler);
    other.setSerializerCompiler(serializerCompiler);
    answerProblems(other, {});
    const { serve } = server(other, { transact: database.transact, clock, whoAsks: async () => systemActor(1) });
    serve(plant).by(async (_, { tx, audit }) => {
      await tx
        .insertInto('kernel.idempotencyKey')
        .values({ userId: 'system', key: audits ? 'planted-kept' : 'planted-lost', fingerprint: 'law', at: clock() })
        .execute();
      if (audits) await audit({ action: 'kernel.planted', subject: 'law:2', unitId: null });
      return { done: true };
    });
    const answer = await other.inject({ method: 'POST', url: plant.path });
    await other.close();
    const { rows } = await database.owner.query<{ key: string }>(
      "select key from kernel.idempotency_key where fingerprint = 'law' order by key",
    );
    return { status: answer.statusCode, kept: rows.map(({ key }) => key) };
  };

  it('refuses one without an entry and takes back what it wrote', async () => {
    expect(await planted(false)).toEqual({ status: 500, kept: [] });
  });

  it('keeps one with an entry', async () => {
    expect(await planted(true)).toEqual({ status: 200, kept: ['planted-kept'] });
  });
});

describe('rights: asked without a session', () => {
  it.each(cases.filter(({ route: { open } }) => !open))('$name answers 401', async ({ name, route: asked }) => {
    const answer = await app.inject(requestFor(name, asked));
    expect(answer.json()).toMatchObject({ status: 401, code: notSignedIn.code });
  });

  it.each(cases.filter(({ route: { open } }) => open))('$name is open', async ({ name, route: asked }) => {
    const answer = await app.inject(requestFor(name, asked));
    expect(answer.statusCode).not.toBe(500);
    // Signing out is open to sessions whose post is no longer held; without any session there is nobody to sign out.
    if (name !== 'identity.signOut') expect(answer.json()).not.toMatchObject({ code: notSignedIn.code });
  });

  it('keeps the open ones few', () => {
    expect(
      cases
        .filter(({ route: { open } }) => open)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      'audit.getAuditHead',
      'identity.beginPasskeySignIn',
      'identity.beginSignOn',
      'identity.claimAdministrator',
      'identity.enrol',
      'identity.enterByPasskey',
      'identity.enterSecondFactor',
      'identity.finishSignOn',
      'identity.getSession',
      'identity.listDemoSignIns',
      'identity.signIn',
      'identity.signOut',
      'notices.getFeed',
    ]);
  });
});

describe('rights: a write asked from another site', () => {
  const writes = cases.filter(({ route: { method } }) => method !== 'GET');

  it.each(writes)('$name answers 403, open or not', async ({ name, route: asked }) => {
    const request = requestFor(name, asked);
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
    ]) {
      const answer = await app.inject({ ...request, headers });
      expect(answer.json()).toMatchObject({ status: 403, code: crossSite.code });
    }
  });

  it('lets pass what comes from our own pages, and from a client that is no browser', async () => {
    const [write] = writes.filter(({ route: { open } }) => !open);
    if (!write) throw new Error('the contract describes no write');
    const request = requestFor(write.name, write.route);
    for (const headers of [
      { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000', host: 'localhost:3000' },
      {},
    ])
      expect((await app.inject({ ...request, headers })).json()).toMatchObject({ code: notSignedIn.code });
  });
});
