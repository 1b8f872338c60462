import { exportsBusy } from '@app/contract/figures/query/problems.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { takePlace } from './places.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('lets two exports run and the next one in when one of them has ended', async () => {
  const [first, second] = [await takePlace(), await takePlace()];
  const third = takePlace();
  let isIn = false;
  void third.then(() => {
    isIn = true;
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect(isIn).toBe(false);
  first();
  first();
  await vi.advanceTimersByTimeAsync(0);
  expect(isIn).toBe(true);
  second();
  (await third)();
  // All places are free again.
  for (const leave of [await takePlace(), await takePlace()]) leave();
});

it('sends away whoever has waited too long, by name', async () => {
  const held = [await takePlace(), await takePlace()];
  const waited = expect(takePlace()).rejects.toMatchObject({ refusal: { code: exportsBusy.code } });
  await vi.advanceTimersByTimeAsync(31_000);
  await waited;
  for (const leave of held) leave();
});
