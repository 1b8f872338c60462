import { describe, expect, it } from 'vitest';
import { afterRefusal } from './after-refusal.ts';

describe('a report that waits and was not taken', () => {
  it.each([
    [0, 'all-wait'],
    [401, 'all-wait'],
    [429, 'all-wait'],
    [408, 'waits'],
    [425, 'waits'],
    [500, 'waits'],
    [503, 'waits'],
    [400, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [409, 'refused'],
    [422, 'refused'],
  ])('%i: %s', (status, says) => expect(afterRefusal(status)).toBe(says));
});
