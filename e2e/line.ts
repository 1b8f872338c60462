/** A line between browser and server that can be cut, can lose an answer on its way, and can bring another version of the shell. */
import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Line = {
  url: string;
  cut: () => void;
  mend: () => void;
  /** The next request of this kind reaches the server; its answer never arrives, and then the line is down. */
  loseAnswerTo: (method: string, path: RegExp) => void;
  /** From now on the server is unwell where the path fits; null: it is well again. */
  fail: (path: RegExp | null) => void;
  /** From now on the worker of the shell is another one. */
  bringNewVersion: () => void;
  /** What was asked of the server, as 'POST /api/…'. */
  asked: string[];
  close: () => Promise<void>;
};

export const startLine = async (server: string): Promise<Line> => {
  const { hostname, port } = new URL(server);
  const sockets = new Set<Socket>();
  let isCut = false;
  let lost: { method: string; path: RegExp } | null = null;
  let version = '';
  let failing: RegExp | null = null;
  const asked: string[] = [];
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };

  const proxy = createServer((from, to) => {
    const { method = 'GET', url = '/' } = from;
    asked.push(`${method} ${url}`);
    if (failing?.test(url)) {
      from.resume();
      to.writeHead(500, { 'content-type': 'text/plain' }).end('unwell');
      return;
    }
    const loses = lost !== null && lost.method === method && lost.path.test(url);
    if (loses) lost = null;
    // Asked for whole and as it is written: what is rewritten on the way can be neither "not modified" nor packed.
    const { 'if-none-match': _one, 'if-modified-since': _two, 'accept-encoding': _three, ...asks } = from.headers;
    const onward = request({ hostname, port, method, path: url, headers: asks }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        if (loses || isCut) return cut();
        const isWorker = version !== '' && url === '/sw.js';
        const whole = Buffer.concat(parts);
        const { 'content-length': _, etag: __, ...headers } = answer.headers;
        to.writeHead(isWorker ? 200 : (answer.statusCode ?? 500), headers);
        to.end(isWorker ? `${whole.toString().replace(/VERSION = '\w+'/, `VERSION = '${version}'`)}` : whole);
      });
    });
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  });
  proxy.on('connection', (socket: Socket) => {
    if (isCut) return socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      isCut = false;
    },
    loseAnswerTo: (method, path) => {
      lost = { method, path };
    },
    fail: (path) => {
      failing = path;
    },
    bringNewVersion: () => {
      version = `next${Date.now()}`;
    },
    asked,
    close: () =>
      new Promise((done) => {
        cut();
        proxy.close(() => done());
      }),
  };
};
