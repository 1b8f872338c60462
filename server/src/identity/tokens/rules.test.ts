import type { Route } from '@app/contract/kernel/route.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { hashOfToken, newToken } from './keys.ts';
import { isTokenInForce, tokenIn, whyNotByToken, whyNotEndOn, whyNotMakeToken } from './rules.ts';

const route = (method: Route['method'], path: Route['path'], more: Partial<Route> = {}): Route => ({
  ...{ method, path, summary: '', response: z.object({}) },
  ...more,
});

describe('a key', () => {
  it('is read from the header of a request, whole or not at all', () => {
    const token = newToken();
    expect(tokenIn(`Bearer ${token}`)).toBe(token);
    expect(tokenIn(`bearer ${token}`)).toBe(token);
    for (const other of [undefined, '', token, `Bearer ${token}x`, `Basic ${token}`, 'Bearer ct_ngan'])
      expect(tokenIn(other)).toBeNull();
    expect(hashOfToken(token)).not.toBe(hashOfToken(newToken()));
  });

  it.each([
    ['2026-11-21', 'identity.token-ends'],
    ['2026-11-22', null],
    ['2027-11-22', null],
    ['2027-11-23', 'identity.token-ends'],
  ])('may end on %s: %s', (day, code) => {
    expect(whyNotEndOn(day, '2026-11-22')?.code ?? null).toBe(code);
  });

  it('is in force to its last day, unless taken back', () => {
    const token = { expiresOn: '2026-11-22', revokedAt: null };
    expect([isTokenInForce(token, '2026-11-22'), isTokenInForce(token, '2026-11-23')]).toEqual([true, false]);
    expect(isTokenInForce({ ...token, revokedAt: new Date(0) }, '2026-11-22')).toBe(false);
  });

  it('is not made for a post that was handed on', () => {
    expect(whyNotMakeToken('delegated')?.code).toBe('kernel.not-allowed');
    expect([whyNotMakeToken('own'), whyNotMakeToken('acting')]).toEqual([null, null]);
  });

  it.each([
    ['read', 'GET', '/api/my-work', {}, true],
    ['read', 'GET', '/api/figures', {}, true],
    ['read', 'GET', '/api/my/sessions', {}, false],
    ['read', 'GET', '/api/accounts', {}, false],
    ['read', 'GET', '/api/accounts/many', {}, false],
    ['read', 'GET', '/api/audit', {}, false],
    ['read', 'GET', '/api/audit/export', {}, false],
    ['read', 'GET', '/api/export', { sensitive: true }, false],
    ['read', 'POST', '/api/reports/:id/submit', { forKeys: true }, false],
    ['report', 'POST', '/api/reports/:id/submit', { forKeys: true }, true],
    ['report', 'POST', '/api/reports/:id/accept', {}, false],
    ['report', 'POST', '/api/editions', { sensitive: true, forKeys: true }, false],
    ['report', 'POST', '/api/my/tokens', { forKeys: true }, false],
  ] as const)('of scope %s may be used for %s %s %o: %s', (scope, method, path, more, may) => {
    expect(whyNotByToken(scope, route(method, path, more)) === null).toBe(may);
  });
});
