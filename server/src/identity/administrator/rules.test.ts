import { describe, expect, it } from 'vitest';
import { whyNotRenewCode } from './rules.ts';

describe('a new administrator code', () => {
  it.each([
    [0, false, null],
    [0, true, null],
    [1, false, 'identity.centre-administered'],
    [1, true, null],
  ])('with %i administrators and emergency %s: %s', (administrators, emergency, code) => {
    expect(whyNotRenewCode(administrators, { emergency })?.code ?? null).toBe(code);
  });
});
