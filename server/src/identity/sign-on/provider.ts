/** The organisation's provider of OpenID Connect, by a certified client library: code flow with PKCE, state and nonce. */
import * as oidc from 'openid-client';
import type { SignOnSettings } from '../../kernel/sign-on-settings.ts';

/** Seconds for one answer of the provider; then somebody at the sign-in page is told that it is away. */
const TIMEOUT = 5;
/** Requests that may wait for the provider at once. Each holds a connection to the database; the rest of the product needs the others. */
const WAITING_AT_MOST = 6;
/** Seconds after which the provider asks the person again: a working day, as long as a session here. Asked for, it tells `auth_time`. */
const KNOWN_FOR = 43_200;
/** Milliseconds after which the provider's description is read again. */
const DESCRIPTION_LASTS = 3_600_000;

/** What must come back unchanged, or the way through the provider was not begun in this browser. */
export type Journey = { state: string; nonce: string; verifier: string };

export type SignOn = SignOnSettings & {
  /** The address the browser goes to; `anew`: the provider is to ask the person also when it knows them from before. */
  begin: (journey: Journey, anew: boolean) => Promise<string>;
  /**
   * What the provider confirms about the person, for the query it sent the browser back with. The code in it is exchanged
   * at the provider, which takes it once; the signature of the answer is checked by the provider's published keys.
   */
  finish: (query: string, journey: Journey) => Promise<Confirmed | 'refused' | 'away'>;
};

export type Confirmed = {
  issuer: string;
  /** How many seconds before its answer the person gave their credentials there; null where the provider does not tell. */
  signedInBefore: number | null;
  claims: Readonly<Record<string, unknown>>;
};

export const newJourney = (): Journey => ({
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
});

class TooBusy extends Error {}

/** Speaks with the provider of these settings; `baseUrl` is the address of this instance as browsers see it. */
export const signOnBy = (settings: SignOnSettings, baseUrl: string): SignOn => {
  const wayBack = new URL('/sign-on', baseUrl).href;
  let known: { provider: Promise<oidc.Configuration>; until: number } | null = null;
  const provider = (): Promise<oidc.Configuration> => {
    if (known && known.until > Date.now()) return known.provider;
    const asked = discover(settings);
    known = { provider: asked, until: Date.now() + DESCRIPTION_LASTS };
    // A provider that was away is asked again the next time.
    asked.catch(() => {
      known = null;
    });
    return asked;
  };
  const exchange = async (query: string, { state, nonce, verifier }: Journey): Promise<Confirmed | 'refused'> => {
    const config = await provider();
    const answer = await oidc.authorizationCodeGrant(config, new URL(`?${query}`, wayBack), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = answer.claims();
    if (!claims) return 'refused';
    const isTold = settings.match === 'subject' || claims[settings.match] !== undefined;
    // Some providers tell more than the subject only when they are asked for it once more.
    const more = isTold ? {} : await oidc.fetchUserInfo(config, answer.access_token, claims.sub);
    // From the signed token only, by the provider's own clock.
    const signedInBefore = typeof claims.auth_time === 'number' ? claims.iat - claims.auth_time : null;
    return { issuer: claims.iss, signedInBefore, claims: { ...more, ...claims } };
  };
  let waiting = 0;
  const inTurn = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (waiting >= WAITING_AT_MOST) throw new TooBusy('too many wait for the sign-on');
    waiting += 1;
    try {
      return await ask();
    } finally {
      waiting -= 1;
    }
  };
  return {
    ...settings,
    begin: async ({ state, nonce, verifier }, anew) =>
      oidc.buildAuthorizationUrl(await inTurn(provider), {
        redirect_uri: wayBack,
        scope: settings.match === 'subject' ? 'openid' : 'openid profile',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        max_age: String(KNOWN_FOR),
        ...(anew && { prompt: 'login' }),
      }).href,
    finish: async (query, journey) => {
      try {
        return await inTurn(() => exchange(query, journey));
      } catch (error) {
        return isAway(error) ? 'away' : 'refused';
      }
    },
  };
};

const discover = ({ issuer, clientId, clientSecret }: SignOnSettings): Promise<oidc.Configuration> =>
  oidc.discovery(
    new URL(issuer),
    clientId,
    undefined,
    clientSecret ? oidc.ClientSecretBasic(clientSecret) : oidc.None(),
    {
      timeout: TIMEOUT,
      // Only a provider on this very machine is spoken to without https; the settings see to that.
      execute: [oidc.enableNonRepudiationChecks, ...(issuer.startsWith('http://') ? [oidc.allowInsecureRequests] : [])],
    },
  );

/** The provider could not be reached, took too long, or is broken itself: not a word about the person. */
const isAway = (error: unknown): boolean => {
  const { code, cause } = error as { code?: string; cause?: unknown };
  // What fetch throws for a broken line has no code of its own; what is wrong with an argument has one.
  if (error instanceof TypeError) return code === undefined;
  if (error instanceof TooBusy) return true;
  return code === 'OAUTH_TIMEOUT' || (cause instanceof Response && cause.status >= 500);
};
