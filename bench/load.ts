/**
 * Load from a process of its own: so many clients, each sending its next request as soon as the last one is answered. Reads what
 * to send as JSON from standard input and prints what came of it.
 */
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export type Order = {
  address: string;
  clients: number;
  /** Sent in this order, by whichever client is free. */
  requests: { path: string; token: string; body: string }[];
};

export type Outcome = {
  /** Milliseconds of each request from its first byte out to its last byte in. */
  ms: number[];
  /** How many were answered with which status; 0: not at all. */
  statuses: Record<number, number>;
  /** The first answer that was not 200. */
  firstFault: string | null;
  seconds: number;
};

const sendAll = async ({ address, clients, requests }: Order): Promise<Outcome> => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const { hostname, port } = new URL(address);
  const ms: number[] = [];
  const statuses: Record<number, number> = {};
  let firstFault: string | null = null;
  const send = ({ path, token, body }: Order['requests'][number]) =>
    new Promise<{ status: number; answer: string }>((resolve) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: `Bearer ${token}`,
        'idempotency-key': crypto.randomUUID(),
      };
      const asked = request({ hostname, port, path, method: 'POST', agent, headers }, (answer) => {
        let said = '';
        answer.on('data', (part: Buffer) => {
          said += part.toString();
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, answer: said }));
      });
      asked.on('error', (cause) => resolve({ status: 0, answer: String(cause) }));
      asked.end(body);
    });
  let next = 0;
  const client = async () => {
    for (let each = requests[next++]; each; each = requests[next++]) {
      const begin = performance.now();
      const { status, answer } = await send(each);
      ms.push(performance.now() - begin);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status !== 200) firstFault ??= `${each.path}: ${status} ${answer.slice(0, 300)}`;
    }
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  return { ms, statuses, firstFault, seconds: (performance.now() - begin) / 1000 };
};

if (process.argv[1]?.endsWith('load.ts'))
  process.stdout.write(JSON.stringify(await sendAll(JSON.parse(await text(process.stdin)) as Order)));
