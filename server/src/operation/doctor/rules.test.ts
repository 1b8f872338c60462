import { describe, expect, it } from 'vitest';
import { judgeDrillResult } from '../rules.ts';
import * as rules from './rules.ts';

const levels = (...findings: { level: string }[]) => findings.map(({ level }) => level);

describe('what the doctor says', () => {
  it.each([
    ['v20.19.0', 'good'],
    ['v24.2.0', 'good'],
    ['v20.18.3', 'danger'],
    ['v18.20.0', 'danger'],
  ])('Node %s: %s', (version, level) => expect(rules.judgeNode(version).level).toBe(level));

  it.each([
    [150_008, 'good'],
    [180_000, 'good'],
    [140_011, 'danger'],
  ])('PostgreSQL %i: %s', (version, level) => expect(rules.judgePostgres(version).level).toBe(level));

  it('sees each setting that gives durability away', () => {
    const right = { fsync: 'on', synchronousCommit: 'on', fullPageWrites: 'on' };
    expect(levels(...rules.judgeDurability(right))).toEqual(['good', 'good', 'good']);
    expect(levels(...rules.judgeDurability({ ...right, fsync: 'off' }))).toEqual(['danger', 'good', 'good']);
    expect(levels(...rules.judgeDurability({ ...right, synchronousCommit: 'off' }))).toEqual([
      'good',
      'danger',
      'good',
    ]);
    expect(levels(...rules.judgeDurability({ ...right, fullPageWrites: 'off' }))).toEqual(['good', 'good', 'danger']);
    expect(levels(...rules.judgeDurability({ ...right, synchronousCommit: 'remote_apply' }))[1]).toBe('good');
  });

  const role = { name: 'chungtay_app', superuser: false, bypassesRls: false, ownsTables: false };
  it.each([
    [role, 'good'],
    [{ ...role, superuser: true }, 'danger'],
    [{ ...role, bypassesRls: true }, 'danger'],
    [{ ...role, ownsTables: true }, 'danger'],
    [null, 'danger'],
  ])('a role %j: %s', (of, level) => expect(rules.judgeRole(of).level).toBe(level));

  it.each([
    [900, 'good'],
    [-2_500, 'warning'],
    [31_000, 'danger'],
  ])('clocks %i ms apart: %s', (skew, level) => expect(rules.judgeClock(skew).level).toBe(level));

  it('tells a database behind from one ahead', () => {
    expect(rules.judgeMigrations(['a', 'b'], ['a', 'b']).level).toBe('good');
    expect(rules.judgeMigrations(['a', 'b'], ['a'])).toMatchObject({
      level: 'danger',
      says: { en: expect.stringContaining('from b on') },
    });
    expect(rules.judgeMigrations(['a'], ['a', 'b']).level).toBe('warning');
  });

  it.each([
    [16, 100, 'good'],
    [40, 90, 'warning'],
    [96, 100, 'danger'],
  ])('a pool of %i for %i connections: %s', (pool, max, level) => expect(rules.judgePool(pool, max).level).toBe(level));

  it.each([
    [undefined, 'good'],
    ['ngan', 'danger'],
    ['a'.repeat(64), 'danger'],
    ['k7mp2xqa9zRtYw3vBn8sLd5fGh1jKc4e', 'good'],
  ])('a secret %s: %s', (secret, level) => expect(rules.judgeSecret(secret).level).toBe(level));

  it.each([
    ['https://chungtay.example', true, 'good'],
    [undefined, false, 'good'],
    [undefined, true, 'warning'],
    ['http://chungtay.example', true, 'danger'],
    ['http://chungtay.example', false, 'danger'],
    ['http://localhost:3000', false, 'good'],
  ])('an address %s, relied on: %s: %s', (url, relied, level) =>
    expect(rules.judgeBaseUrl(url, relied).level).toBe(level),
  );

  it.each([
    ['present', 'good'],
    ['missing', 'warning'],
    ['unreadable', 'danger'],
    ['open-to-others', 'danger'],
  ] as const)('an audit key that is %s: %s', (state, level) => expect(rules.judgeAuditKey(state).level).toBe(level));

  it('says so when the last drill found differences', () => {
    expect(judgeDrillResult(0)).toEqual([]);
    expect(levels(...judgeDrillResult(2))).toEqual(['danger']);
  });
});
