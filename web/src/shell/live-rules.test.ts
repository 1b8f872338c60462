/** What is read again when something was written elsewhere: enough of it, not too much, and not by everybody at once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsIn, newer, positionIn, readAgainAt, readsOf, readsOfRoom } from './live-rules.ts';

const event = { rooms: ['reporting' as const], units: [7], position: null };

describe('what is read again', () => {
  it('begins as real addresses of reads do', () => {
    const contract = resolve(import.meta.dirname, '../../../contract/src');
    const files = readdirSync(contract, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('routes.ts'));
    const reads = files.flatMap((file) =>
      [...readFileSync(join(contract, file), 'utf8').matchAll(/method: 'GET',\s+path: '([^']+)'/g)].map(
        ([, path = '']) => path,
      ),
    );
    expect(reads.length).toBeGreaterThan(50);
    for (const path of Object.values(readsOfRoom).flat())
      expect(
        reads.some((each) => each === path || each.startsWith(`${path}/`)),
        path,
      ).toBe(true);
  });

  it('is what the rooms can have changed, and everything when something may have been missed', () => {
    expect(readsOf(event)).toMatchObject({ isForMany: false });
    expect(readsOf(event).paths).toContain('/api/my-work');
    expect(readsOf(event).paths).not.toContain('/api/units');
    expect(readsOf({ rooms: null, units: null, position: null })).toMatchObject({ isForMany: true });
    expect(readsOf({ rooms: null, units: null, position: null }).paths).toContain('/api/units');
  });

  it('is read soon, at most every ten seconds, and never put off by what comes later', () => {
    const first = readAgainAt(null, readsOf(event), { now: 100_000, lastRead: 0, chance: 0.5 });
    expect(first.at).toBe(101_150);
    const more = readAgainAt(first, readsOf({ ...event, rooms: ['org'] }), { now: 101_000, lastRead: 0, chance: 1 });
    expect(more.at).toBe(first.at);
    expect(more.paths).toEqual([...readsOfRoom.reporting, ...readsOfRoom.org]);
    expect(readAgainAt(null, readsOf(event), { now: 102_000, lastRead: 101_150, chance: 0 }).at).toBe(111_150);
  });

  it('spreads over half a minute what everybody hears', () => {
    const many = readsOf({ ...event, units: null });
    const at = (chance: number) => readAgainAt(null, many, { now: 0, lastRead: -20_000, chance }).at;
    expect([at(0), at(1)]).toEqual([300, 30_300]);
  });
});

describe('the stream', () => {
  it('is read by whole events, whatever is between and wherever it is cut', () => {
    const text = `: \n\ndata: ${JSON.stringify(event)}\n\n: \n\ndata: {"roo`;
    expect(eventsIn(text)).toEqual({ events: [event], rest: 'data: {"roo' });
    expect(eventsIn('')).toEqual({ events: [], rest: '' });
  });
});

describe('how far this browser has seen', () => {
  it('is raised and never lowered', () => {
    expect(positionIn('a=b; chungtay.written=1/FF; c=d')).toBe('1/FF');
    expect(positionIn('xchungtay.written=1/FF')).toBeNull();
    expect([newer('1/100', '1/FF'), newer('1/FF', '1/FF'), newer('0/FFFF', '1/0'), newer('0/1', null)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});
