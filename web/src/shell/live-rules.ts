/** What is read again after something was written elsewhere, and when. Pure. */
import type { LiveEvent, LiveRoom } from '@app/contract/notices/routes.ts';

/** By the room that was written in: how the addresses begin of what it can have changed. */
export const readsOfRoom: Readonly<Record<LiveRoom, readonly string[]>> = {
  org: ['/api/units', '/api/change-sets', '/api/change-drafts'],
  reporting: [
    '/api/my-work',
    '/api/reports',
    '/api/entry-grid',
    '/api/consolidation',
    '/api/editions',
    '/api/exceptions',
    '/api/requests',
    '/api/signals',
    '/api/timeliness',
    '/api/urgings',
    '/api/targets',
    '/api/notices',
    '/api/figures',
    '/api/review',
  ],
  review: ['/api/review'],
};

type Reads = { paths: readonly string[]; isForMany: boolean };
export type ReadAgain = { paths: readonly string[]; at: number };

const everyRoom = Object.keys(readsOfRoom) as LiveRoom[];

/** What an event can have changed. `isForMany`: most likely everybody hears it now. */
export const readsOf = ({ rooms, units }: LiveEvent): Reads => ({
  paths: [...new Set((rooms ?? everyRoom).flatMap((room) => readsOfRoom[room]))],
  isForMany: units === null,
});

/** Milliseconds after which it is read at the earliest, and over which those who hear the same spread. */
const SOON = 300;
const SPREAD = 1_700;
const SPREAD_OF_MANY = 30_000;
/** At a deadline something is written all the time. */
const APART = 10_000;

/** When what is waiting and what comes now are read together: what waits already is never put off. */
export const readAgainAt = (
  waiting: ReadAgain | null,
  { paths, isForMany }: Reads,
  { now, lastRead, chance }: { now: number; lastRead: number; chance: number },
): ReadAgain => {
  const at = Math.max(now + SOON, lastRead + APART) + chance * (isForMany ? SPREAD_OF_MANY : SPREAD);
  return { paths: [...new Set([...(waiting?.paths ?? []), ...paths])], at: Math.min(waiting?.at ?? at, at) };
};

/** The whole events at the beginning of what has come, and what is not whole yet. */
export const eventsIn = (text: string): { events: LiveEvent[]; rest: string } => {
  const parts = text.split('\n\n');
  const rest = parts.pop() ?? '';
  return {
    // What the server sends is told by its contract.
    events: parts.filter((part) => part.startsWith('data: ')).map((part) => JSON.parse(part.slice(6)) as LiveEvent),
    rest,
  };
};

/** The place that the browser keeps; null: none. */
export const positionIn = (cookies: string): string | null =>
  /(?:^|; )chungtay\.written=([0-9A-F]+\/[0-9A-F]+)/.exec(cookies)?.[1] ?? null;

const bytes = (position: string): bigint => {
  const [high = '0', low = '0'] = position.split('/');
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
};

export const newer = (position: string, than: string | null): boolean => than === null || bytes(position) > bytes(than);
