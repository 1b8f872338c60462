import { describe, expect, it } from 'vitest';
import { searchFor, whyNotLetIn } from './rules.ts';

describe('whom the sign-on has confirmed', () => {
  it.each([
    ['subject', { sub: 'A-7', preferred_username: 'other' }, { by: 'subject', subject: 'A-7' }],
    [
      'preferred_username',
      { sub: 'A-7', preferred_username: 'PhongNha.QT' },
      { by: 'username', username: 'phongnha.qt' },
    ],
    ['preferred_username', { sub: 'A-7' }, null],
    ['preferred_username', { sub: 'A-7', preferred_username: ['root', 'other'] }, null],
    ['preferred_username', { sub: 'A-7', preferred_username: '' }, null],
    ['constructor', { sub: 'A-7' }, null],
    ['subject', {}, null],
  ])('is looked for by %s, given %o, as %o', (match, claims, search) => {
    expect(searchFor(match, claims)).toEqual(search);
  });

  it('is let in when there is an account here that holds a post today', () => {
    expect(whyNotLetIn({ posts: 1 })).toBeNull();
    for (const account of [null, { posts: 0 }]) expect(whyNotLetIn(account)?.code).toBe('identity.sign-on-refused');
  });
});
