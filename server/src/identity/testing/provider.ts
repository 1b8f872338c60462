/** A real provider of OpenID Connect on this machine, with a person who signs in at it by its own pages. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { SignOnSettings } from '../../kernel/sign-on-settings.ts';

/** What goes wrong at the provider, for as long as it is set. */
type Faults = {
  /** Answers nothing, and keeps the line open. */
  silent?: boolean;
  /** Every answer is an error of its own. */
  broken?: boolean;
  /** Publishes keys that it does not sign with. */
  otherKeys?: boolean;
  /** Calls itself by another address. */
  otherName?: boolean;
};

export type TestProvider = {
  settings: SignOnSettings;
  /** How many questions have come in. */
  asked: () => number;
  faults: Faults;
  /** Goes to the address as a browser would, signs in under this name, and answers the query it is sent back with; with cookies from before only where it is asked. */
  signInAt: (address: string, login: string, cookies?: Map<string, string>) => Promise<string>;
  /** Closes the line. */
  stop: () => Promise<void>;
};

const keyOf = (kid: string) => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  kid,
  alg: 'ES256',
  use: 'sig',
});

export const startProvider = async (
  baseUrl: string,
  { claimsInToken = true }: { claimsInToken?: boolean } = {},
): Promise<TestProvider> => {
  const faults: Faults = {};
  const http = createServer();
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const key = keyOf('signs');
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'chung-tay',
        client_secret: 'bi mat cua may chu thu nghiem, du dai',
        redirect_uris: [`${baseUrl}/sign-on`],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['khoa cua cong dang nhap thu nghiem'] },
    claims: { profile: ['preferred_username'] },
    conformIdTokenClaims: !claimsInToken,
    // Names of persons at the provider are their logins; the one here is told in capitals, as some providers do.
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id.toUpperCase() }),
    }),
  });
  const answer = provider.callback();
  const say = (response: ServerResponse, status: number, body: object) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  let asked = 0;
  http.on('request', (request, response) => {
    asked += 1;
    const address = request.url ?? '';
    if (faults.silent) return;
    if (faults.broken) return say(response, 503, { error: 'temporarily_unavailable' });
    if (faults.otherKeys && address === '/jwks') {
      const { d: _, ...other } = { ...keyOf('signs') } as Record<string, unknown>;
      return say(response, 200, { keys: [other] });
    }
    if (faults.otherName && address.includes('openid-configuration'))
      return say(response, 200, { issuer: 'http://127.0.0.1:1', authorization_endpoint: `${issuer}/auth` });
    void answer(request, response);
  });
  return {
    settings: {
      issuer,
      clientId: 'chung-tay',
      clientSecret: 'bi mat cua may chu thu nghiem, du dai',
      name: 'Cổng thử nghiệm',
      match: 'subject',
    },
    asked: () => asked,
    faults,
    signInAt: (address, login, cookies = new Map()) => signInAt(address, login, `${baseUrl}/sign-on?`, cookies),
    stop: async () => {
      const closed = new Promise<void>((done) => http.close(() => done()));
      http.closeAllConnections();
      await closed;
    },
  };
};

/** Steps of one sign-in, login and consent with the redirects between them; more is a circle. */
const STEPS = 12;

const signInAt = async (start: string, login: string, back: string, cookies: Map<string, string>): Promise<string> => {
  let address = start;
  let form: URLSearchParams | null = null;
  for (let step = 0; step < STEPS; step += 1) {
    if (address.startsWith(back)) return address.slice(back.length);
    const answer: Response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    for (const each of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    const page = await answer.text();
    form = null;
    if (next) address = new URL(next, address).href;
    else if (page.includes('name="prompt" value="login"'))
      form = new URLSearchParams({ prompt: 'login', login, password: 'x' });
    else if (page.includes('name="prompt" value="consent"')) form = new URLSearchParams({ prompt: 'consent' });
    else throw new Error(`The provider says ${answer.status}: ${page.slice(0, 400)}`);
  }
  throw new Error('The provider leads in a circle');
};
