/** The program on a database of its own, what exists in it, and the sessions of the cast. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { catalogue } from '../contract/src/figures/catalogue.ts';
import { connectOwner } from '../server/src/house.ts';
import { cast, castPassword } from '../server/src/kernel/testing/cast.ts';
import { ask } from './ask.ts';
import type { Known } from './shapes.ts';

export type World = {
  port: number;
  urls: { ownerUrl: string; appUrl: string };
  known: Known;
  cookies: ReadonlyMap<string, string>;
  /** Opens the spare session anew, if its account may still come in. */
  renewSpare: () => Promise<void>;
  /** Peak memory of the program so far, in MB; 0 where the system does not tell. */
  peak: () => number;
  alive: () => boolean;
  /** What stands in the tables that a person's request may write; equal texts mean that nothing was written. */
  written: () => Promise<string>;
  close: () => Promise<void>;
};

type Owner = Awaited<ReturnType<typeof connectOwner>>;

const root = resolve(import.meta.dirname, '..');
const START_LIMIT_MS = 90_000;

/** Starts the program on a furnished database and signs the cast in. */
export const openWorld = async (
  urls: { ownerUrl: string; appUrl: string },
  how: { plant?: boolean } = {},
): Promise<World> => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'fuzz/server.ts', urls.ownerUrl, urls.appUrl, how.plant ? 'plant' : ''],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > 20) said.shift();
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const port = await new Promise<number>((ready, refuse) => {
    const fail = (why: string) => refuse(new Error(`the program ${why}:\n${said.join('\n')}`));
    const limit = setTimeout(() => fail('did not start in time'), START_LIMIT_MS);
    child.once('exit', (code) => fail(`ended with ${code}`));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^READY (\d+)$/.exec(line)?.[1];
      if (!found) return;
      clearTimeout(limit);
      ready(Number(found));
    });
  });
  const owner = await connectOwner(urls.ownerUrl);
  const cookies = await signIn(port);
  return {
    port,
    urls,
    known: await knownIn(owner),
    cookies,
    renewSpare: async () => {
      const cookie = await enter(port, cast.neighbour.username);
      if (cookie) cookies.set(spare, cookie);
    },
    peak: () => Number(/VmHWM:\s+(\d+)/.exec(statusOf(child.pid))?.[1] ?? 0) / 1024,
    alive: () => child.exitCode === null && child.signalCode === null,
    written: () => fingerprint(owner),
    close: async () => {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await exited;
      clearTimeout(hard);
      await owner.end();
    },
  };
};

const statusOf = (pid: number | undefined): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
};

const columnOf = async (owner: Owner, text: string): Promise<(string | number)[]> =>
  (await owner.query<{ it: string | number }>(text)).rows.map(({ it }) => it);

/** Ids and codes that exist, by the names of the fields that take them. */
const knownIn = async (owner: Owner): Promise<Known> => {
  const units = await columnOf(
    owner,
    'select distinct unit_id as it from org.body where unit_id in (select unit_id from identity.post p join org.body b on b.id = p.body_id) limit 12',
  );
  const bodies = await columnOf(owner, 'select body_id as it from identity.post limit 12');
  const reports = await columnOf(owner, 'select id as it from reporting.report order by random() limit 12');
  // Only the spare account's post: the others must stay, or everybody is refused before long.
  const posts = await columnOf(
    owner,
    `select p.id as it from identity.post p join identity."user" u on u.id = p.user_id where u.username = '${cast.neighbour.username}'`,
  );
  const indicators = catalogue.slice(0, 40).map(({ id }) => id);
  const periods = ['2026-M10', '2026-M09', '2026-Q3', '2026-Y', '2027-M01'];
  const usernames = Object.values(cast).map(({ username }) => username);
  return {
    unit: units,
    unitid: units,
    below: units,
    units: [...units, `children:${units[0]}`, `communes:${units[0]}`],
    bodyid: bodies,
    reportid: reports,
    id: reports,
    postid: posts,
    form: ['TH01', 'N01', 'N02'],
    period: periods,
    periods: [...periods, '2026-M09,2026-M10'],
    indicator: indicators,
    indicators: [...indicators, indicators.join(',')],
    unitcode: ['19138', '19429', '44'],
    username: usernames,
    password: [castPassword, 'mật khẩu không đúng'],
    revision: [1, 2],
    draftversion: [0, 1],
    kind: ['month', 'police', 'committee'],
    code: ['123456', 'aaaa-bbbb-cccc'],
  };
};

/** A session that may end: it is used where the others would be lost. */
export const spare = 'spare';

/** The cookies of a new session; null when the account is not let in. */
const enter = async (port: number, username: string): Promise<string | null> => {
  const response = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: castPassword }),
  });
  if (!response.ok) return null;
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
};

const signIn = async (port: number): Promise<Map<string, string>> => {
  const cookies = new Map<string, string>();
  for (const [name, username] of [
    ...Object.values(cast).map((each) => [each.username, each.username] as const),
    [spare, cast.neighbour.username] as const,
  ]) {
    const cookie = await enter(port, username);
    if (cookie === null) throw new Error(`${username} cannot sign in`);
    cookies.set(name, cookie);
  }
  return cookies;
};

/** Rows of refused requests are rolled back, so neither counts nor newest writers of the tables move. */
const fingerprint = async (owner: Owner): Promise<string> => {
  const { rows } = await owner.query<{ text: string }>(`
    select string_agg(format('select %L || count(*) || coalesce(max(xmin::text::bigint), 0) from %I.%I', relname, nspname, relname), ' union all ') as text
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where relkind = 'r' and nspname in ('figures', 'reporting', 'org')
      and relname not in ('unit', 'unit_state', 'reach', 'succession', 'body', 'expectation', 'expected_total', 'period', 'period_within')`);
  const all = await owner.query(rows[0]?.text ?? 'select 1');
  return JSON.stringify(all.rows);
};

/** The short way to ask as somebody of the cast. */
export const askIn = (world: World, asked: Parameters<typeof ask>[1]) =>
  ask(world.port, asked, asked.as === null ? undefined : world.cookies.get(asked.as));
