/** Somebody who asks the server directly, past every browser: for what a journey needs before it begins, and to see what it has left. */
import { expect } from 'vitest';

/** Signs in; `ask` answers whatever comes, `get` the body of an answer. */
export const someone = async (url: string, username: string, password: string) => {
  const cookies = new Map<string, string>();
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const get = async <T>(path: string): Promise<T> => (await ask('GET', path)).json() as Promise<T>;
  expect((await ask('POST', '/api/session', { username, password })).status, username).toBe(200);
  return { ask, get };
};
export type Someone = Awaited<ReturnType<typeof someone>>;
