import { describe, expect, it } from 'vitest';
import { claimAdministrator, createAccount, password, signIn } from './routes.ts';

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

describe('the name of a new account', () => {
  it.each(['0912345678', '001099012345', '123456789'])('is not %s, a key to a person', (username) => {
    const order = { username, role: 'officer', bodyId: 1, startsOn: '2026-11-22' };
    const claim = { code: 'aaaa-bbbb', username, password: 'a long enough one' };
    expect(createAccount.body.safeParse(order).success).toBe(false);
    expect(claimAdministrator.body.safeParse(claim).success).toBe(false);
    // Whoever has such a name already still comes in.
    expect(signIn.body.safeParse({ username, password: 'x' }).success).toBe(true);
  });

  it('is that of a post', () => {
    for (const username of ['phongnha.quangtri', 'mttq.19138', 'truongban-2'])
      expect(
        createAccount.body.safeParse({ username, role: 'officer', bodyId: 1, startsOn: '2026-11-22' }).success,
      ).toBe(true);
  });
});
