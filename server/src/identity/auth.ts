/** The library that keeps passwords and sessions, reduced to what this room asks of it; none of its own routes is served. */
import { betterAuth } from 'better-auth';
import { hashPassword } from 'better-auth/crypto';
import { username } from 'better-auth/plugins';
import { openDatabase, type Transact } from '../kernel/database.ts';

const HOUR = 3600;

export type SignedIn = { id: string; username: string };

export type Auth = {
  /** Opens a new session, never one that was there before; null when name or password are wrong. */
  enter: (username: string, password: string) => Promise<{ user: SignedIn; cookies: string[] } | null>;
  /** Ends the session of these cookies; the answer takes them from the browser. */
  leave: (cookie: string) => Promise<{ cookies: string[] }>;
  /** Who holds a live session by these cookies. */
  whoIs: (cookie: string | undefined) => Promise<SignedIn | null>;
  /** Transactions on connections of its own: for what must be kept although the request itself is refused. */
  transact: Transact;
};

export type AuthOptions = {
  url: string;
  /** Signs the session cookies; at least 32 characters. */
  secret: string;
  /** Address under which browsers reach the server; with https the cookies are marked secure. */
  baseUrl?: string;
};

/**
 * Sign-in with user name and password. Accounts are opened by administrators, never by oneself. A session lasts one
 * working day and is not prolonged, so a cookie that was copied is worthless the next morning.
 */
export const createAuth = ({ url, secret, baseUrl }: AuthOptions): { auth: Auth; close: () => Promise<void> } => {
  const database = openDatabase(url, { role: 'chungtay_app', max: 4 });
  const library = betterAuth({
    baseURL: baseUrl ?? 'http://localhost',
    secret,
    database: { db: database.db.withoutPlugins(), type: 'postgres', schemaName: 'identity' },
    emailAndPassword: { enabled: true, disableSignUp: true },
    plugins: [username({ maxUsernameLength: 60, usernameValidator: (name) => /^[a-z0-9._-]+$/.test(name) })],
    session: { expiresIn: 12 * HOUR, disableSessionRefresh: true },
    advanced: { cookiePrefix: 'chungtay', ipAddress: { disableIpTracking: true } },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  });
  const auth: Auth = {
    enter: async (name, password) => {
      try {
        const { headers, response } = await library.api.signInUsername({
          body: { username: name, password },
          returnHeaders: true,
        });
        return { user: { id: response.user.id, username: name }, cookies: headers.getSetCookie() };
      } catch (error) {
        if (isUnauthorized(error)) return null;
        throw error;
      }
    },
    leave: async (cookie) => {
      const { headers } = await library.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      return { cookies: headers.getSetCookie() };
    },
    whoIs: async (cookie) => {
      if (!cookie) return null;
      const held = await library.api.getSession({ headers: new Headers({ cookie }) });
      return held && { id: held.user.id, username: held.user.username ?? held.user.name };
    },
    transact: database.transact,
  };
  return { auth, close: database.close };
};

const isUnauthorized = (error: unknown) => error instanceof Error && 'statusCode' in error && error.statusCode === 401;

/** The hash that the library will compare a password with (scrypt, salted). */
export const hashOf = (password: string): Promise<string> => hashPassword(password);
