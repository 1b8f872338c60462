/** Who called, when a proxy stands before the program. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from './app.ts';
import { createAuth } from './identity/index.ts';
import { type TestDatabase, testDatabase } from './kernel/testing/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('ground');
});
afterAll(() => database.close());

describe('the address of the caller', () => {
  it.each([
    [
      'is the one the proxy wrote last, whatever the client wrote before it',
      true,
      '6.6.6.6, 203.0.113.9',
      '203.0.113.9',
    ],
    ['is the one the proxy wrote', true, '203.0.113.9', '203.0.113.9'],
    ['is that of the connection where the proxy wrote none', true, undefined, '10.0.0.2'],
    ['is that of the connection where no proxy is trusted', false, '203.0.113.9', '10.0.0.2'],
  ])('%s', async (_, trustProxy, forwarded, address) => {
    const { auth, close } = createAuth({
      url: database.appUrl,
      secret: 'a secret of this test '.repeat(2),
      signOn: null,
    });
    const { app } = await createApp({ transact: database.transact, clock: () => new Date(), auth, trustProxy });
    app.get('/planted/address', { schema: { hide: true } }, ({ ip }) => ({ ip }));
    const answer = await app.inject({
      url: '/planted/address',
      remoteAddress: '10.0.0.2',
      headers: forwarded ? { 'x-forwarded-for': forwarded } : {},
    });
    await app.close();
    await close();
    expect(answer.json()).toEqual({ ip: address });
  });
});
