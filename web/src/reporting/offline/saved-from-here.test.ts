import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noteSaved, savedFromHere } from './saved-from-here.ts';

const items = new Map<string, string>();
beforeEach(() => {
  items.clear();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  });
});
afterEach(() => void vi.unstubAllGlobals());

it('knows the last version of each report, beyond the page that sent it', () => {
  expect(savedFromHere(7)).toBe(0);
  noteSaved(7, 3);
  noteSaved(8, 1);
  noteSaved(7, 4);
  expect([savedFromHere(7), savedFromHere(8), savedFromHere(9)]).toEqual([4, 1, 0]);
});

it('forgets the oldest, and what somebody else has written there', () => {
  for (let report = 1; report <= 41; report += 1) noteSaved(report, 1);
  expect([savedFromHere(1), savedFromHere(2), savedFromHere(41)]).toEqual([0, 1, 1]);
  for (const strange of ['{', '{"7":3}', 'null']) {
    for (const name of items.keys()) items.set(name, strange);
    expect(savedFromHere(41), strange).toBe(0);
  }
});
