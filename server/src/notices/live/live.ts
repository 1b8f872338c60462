/** What is written anywhere is told to those who listen at this process, each within its reach. */

import type { Readable } from 'node:stream';
import { todayInVietnam } from '@app/contract/kernel/period.ts';
import type { LiveEvent } from '@app/contract/notices/routes.ts';
import { linesActedOn, stillIn } from '../../identity/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Transact } from '../../kernel/database.ts';
import type { Replica } from '../../kernel/replica.ts';
import { keepListeners } from './listeners.ts';
import { unitsUnder } from './queries.ts';
import { type Change, eventFor, hearingOf, readMessage, type Told } from './rules.ts';

/** What arrives within it is told together: at a deadline hundreds of reports arrive in a second. */
const GATHER_MS = 300;
/** Proxies let go of what has been silent for a minute or two. */
const BEAT_MS = 25_000;
/** Who may no longer hear is let go after so long at the latest. */
const LOOK_MS = 20_000;

export type Live = {
  /** A stream for a post, for so many seconds. @throws Refused when there are too many already. */
  listen: (actor: Actor, seconds: number) => Readable;
  /** A message of the database. */
  heard: (message: string) => void;
  /** Messages may have been missed: everybody is told so. */
  missed: () => void;
  /** Looks who may still listen. It does so by itself from time to time. */
  look: () => Promise<void>;
  count: () => number;
  /** Ends every stream and takes no new one; clients ask again, at another process. */
  stop: () => Promise<void>;
};

type At = { transact: Transact; clock: Clock; replica?: Pick<Replica, 'position'> | undefined };

export const openLive = ({ transact, clock, replica }: At): Live => {
  const listeners = keepListeners();
  let waiting: Told[] = [];
  let hasMissed = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const position = async (): Promise<string | null> => (replica ? replica.position() : null);

  /** Each change with its line, and the units of them that lie in the subtree of a unit. */
  const placed = (told: readonly Told[]) =>
    transact(
      async (tx) => {
        const units = [...new Set(told.map(({ unit }) => unit))];
        const lines = await linesActedOn(tx, [...new Set(told.map(({ post }) => post))]);
        const under = await unitsUnder(tx, units, todayInVietnam(clock()));
        return {
          changes: told.map(({ post, ...each }): Change => ({ ...each, line: lines.get(post) ?? null })),
          under,
        };
      },
      { readOnly: true },
    );

  const tellChanges = async (told: readonly Told[]): Promise<void> => {
    const [{ changes, under }, at] = await Promise.all([placed(told), position()]);
    const ofUnit = new Map<number, Change[]>();
    for (const change of changes) ofUnit.set(change.unit, [...(ofUnit.get(change.unit) ?? []), change]);
    const within = (top: number) => (under.get(top) ?? []).flatMap((unit) => ofUnit.get(unit) ?? []);
    const known = new Map<string, LiveEvent | null>();
    listeners.tell((actor) => {
      const name = hearingOf(actor);
      const before = known.get(name);
      if (before !== undefined) return before;
      const event = eventFor(actor, changes, within);
      const whole = event && { ...event, position: at };
      known.set(name, whole);
      return whole;
    });
  };

  const tellMissed = async (): Promise<void> => {
    const event: LiveEvent = { rooms: null, units: null, position: await position() };
    listeners.tell(() => event);
  };

  const flush = async (): Promise<void> => {
    const told = waiting;
    const all = hasMissed;
    waiting = [];
    hasMissed = false;
    if (listeners.count() === 0) return;
    try {
      await (all ? tellMissed() : tellChanges(told));
    } catch {
      // The database is away: what was to be told is told as missed when it is back, by the next look.
      hasMissed = true;
    }
  };

  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      underWay = flush();
    }, GATHER_MS);
  };

  const look = async (): Promise<void> => {
    const actors = listeners.actors();
    if (actors.length === 0) return;
    const staying = await transact((tx) => stillIn(tx, actors, todayInVietnam(clock())), { readOnly: true });
    // Who has come meanwhile was let in just now.
    for (const actor of listeners.actors()) if (!actors.includes(actor)) staying.add(actor);
    listeners.endAllBut(staying);
    if (hasMissed) soon();
  };

  const beats = setInterval(listeners.beat, BEAT_MS);
  const looks = setInterval(() => {
    // While the database does not answer nothing is told either.
    underWay = look().catch(() => undefined);
  }, LOOK_MS);
  beats.unref();
  looks.unref();

  return {
    listen: (actor, seconds) => listeners.add(actor, stopped ? 0 : seconds),
    heard: (message) => {
      if (listeners.count() === 0) return;
      waiting.push(...readMessage(message));
      soon();
    },
    missed: () => {
      hasMissed = true;
      soon();
    },
    look,
    count: listeners.count,
    stop: async () => {
      stopped = true;
      clearInterval(beats);
      clearInterval(looks);
      clearTimeout(timer);
      listeners.endAllBut(new Set());
      await underWay;
    },
  };
};
