import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { castNow } from '../../kernel/testing/cast.ts';
import { openDoor, type TestDoor } from '../testing/browsers.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(async () => {
  vi.useRealTimers();
  await door.close();
});
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: castNow }));

const keyOf = async (name: 'commune' | 'province') => {
  const browser = door.browser();
  await browser.signIn(name);
  return browser.ask('GET', '/api/my/device-key');
};

describe('the key under which a browser closes unsaved work', () => {
  it('is told to nobody without a session', async () => {
    expect((await door.browser().ask('GET', '/api/my/device-key')).code).toBe('kernel.not-signed-in');
  });

  it('is the same at every sign-in of an account, and another for another account', async () => {
    const [one, again, other] = [await keyOf('commune'), await keyOf('commune'), await keyOf('province')];
    expect(one.body).toMatchObject({ username: 'cast.commune', key: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(again.body['key']).toBe(one.body['key']);
    expect(other.body['key']).not.toBe(one.body['key']);
  });

  it('is told no more once the session has ended', async () => {
    const browser = door.browser();
    await browser.signIn('commune');
    await browser.ask('DELETE', '/api/session');
    expect((await browser.ask('GET', '/api/my/device-key')).code).toBe('kernel.not-signed-in');
  });

  it('is not for a key for programs', async () => {
    const browser = door.browser();
    await browser.signIn('commune');
    const made = await browser.ask('POST', '/api/my/tokens', {
      label: 'phần mềm của xã',
      scope: 'report',
      expiresOn: '2026-12-31',
    });
    expect(made.status).toBe(200);
    const { statusCode } = await door.app.inject({
      url: '/api/my/device-key',
      headers: { authorization: `Bearer ${made.body['token']}` },
    });
    expect(statusCode).toBe(403);
  });
});
