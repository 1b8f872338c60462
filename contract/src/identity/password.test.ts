import { describe, expect, it } from 'vitest';
import { password } from './routes.ts';

describe('a password as it may be typed', () => {
  it('has from 10 to 128 characters, of whatever kind, and is taken as it is', () => {
    for (const typed of [
      'a'.repeat(10),
      'x'.repeat(64),
      'y'.repeat(128),
      ' có dấu  cách ',
      '😀'.repeat(12),
      '"\';--<b>10',
    ])
      expect(password.parse(typed)).toBe(typed);
    for (const typed of ['a'.repeat(9), 'x'.repeat(129)]) expect(password.safeParse(typed).success).toBe(false);
  });
});
