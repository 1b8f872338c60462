/** Clients that send slowly, send too much, or never come to an end, on real sockets. */
import { type AddressInfo, connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { type Limits, limitOptions, limitSockets } from './limits.ts';
import { forUnreadable } from './unreadable.ts';

const apps: FastifyInstance[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const app of apps.splice(0)) await app.close();
});

const serving = async (own: Partial<Limits>): Promise<number> => {
  const app: FastifyInstance = Fastify({
    forceCloseConnections: true,
    ...forUnreadable({ https: false }),
    ...limitOptions(own),
  });
  limitSockets(app, own);
  app.post('/take', async () => ({ taken: true }));
  app.get('/', async () => ({ fine: true }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  apps.push(app);
  return (app.server.address() as AddressInfo).port;
};

/** A client that hears until the server ends the connection. */
const client = (port: number) => {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let heard = '';
  socket.on('data', (part) => {
    heard += part.toString();
  });
  socket.on('error', () => undefined);
  const ended = new Promise<string>((done) => socket.on('close', () => done(heard)));
  return { socket, ended, heard: () => heard };
};

const quick = { headersMs: 200, requestMs: 400, lookMs: 50, silenceMs: 10_000 };

describe('slow and greedy clients', () => {
  it('ends a connection that sends its headers drop by drop, while others are served', async () => {
    const port = await serving(quick);
    const slow = client(port);
    slow.socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    const drops = setInterval(() => slow.socket.writable && slow.socket.write('X-A: b\r\n'), 40);
    const other = await fetch(`http://127.0.0.1:${port}/`);
    expect(other.status).toBe(200);
    expect(await slow.ended).toMatch(/^HTTP\/1\.1 408 /);
    clearInterval(drops);
  });

  it('ends a connection that sends its body drop by drop', async () => {
    const port = await serving(quick);
    const slow = client(port);
    slow.socket.write(
      'POST /take HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    );
    const drops = setInterval(() => slow.socket.writable && slow.socket.write(' '), 40);
    expect(await slow.ended).toMatch(/^(HTTP\/1\.1 408 |$)/);
    clearInterval(drops);
  });

  it('ends a connection on which nothing moves', async () => {
    const port = await serving({ silenceMs: 200, headersMs: 60_000, requestMs: 60_000 });
    const silent = client(port);
    expect(await silent.ended).not.toMatch(/ 200 /);
  });

  it('refuses headers without end', async () => {
    const port = await serving({});
    const greedy = client(port);
    greedy.socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`);
    expect(await greedy.ended).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('closes what comes beyond the number of sockets, and serves again when one is free', async () => {
    const port = await serving({ sockets: 2 });
    const [first, second] = [client(port), client(port)];
    first.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    second.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await expect.poll(() => first.heard() + second.heard()).toMatch(/200[\s\S]*200/);
    const third = client(port);
    third.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await third.ended).toBe('');
    first.socket.destroy();
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => null))?.status).toBe(200);
  });
});
