/** The library that keeps passwords, second factors and sessions, reduced to what this room asks of it; none of its own routes is served. */
import { createHmac } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { twoFactor, username } from 'better-auth/plugins';
import { openDatabase, type Transact } from '../kernel/database.ts';
import type { SignOnSettings } from '../kernel/sign-on-settings.ts';
import { AWAITING, type OpenedBy, ownEndpoints } from './auth-endpoints.ts';
import { type SignOn, signOnBy } from './sign-on/provider.ts';

const HOUR = 3600;
const MINUTE = 60;

export type SignedIn = { id: string; username: string };

/** A session that was opened, with the cookies that carry it. */
export type Opened = { user: SignedIn; cookies: string[] };

/**
 * Why a second factor did not end the signing in: the code is wrong, too many were wrong, or the password was given too
 * long ago (or never).
 */
export type NotFinished = 'wrong' | 'locked' | 'over';

export type Auth = {
  /**
   * Opens a new session, never one that was there before; null when name or password are wrong. With a second factor in
   * force there is no session yet: the cookies only carry that the password was right.
   */
  enter: (
    username: string,
    password: string,
    device?: string,
  ) => Promise<(Opened & { awaitsSecondFactor: boolean }) | null>;
  /** Whose password was right in this browser a few minutes ago, while the second factor is still to come. */
  whoAwaits: (cookie: string | undefined) => Promise<SignedIn | null>;
  /** The second step of `enter`. The library counts wrong codes for each attempt and for each account, in the database. */
  finish: (
    cookie: string,
    factor: { code: string } | { recoveryCode: string },
    device?: string,
  ) => Promise<{ cookies: string[] } | NotFinished>;
  /** Opens a session for somebody who was recognised by a passkey or by the organisation's sign-on. */
  open: (userId: string, by: OpenedBy, device?: string) => Promise<Opened>;
  /** Ends the session of these cookies; the answer takes them from the browser. */
  leave: (cookie: string) => Promise<{ cookies: string[] }>;
  /** Who holds a live session by these cookies, and which. */
  whoIs: (cookie: string | undefined) => Promise<(SignedIn & { sessionId: string }) | null>;
  /** Closes words so that only this instance can open them again, and notices any change. */
  seal: (words: string) => Promise<string>;
  /** The words of a seal; null when it is broken or of another instance. */
  unseal: (sealed: string) => Promise<string | null>;
  /** A keyed hash: the same in every process of the instance, worth nothing without its key. */
  fingerprint: (text: string) => string;
  /** The address browsers use, where the operator has set it. */
  baseUrl: string | null;
  /** The organisation's own sign-on, where there is one. */
  signOn: SignOn | null;
  /** Begins the names of cookies: with https they are bound to this very host. */
  cookiePrefix: string;
  /** Transactions on connections of its own: for what must be kept although the request itself is refused. */
  transact: Transact;
};

export type AuthOptions = {
  url: string;
  /** Signs the session cookies and seals what is kept of second factors; at least 32 characters. */
  secret: string;
  /** Address under which browsers reach the server; with https the cookies are marked secure. */
  baseUrl?: string;
  signOn?: SignOnSettings | null;
};

/**
 * Sign-in with user name and password, and a second factor where one is in force. Accounts are opened by administrators, never
 * by oneself. A session lasts one working day and is not prolonged, so a cookie that was copied is worthless the next morning.
 */
export const createAuth = ({
  url,
  secret,
  baseUrl,
  signOn,
}: AuthOptions): { auth: Auth; close: () => Promise<void> } => {
  const database = openDatabase(url, { role: 'chungtay_app', max: 4 });
  const secure = baseUrl?.startsWith('https://') ?? false;
  const cookiePrefix = secure ? '__Host-chungtay' : 'chungtay';
  const library = betterAuth({
    baseURL: baseUrl ?? 'http://localhost',
    secret,
    database: { db: database.db.withoutPlugins(), type: 'postgres', schemaName: 'identity' },
    emailAndPassword: { enabled: true, disableSignUp: true },
    plugins: [
      username({ maxUsernameLength: 60, usernameValidator: (name) => /^[a-z0-9._-]+$/.test(name) }),
      twoFactor({
        twoFactorCookieMaxAge: 10 * MINUTE,
        accountLockout: { maxFailedAttempts: 10, durationSeconds: 15 * MINUTE },
      }),
      ownEndpoints,
    ],
    session: { expiresIn: 12 * HOUR, disableSessionRefresh: true },
    advanced: {
      cookiePrefix,
      // The library would call them __Secure-…; the name that also binds them to the host and the whole site is ours.
      useSecureCookies: false,
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  });
  const headersOf = (cookie: string, device?: string) =>
    new Headers({ ...(cookie && { cookie }), ...(device && { 'user-agent': device }) });
  // A session that is still open in the same browser must not answer for the one that is being opened.
  const awaiting = (cookie: string) =>
    cookie
      .split(';')
      .filter((each) => each.trim().startsWith(`${cookiePrefix}.${AWAITING}=`))
      .join(';');
  const auth: Auth = {
    enter: async (name, password, device) => {
      try {
        const { headers, response } = await library.api.signInUsername({
          body: { username: name, password },
          headers: headersOf('', device),
          returnHeaders: true,
        });
        const cookies = headers.getSetCookie();
        if ('user' in response)
          return { user: { id: response.user.id, username: name }, cookies, awaitsSecondFactor: false };
        // Beside its own cookie the library takes the session's away; one of before ends only when the new one begins.
        const kept = cookies.filter((cookie) => awaiting(cookie) !== '');
        const user = await auth.whoAwaits(kept.map((cookie) => cookie.split(';')[0]).join('; '));
        return user && { user, cookies: kept, awaitsSecondFactor: true };
      } catch (error) {
        if (codeOf(error).status === 401) return null;
        throw error;
      }
    },
    whoAwaits: async (cookie) => {
      const own = awaiting(cookie ?? '');
      return own ? library.api.whoAwaitsSecondFactor({ headers: headersOf(own) }) : null;
    },
    finish: async (cookie, factor, device) => {
      const headers = headersOf(awaiting(cookie), device);
      try {
        const finished =
          'code' in factor
            ? await library.api.verifyTOTP({ body: { code: factor.code }, headers, returnHeaders: true })
            : await library.api.verifyBackupCode({
                body: { code: factor.recoveryCode },
                headers,
                returnHeaders: true,
              });
        return { cookies: finished.headers.getSetCookie() };
      } catch (error) {
        const why = notFinished[codeOf(error).code];
        if (why) return why;
        throw error;
      }
    },
    open: async (userId, openedBy, device) => {
      const { headers, response } = await library.api.openSession({
        body: { userId, openedBy },
        headers: headersOf('', device),
        returnHeaders: true,
      });
      return { user: response, cookies: headers.getSetCookie() };
    },
    leave: async (cookie) => {
      const { headers } = await library.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      return { cookies: headers.getSetCookie() };
    },
    whoIs: async (cookie) => {
      if (!cookie) return null;
      const held = await library.api.getSession({ headers: new Headers({ cookie }) });
      return held && { id: held.user.id, username: held.user.username ?? held.user.name, sessionId: held.session.id };
    },
    seal: (words) => symmetricEncrypt({ key: secret, data: words }),
    unseal: (sealed) => symmetricDecrypt({ key: secret, data: sealed }).catch(() => null),
    fingerprint: (text) => createHmac('sha256', secret).update(text).digest('hex'),
    baseUrl: baseUrl ?? null,
    signOn: signOn && baseUrl ? signOnBy(signOn, baseUrl) : null,
    cookiePrefix,
    transact: database.transact,
  };
  return { auth, close: database.close };
};

/** What the library says when a second step fails, in our words. */
const notFinished: Readonly<Record<string, NotFinished>> = {
  INVALID_CODE: 'wrong',
  INVALID_BACKUP_CODE: 'wrong',
  // Two requests gave the same recovery code at once; it counted for the other one.
  CONFLICT: 'wrong',
  ACCOUNT_TEMPORARILY_LOCKED: 'locked',
  INVALID_TWO_FACTOR_COOKIE: 'over',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'over',
  // Taken away by an administrator between the two steps.
  TOTP_NOT_ENABLED: 'over',
  BACKUP_CODES_NOT_ENABLED: 'over',
};

const codeOf = (error: unknown): { status: number; code: string } => {
  const { statusCode, status, body } = error as { statusCode?: number; status?: unknown; body?: { code?: string } };
  return { status: statusCode ?? 0, code: body?.code ?? String(status) };
};
