import { expect, it } from 'vitest';
import { countAttempts } from './attempts.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22) + minutes * 60_000);

it('asks to wait after the limit, fifteen minutes from the last attempt', () => {
  const attempts = countAttempts();
  expect([attempts.take('a', 2, at(0)), attempts.take('a', 2, at(3)), attempts.take('a', 2, at(4))]).toEqual([
    0, 0, 14,
  ]);
  expect(attempts.take('b', 2, at(4))).toBe(0);
  expect(attempts.take('a', 2, at(18))).toBe(0);
});

it('does not count what was right', () => {
  const attempts = countAttempts();
  for (let n = 0; n < 5; n += 1) {
    expect(attempts.take('a', 2, at(0))).toBe(0);
    attempts.giveBack('a');
  }
  attempts.take('a', 2, at(0));
  attempts.take('a', 2, at(0));
  attempts.forget('a');
  expect(attempts.take('a', 2, at(0))).toBe(0);
});
