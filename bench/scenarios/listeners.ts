/** Open pages of three thousand communes that hear what is written: what they hold, and how soon each hears of its own. Works on a copy. */
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { periodOf } from '@app/contract/kernel/period.ts';
import type { Order } from '../load.ts';
import { type Figure, figureOf, percentile, repeat, timed } from '../measure.ts';
import { ordersOf } from '../orders.ts';
import { memoryOf, startProgram } from '../program.ts';
import type { Run, Scenario } from '../scenario.ts';

/** As many as one process takes (decision 0036). */
const LISTENERS = 3_000;
const WRITES = 30;
const LIGHT = { warmUp: 20, n: 100 };
/** A month that is over and holds no data at any size. */
const month = periodOf('month', 2025, 9);

export const listeners: Scenario = {
  name: 'listeners',
  run: async (run) => {
    const place = await run.store.copy();
    const orders = (await ordersOf(run, place, month)).slice(0, LISTENERS);
    const program = await startProgram(place);
    const agent = new Agent({ keepAlive: true, maxSockets: LISTENERS + 50 });
    try {
      const client = clientOf(program.address, agent);
      const light = () => repeat(LIGHT, () => client.whole('GET', '/api/session', orders[0]));
      const alone = await light();
      const held = memoryOf(program.pid, 'VmRSS');
      const pages: IncomingMessage[] = [];
      for (let at = 0; at < orders.length; at += 50)
        pages.push(
          ...(await Promise.all(orders.slice(at, at + 50).map((order) => client.begin('GET', '/api/live', order)))),
        );
      await pause(1_000);
      const more = memoryOf(program.pid, 'VmRSS') - held;
      const beside = await light();
      const heard: number[] = [];
      for (let round = 0; round < run.rounds(WRITES); round += 1) {
        const at = Math.floor((round * orders.length) / WRITES);
        heard.push((await timed(() => tellAndHear(client, orders[at], pages[at]))).ms);
      }
      for (const page of pages) page.destroy();
      return figuresOf(run, { pages: pages.length, alone, beside, more, heard });
    } finally {
      agent.destroy();
      await program.stop();
    }
  },
};

type Sent = Order['requests'][number];
type Client = ReturnType<typeof clientOf>;

const clientOf = (address: string, agent: Agent) => {
  const { hostname, port } = new URL(address);
  const begin = async (method: string, path: string, order: Sent | undefined, body = ''): Promise<IncomingMessage> => {
    const headers = {
      authorization: `Bearer ${order?.token}`,
      'idempotency-key': crypto.randomUUID(),
      ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const asked = request({ hostname, port, path, method, agent, headers });
    asked.end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
    return answer;
  };
  const whole = async (method: string, path: string, order: Sent | undefined, body = ''): Promise<void> => {
    (await begin(method, path, order, body)).resume();
  };
  return { begin, whole };
};

/** Sends the form of a commune and waits until its own open page has heard of it. */
const tellAndHear = async (
  client: Client,
  order: Sent | undefined,
  page: IncomingMessage | undefined,
): Promise<void> => {
  if (!order || !page) throw new Error('more rounds than open pages');
  const heard = new Promise<void>((done) => {
    page.on('data', (part: Buffer) => {
      if (part.includes('reporting')) done();
    });
  });
  await client.whole('POST', order.path, order, order.body);
  await Promise.race([
    heard,
    pause(30_000).then(() => {
      throw new Error('an open page has not heard of what was written');
    }),
  ]);
};

const figuresOf = (
  run: Run,
  found: { pages: number; alone: number[]; beside: number[]; more: number; heard: number[] },
): Figure[] => {
  const size = run.size.name;
  const reference = percentile(
    [...found.alone].sort((one, other) => one - other),
    0.95,
  );
  return [
    figureOf({ name: `listeners: ${found.pages} open pages, what they hold`, unit: 'MB', size }, [found.more]),
    figureOf({ name: 'listeners: a light request beside them', unit: 'ms', size, reference }, found.beside),
    figureOf({ name: 'listeners: from sending a form to the open page', unit: 'ms', size }, found.heard),
  ];
};
