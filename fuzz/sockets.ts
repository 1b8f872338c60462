/** Bytes on a bare socket: malformed HTTP, bombs that unpack, clients that trickle; and one honest request beside them. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { HANG_MS } from './ask.ts';
import type { Tally } from './tally.ts';
import { askIn, type World } from './world.ts';

const line = fc.constantFrom(
  'GET / HTTP/1.1',
  'GET /api/session HTTP/1.1',
  'POST /api/session HTTP/1.1',
  'GET /api/session HTTP/1.0',
  'GET /api/session HTTP/9.9',
  'GET http://elsewhere.example/ HTTP/1.1',
  'CONNECT elsewhere.example:443 HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'PRI * HTTP/2.0',
  'GET /\u0000 HTTP/1.1',
  'GET / HTTP/1.1 HTTP/1.1',
  'TRACE / HTTP/1.1',
  '',
);
const header = fc.constantFrom(
  'Host: x',
  'Host:',
  'Host: x\r\nHost: y',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Content-Length: 5\r\nContent-Length: 6',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: chunked\r\nContent-Length: 4',
  'Connection: upgrade\r\nUpgrade: websocket',
  'Connection: upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__',
  'Expect: 100-continue',
  ' folded: header',
  'no colon',
  ': no name',
  'X: \u0000',
  `X: ${'a'.repeat(70_000)}`,
  'Content-Type: application/json',
  'Connection: close',
);
const tail = fc.constantFrom(
  '',
  '{}',
  '5\r\n{"a":\r\n0\r\n\r\n',
  'ffffffffffffffff\r\n',
  '-1\r\n',
  '0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n',
);

const malformed = fc.oneof(
  fc
    .tuple(line, fc.array(header, { maxLength: 4 }), tail)
    .map(([first, heads, rest]) => Buffer.from([first, ...heads, '', rest].join('\r\n'), 'latin1')),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

/** Sends and hangs up; what matters is what becomes of the program. */
const send = async (port: number, bytes: Buffer): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (part) => {
    heard += part.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.write(bytes);
  const limit = setTimeout(() => socket.destroy(), 150);
  await once(socket, 'close');
  clearTimeout(limit);
  return heard;
};

const honest = { as: null, method: 'GET', path: '/api/session', headers: {}, body: undefined };

const stillServes = async (world: World, tally: Tally, kind: string, input: string): Promise<boolean> => {
  const answer = await askIn(world, honest);
  const well = typeof answer === 'object' && answer.status === 200;
  if (!well) tally.found({ kind, what: `an honest request beside it got ${JSON.stringify(answer)}`, input });
  if (!world.alive()) tally.found({ kind, what: 'the program has died', input });
  return well;
};

export const fuzzSockets = async (
  world: World,
  tally: Tally,
  how: { runs: number; seed: number; until: number },
): Promise<void> => {
  await fc.check(
    fc.asyncProperty(fc.array(malformed, { minLength: 1, maxLength: 6 }), async (all) => {
      tally.tried('bare sockets', all.length);
      const heard = await Promise.all(all.map((bytes) => send(world.port, bytes)));
      const input = all.map((bytes) => bytes.toString('latin1').slice(0, 200)).join('\n--\n');
      const broken = heard.find((text) => /^HTTP\/1\.1 5\d\d/m.test(text));
      // A version that is none may be answered with 505.
      if (broken && !/^HTTP\/1\.1 505/m.test(broken))
        tally.found({ kind: 'bare sockets', what: broken.slice(0, 200), input });
      return stillServes(world, tally, 'bare sockets', input);
    }),
    { numRuns: how.runs, seed: how.seed, interruptAfterTimeLimit: Math.max(1, how.until - Date.now()) },
  );
};

const provinceOf = (world: World): string | null =>
  [...world.cookies.keys()].find((name) => name.includes('province')) ?? null;

/** A few kilobytes that would unpack to many megabytes, and bodies beyond the limit: refused, whatever is in them. */
export const fuzzBombs = async (world: World, tally: Tally): Promise<void> => {
  const huge = Buffer.alloc(64 * 1024 * 1024, 0x20);
  const packed: readonly [string, Buffer][] = [
    ['gzip', gzipSync(huge)],
    ['br', brotliCompressSync(huge, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } })],
    ['gzip', gzipSync(gzipSync(huge))],
  ];
  const long = [2, 40].map((size) => ['identity', Buffer.alloc(size * 1024 * 1024, 0x5b)] as const);
  for (const [encoding, body] of [...packed, ...long])
    for (const path of ['/api/session', '/api/reports/import']) {
      tally.tried('bombs');
      const headers = {
        'content-type': 'application/json',
        ...(encoding !== 'identity' && { 'content-encoding': encoding }),
      };
      const answer = await askIn(world, { as: provinceOf(world), method: 'POST', path, headers, body });
      // A body that is too long may be cut off before it was sent.
      const cut = answer === 'closed' && encoding === 'identity';
      const refused = typeof answer === 'object' && answer.status >= 400 && answer.status < 500;
      if (!refused && !cut)
        tally.found({ kind: 'bombs', what: `${path}: ${JSON.stringify(answer).slice(0, 200)}`, input: encoding });
    }
};

/** Fifty clients that never come to an end, and one that asks like anybody. */
export const fuzzSlow = async (world: World, tally: Tally): Promise<void> => {
  const slow = Array.from({ length: 50 }, () => connect(world.port, '127.0.0.1'));
  for (const socket of slow) {
    tally.tried('slow clients');
    socket.on('error', () => undefined);
    socket.write(
      'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    );
  }
  const begin = Date.now();
  await stillServes(world, tally, 'slow clients', '50 bodies that never come');
  if (Date.now() - begin > HANG_MS)
    tally.found({ kind: 'slow clients', what: 'an honest request had to wait', input: '' });
  for (const socket of slow) socket.destroy();
};
