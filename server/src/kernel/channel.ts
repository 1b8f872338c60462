/** What the database tells those who listen, heard on a connection of its own that comes back by itself when it is lost. */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Milliseconds between two attempts to come back. */
const AGAIN_MS = 2_000;
/** A connection of which nothing is heard any more is found out by a question from time to time. */
const ASK_MS = 20_000;

type Hearing = {
  heard: (message: string) => void;
  /** The connection was lost and is back: what was told between is not told again. */
  missed: () => void;
};

/** Listens to a channel until stopped; answers when the first connection stands or has failed. */
export const listenTo = async (
  channel: string,
  at: { url: string; role?: string },
  { heard, missed }: Hearing,
): Promise<{ stop: () => Promise<void> }> => {
  let stopped = false;
  let client: pg.Client | null = null;

  const open = async (): Promise<pg.Client> => {
    const next = new pg.Client({
      connectionString: at.url,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      application_name: 'chungtay-listens',
      ...(at.role && { options: `-c role=${at.role}` }),
    });
    next.on('error', () => undefined);
    next.on('notification', ({ payload = '' }) => heard(payload));
    try {
      await next.connect();
      await next.query(`listen ${pg.escapeIdentifier(channel)}`);
      return next;
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
  };

  /** Ends with the connection. */
  const whileOpen = async (open: pg.Client): Promise<void> => {
    const lost = new Promise<void>((done) => open.once('end', done));
    const ask = setInterval(() => void open.query('select 1').catch(() => open.end()), ASK_MS);
    await lost;
    clearInterval(ask);
  };

  const first = await open().catch(() => null);
  client = first;
  const follow = async (): Promise<void> => {
    while (!stopped) {
      if (client) await whileOpen(client);
      client = null;
      if (stopped) return;
      await pause(AGAIN_MS, undefined, { ref: false });
      if (stopped) return;
      client = await open().catch(() => null);
      if (client) missed();
    }
  };
  void follow();
  return {
    stop: async () => {
      stopped = true;
      await client?.end().catch(() => undefined);
    },
  };
};
