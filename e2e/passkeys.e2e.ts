/** Passkeys between a real browser and the real server: what the device signs is what the server asks for. */
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { demoPassword, posts, startVisits, type Visit, type Visits } from './visit.ts';

// Browsers bind passkeys to names, never to numbers; of the addresses without https only this name will do.
const demo = { ...ourDemo(), url: ourDemo().url.replace('127.0.0.1', 'localhost') };

let visits: Visits;
let visit: Visit;
let device: CDPSession;
let authenticatorId: string;
beforeAll(async () => {
  visits = await startVisits(demo);
});
afterAll(() => visits.close());
afterEach(() => visit.close());

/** A page with a device that holds passkeys; `verifies` false: its owner gives neither finger nor PIN. */
const open = async (verifies = true): Promise<Page> => {
  visit = await visits.open(null, '/sign-in');
  device = await visit.page.context().newCDPSession(visit.page);
  await device.send('WebAuthn.enable');
  const added = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: verifies,
      automaticPresenceSimulation: true,
    },
  });
  authenticatorId = added.authenticatorId;
  return visit.page;
};

type Asked = { status: number; body: Record<string, unknown> };
const ask = (page: Page, method: string, url: string, body?: object): Promise<Asked> =>
  page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(where, {
        method: how,
        ...(what && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(what) }),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    [method, url, body] as const,
  );

const signIn = (page: Page) => ask(page, 'POST', '/api/session', { username: posts.operator, password: demoPassword });

/** The browser's own making and showing, by the JSON that the server sends. */
const make = (page: Page, options: unknown): Promise<object> =>
  page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json as PublicKeyCredentialCreationOptionsJSON);
    const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
    return made.toJSON() as object;
  }, options);
const show = (page: Page, options: unknown): Promise<object> =>
  page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json as PublicKeyCredentialRequestOptionsJSON);
    const shown = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
    return shown.toJSON() as object;
  }, options);

const addPasskey = async (page: Page): Promise<Asked> => {
  const { options } = (await ask(page, 'POST', '/api/my/passkeys')).body;
  return ask(page, 'POST', '/api/my/passkeys/answer', { label: 'Máy thử', answer: await make(page, options) });
};
const enter = async (page: Page): Promise<Asked> => {
  const { options } = (await ask(page, 'GET', '/api/session/passkey')).body;
  return ask(page, 'POST', '/api/session/passkey/answer', { answer: await show(page, options) });
};

describe('a passkey in a real browser', () => {
  it('is made, signs in without a user name as often as wanted, and no more when it was removed', async () => {
    const page = await open();
    expect((await signIn(page)).status).toBe(200);
    const added = await addPasskey(page);
    expect(added.status).toBe(200);
    const { credentials } = await device.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }]);
    for (let n = 0; n < 2; n += 1) {
      await ask(page, 'DELETE', '/api/session');
      expect((await enter(page)).status).toBe(200);
      expect((await ask(page, 'GET', '/api/session')).body).toMatchObject({ username: posts.operator });
    }
    const sessions = (await ask(page, 'GET', '/api/my/sessions')).body as unknown as { current: boolean; by: string }[];
    expect(sessions.find(({ current }) => current)?.by).toBe('passkey');
    expect((await ask(page, 'DELETE', `/api/my/passkeys/${added.body['id']}`)).status).toBe(200);
    await ask(page, 'DELETE', '/api/session');
    expect((await enter(page)).body).toMatchObject({ code: 'identity.passkey-not-valid' });
  });

  it('is not made by a device whose owner gives neither finger nor PIN', async () => {
    const page = await open(false);
    expect((await signIn(page)).status).toBe(200);
    const { options } = (await ask(page, 'POST', '/api/my/passkeys')).body;
    await expect(make(page, options)).rejects.toThrow(/NotAllowedError/);
  });
});
