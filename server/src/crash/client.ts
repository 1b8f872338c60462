/** One signed-in person over HTTP, who keeps what the server has acknowledged. */
import { crashPassword } from './prepare.ts';

export type Reply = { status: number; body: Record<string, unknown>; requestId: string | null };

export type Client = {
  ask: (method: string, path: string, body?: object, key?: string) => Promise<Reply>;
};

const read = async (response: Response): Promise<Reply> => ({
  status: response.status,
  // The whole answer has arrived: only then is an act acknowledged.
  body: (await response.json()) as Record<string, unknown>,
  requestId: response.headers.get('x-request-id'),
});

/** Signs in; the cookie stays valid over restarts of the program, as sessions live in the database. */
export const signIn = async (url: string, username: string): Promise<string> => {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: crashPassword }),
  });
  if (!response.ok) throw new Error(`${username} cannot sign in: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
};

export const clientOf = (url: string, cookie: string): Client => {
  const once = async (method: string, path: string, body?: object, key?: string): Promise<Reply> =>
    read(
      await fetch(`${url}${path}`, {
        method,
        headers: {
          cookie,
          ...(body && { 'content-type': 'application/json' }),
          ...(method !== 'GET' && { 'idempotency-key': key ?? crypto.randomUUID() }),
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  return {
    ask: async (method, path, body, key) => {
      const reply = await once(method, path, body, key);
      if (reply.body['code'] !== 'kernel.confirm-again') return reply;
      await once('POST', '/api/my/confirmation', { password: crashPassword });
      return once(method, path, body, key);
    },
  };
};
