import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { problemAnswer } from '@app/contract/kernel/problem.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forUnreadable } from './unreadable.ts';

let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  app = Fastify({
    ...forUnreadable({ https: true }),
    // Short waits for the test; how long they are in the product is not its matter.
    requestTimeout: 300,
    http: { headersTimeout: 200, connectionsCheckingInterval: 50 },
  });
  app.post('/api/units/:name', async () => ({ done: true }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

/** Says something over a bare socket and hears everything until the server hangs up. */
const say = async (text: string): Promise<{ status: number; head: string; body: string }> => {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (part) => {
    heard += part.toString('utf8');
  });
  socket.write(text);
  await once(socket, 'close');
  const [head = '', body = ''] = heard.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body };
};

describe('what cannot be read is answered as a problem', () => {
  it.each([
    ['no HTTP at all', 'xin chào\r\n\r\n', 400],
    [
      'two lengths of one body',
      'POST /api/units/a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc',
      400,
    ],
    [
      'a length and pieces, as for smuggling a second request',
      'POST /api/units/a HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG',
      400,
    ],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
    ['headers that never end', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', 408],
    [
      'a body that never comes',
      'POST /api/units/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{',
      408,
    ],
    [
      'an address that cannot be decoded',
      'POST /api/units/%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      400,
    ],
    [
      'a name longer than any',
      `POST /api/units/${'a'.repeat(500)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      400,
    ],
  ])('%s', async (_, text, status) => {
    const heard = await say(text);
    expect(heard.status).toBe(status);
    expect(heard.head).toContain('content-type: application/problem+json');
    expect(heard.head).toContain("default-src 'none'");
    expect(heard.head).toContain('strict-transport-security');
    expect(problemAnswer.safeParse(JSON.parse(heard.body)).success).toBe(true);
    expect(JSON.parse(heard.body).status).toBe(status);
  });
});
