/**
 * Requests of one route that arrive while others of it are being written wait for them and are then carried out together, in one
 * transaction (decision 0018). At a deadline thousands of reports meet at the same few rows, the totals of the nation: one after
 * the other they would wait for a commit each.
 */

import { type CivilDate, todayInVietnam } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { keyReused } from '@app/contract/kernel/problems.ts';
import type { Input, Result, Route } from '@app/contract/kernel/route.ts';
import { type Actor, announce } from './actor.ts';
import type { Ask } from './ask.ts';
import { type AuditEntry, leaveEntries } from './audit.ts';
import type { Clock } from './clock.ts';
import type { Transact, Tx } from './database.ts';
import { type KeyedRequest, keepAnswers, keptAnswers } from './idempotency.ts';
import type { Versions } from './memory.ts';
import { Refused } from './problem.ts';

export type Together<R extends Route, G, P> = {
  /** Where two requests write rows, the lower number goes first, in every batch alike: two batches meet in a queue, never in a circle. */
  order: (input: Input<R>) => number;
  /** Holds the rows of all, in one order for every batch, and reads what judging them needs. It sees what everybody sees. */
  gather: (inputs: readonly Input<R>[], at: Pick<Ask, 'tx' | 'today'>) => Promise<G>;
  /**
   * Under the rights of who asks: makes sure that it may see what was gathered, judges, and throws its refusal. What it writes comes
   * last, behind every refusal: a refused request leaves nothing behind in a transaction that others are carried by.
   */
  prepare: (input: Input<R>, ask: Omit<Ask, 'audit'>, gathered: G) => Promise<P>;
  /** Writes everything that was prepared, in a few statements; what was done to each, in the same order. */
  write: (
    prepared: readonly P[],
    at: { tx: Tx; now: Date; today: CivilDate },
  ) => Promise<{ answer: Result<R>; audit: AuditEntry }[]>;
};

export type Asked<R extends Route> = {
  input: Input<R>;
  actor: Actor;
  requestId: string;
  keyed: KeyedRequest | null;
};

/** An answer, with the versions of what processes keep in memory as its transaction saw them. */
type Answered<R extends Route> = { answer: Result<R>; versions: Versions };
type Outcome<R extends Route> = Answered<R> | { refused: unknown };

type Waiting<R extends Route> = Asked<R> & { settle: (answered: Answered<R>) => void; fail: (cause: unknown) => void };
type Outcomes<R extends Route> = Map<Waiting<R>, Outcome<R>>;

/** More than so many wait for the next transaction: the first ones are not to wait for the last. */
const MOST = 64;

/** Another process has kept the answer of a key meanwhile. */
class KeyTaken extends Error {}

/** Answers what carries out one request, alone or with those that arrived meanwhile. */
export const carriesOutTogether = <R extends Route, G, P>(
  asking: { transact: Transact; clock: Clock },
  how: Together<R, G, P>,
): ((asked: Asked<R>) => Promise<Answered<R>>) => {
  const queue: Waiting<R>[] = [];
  let running = false;

  /** All of them, or, when the transaction could not be kept, each by itself: one that cannot be written takes nobody with it. */
  const carryOut = async (batch: readonly Waiting<R>[]): Promise<void> => {
    try {
      const outcomes = await attempt(asking, how, batch);
      for (const request of batch) tell(request, outcomes.get(request));
    } catch (cause) {
      const [only] = batch;
      if (batch.length === 1 && only && !(cause instanceof KeyTaken)) only.fail(cause);
      else for (const each of batch) await carryOut([each]);
    }
  };

  const run = async () => {
    running = true;
    while (queue.length > 0) await carryOut(takeBatch(queue));
    running = false;
  };

  return (asked) =>
    new Promise((resolve, reject) => {
      queue.push({ ...asked, settle: resolve, fail: reject });
      if (!running) void run();
    });
};

const tell = <R extends Route>(request: Waiting<R>, outcome: Outcome<R> | undefined): void => {
  if (outcome && 'answer' in outcome) request.settle(outcome);
  else request.fail(outcome?.refused ?? new Error('a request was left over'));
};

const nameOf = ({ userId, key }: KeyedRequest): string => `${userId} ${key}`;

/** The first in the queue, without a second of the same key: that one is answered out of what the first leaves. */
const takeBatch = <R extends Route>(queue: Waiting<R>[]): Waiting<R>[] => {
  const names = new Set<string>();
  const batch: Waiting<R>[] = [];
  const later: Waiting<R>[] = [];
  for (const request of queue.splice(0)) {
    const name = request.keyed && nameOf(request.keyed);
    if (batch.length >= MOST || (name !== null && names.has(name))) later.push(request);
    else {
      batch.push(request);
      if (name !== null) names.add(name);
    }
  }
  queue.push(...later);
  return batch;
};

/** Everybody's rows at once; each request has been judged under its own rights before. */
const everybody = (actors: readonly Actor[]): Actor => ({
  userId: 'together',
  postId: null,
  personsPosts: [],
  unitId: 0,
  bodyId: null,
  allUnits: true,
  lines: [...new Set(actors.flatMap(({ lines }) => lines))],
  ownLines: [...new Set(actors.flatMap(({ ownLines }) => ownLines))],
  does: new Set(),
});

type Batch<R extends Route> = {
  tx: Tx;
  now: Date;
  today: CivilDate;
  versions: Versions;
  requests: readonly Waiting<R>[];
  /** Tells the database that everybody asks. */
  announceAll: () => Promise<Versions>;
};

const attempt = <R extends Route, G, P>(
  { transact, clock }: { transact: Transact; clock: Clock },
  how: Together<R, G, P>,
  requests: readonly Waiting<R>[],
): Promise<Outcomes<R>> =>
  transact(async (tx) => {
    const now = clock();
    const rights = everybody(requests.map(({ actor }) => actor));
    const announceAll = () => announce(tx, rights, { requestId: requests[0]?.requestId ?? '', now });
    const versions = await announceAll();
    const batch: Batch<R> = { tx, now, today: todayInVietnam(now), versions, requests, announceAll };
    const outcomes: Outcomes<R> = new Map();
    await tellRepeated(batch, outcomes);
    const ready = await prepareEach(batch, how, outcomes);
    await announceAll();
    // Whoever waited for the same request in another process has its answer now, not the refusal that it is done already.
    if (ready.length < requests.length) await tellRepeated(batch, outcomes);
    if (ready.length > 0) await writeAll(batch, how, ready, outcomes);
    return outcomes;
  });

/** Gives requests whose key is known what was answered the first time. */
const tellRepeated = async <R extends Route>(
  { tx, versions, requests }: Batch<R>,
  outcomes: Outcomes<R>,
): Promise<void> => {
  const kept = await keptAnswers(
    tx,
    requests.flatMap(({ keyed }) => keyed ?? []),
  );
  if (kept.size === 0) return;
  for (const request of requests) {
    const known = request.keyed && kept.get(nameOf(request.keyed));
    if (!known) continue;
    outcomes.set(
      request,
      known.fingerprint === request.keyed?.fingerprint
        ? { answer: known.answer as Result<R>, versions }
        : { refused: new Refused(refuse(keyReused, {})) },
    );
  }
};

type Ready<R extends Route, P> = { request: Waiting<R>; prepared: P };

/** Judges each under its own rights. */
const prepareEach = async <R extends Route, G, P>(
  { tx, now, today, versions, requests }: Batch<R>,
  { order, gather, prepare }: Together<R, G, P>,
  outcomes: Outcomes<R>,
): Promise<Ready<R, P>[]> => {
  const ready: Ready<R, P>[] = [];
  const open = requests.filter((request) => !outcomes.has(request));
  if (open.length === 0) return ready;
  const gathered = await gather(
    open.map(({ input }) => input),
    { tx, today },
  );
  for (const request of open.sort((a, b) => order(a.input) - order(b.input))) {
    const { input, actor, requestId } = request;
    await announce(tx, actor, { requestId, now });
    try {
      ready.push({ request, prepared: await prepare(input, { tx, actor, now, today, requestId, versions }, gathered) });
    } catch (cause) {
      // What the database refuses has ended the transaction; a refusal of the rules has not.
      if (!(cause instanceof Refused)) throw cause;
      outcomes.set(request, { refused: cause });
    }
  }
  return ready;
};

const writeAll = async <R extends Route, G, P>(
  { tx, now, today, versions }: Batch<R>,
  { write }: Together<R, G, P>,
  ready: readonly Ready<R, P>[],
  outcomes: Outcomes<R>,
): Promise<void> => {
  const written = await write(
    ready.map(({ prepared }) => prepared),
    { tx, now, today },
  );
  const done = ready.map(({ request }, at) => {
    const one = written[at];
    if (!one) throw new Error('a request that was carried out with others has no answer');
    return { request, ...one };
  });
  await leaveEntries(
    tx,
    now,
    done.map(({ request: { actor, requestId }, audit }) => ({ actor, requestId, ...audit })),
  );
  const answers = done.flatMap(({ request: { keyed }, answer }) => (keyed ? [{ ...keyed, answer }] : []));
  if ((await keepAnswers(tx, answers, now)) < answers.length) throw new KeyTaken();
  for (const { request, answer } of done) outcomes.set(request, { answer, versions });
};
