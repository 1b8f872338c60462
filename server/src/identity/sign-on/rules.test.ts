import { describe, expect, it } from 'vitest';
import { hasJustSignedIn, searchFor, whyNotLetIn } from './rules.ts';

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

describe('signing in at the provider', () => {
  it.each([
    ['a moment ago, on this way', 20, 30, true],
    ['while the provider was slow to answer', 35, 30, true],
    ['before this way was begun', 300, 30, false],
    ['at a moment that is not told', null, 30, false],
    ['in the future', -300, 30, false],
  ])('%s counts as confirming: %s s before its answer, %i s under way: %s', (_, before, underWay, counts) => {
    expect(hasJustSignedIn(before, underWay)).toBe(counts);
  });
});
