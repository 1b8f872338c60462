/** What the server must remember between two steps of signing in, kept by the browser, closed and not to be changed. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Auth } from './auth.ts';

const MINUTE = 60_000;

type Kept = Record<string, string>;
type Sealing = Pick<Auth, 'seal' | 'unseal' | 'cookiePrefix'>;

const attributes = ({ cookiePrefix }: Sealing, seconds: number): string =>
  `Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${cookiePrefix.startsWith('__Host-') ? '; Secure' : ''}`;

/** Gives the browser a cookie that only this instance can read, for some minutes. */
export const keepInBrowser = async (
  auth: Sealing,
  reply: FastifyReply,
  name: string,
  kept: Kept,
  { minutes, now }: { minutes: number; now: Date },
): Promise<void> => {
  const until = new Date(now.getTime() + minutes * MINUTE).toISOString();
  const sealed = await auth.seal(JSON.stringify({ ...kept, cookie: name, until }));
  reply.header('set-cookie', `${auth.cookiePrefix}.${name}=${sealed}; ${attributes(auth, minutes * 60)}`);
  // The answer belongs to this cookie and to no later one.
  reply.header('cache-control', 'no-store');
};

/** What was kept under the name; null when there is nothing, or it is broken, too old, or was kept for something else. The cookie ends. */
export const takeFromBrowser = async (
  auth: Sealing,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  name: string,
  now: Date,
): Promise<Kept | null> => {
  const begins = `${auth.cookiePrefix}.${name}=`;
  const cookie = (request.headers.cookie ?? '').split(';').map((each) => each.trim());
  const sealed = cookie.find((each) => each.startsWith(begins))?.slice(begins.length);
  if (!sealed) return null;
  reply.header('set-cookie', `${begins}; ${attributes(auth, 0)}`);
  const words = await auth.unseal(sealed);
  if (words === null) return null;
  // Written by this instance: nobody else could have sealed it.
  const { cookie: keptFor, until, ...kept } = JSON.parse(words) as Kept;
  return keptFor === name && until !== undefined && new Date(until) > now ? kept : null;
};
