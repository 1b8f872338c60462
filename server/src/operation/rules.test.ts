import { describe, expect, it } from 'vitest';
import * as rules from './rules.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const GB = 1024 ** 3;

describe('when the instance wants a look', () => {
  it.each([
    [null, 'warning'],
    [20 * HOUR, 'good'],
    [31 * HOUR, 'warning'],
    [3 * DAY, 'danger'],
  ])('a backup of %s seconds: %s', (age, level) => expect(rules.judgeBackup(age).level).toBe(level));

  it.each([
    [null, 'warning'],
    [8 * DAY, 'good'],
    [16 * DAY, 'warning'],
  ])('a drill of %s seconds: %s', (age, level) => expect(rules.judgeDrill(age).level).toBe(level));

  it.each([
    [null, 'warning'],
    [2 * HOUR, 'good'],
    [4 * HOUR, 'warning'],
    [2 * DAY, 'danger'],
  ])('an audit head of %s seconds: %s', (age, level) => expect(rules.judgeAuditHead(age).level).toBe(level));

  it.each([
    [50 * GB, 100 * GB, 'good'],
    [10 * GB, 100 * GB, 'warning'],
    [4 * GB, 100 * GB, 'danger'],
    [0.5 * GB, 2 * GB, 'danger'],
  ])('%d bytes free of %d: %s', (freeBytes, totalBytes, level) =>
    expect(rules.judgeDisk({ freeBytes, totalBytes }).level).toBe(level),
  );

  it.each([
    [20, 'good'],
    [80, 'warning'],
    [96, 'danger'],
  ])('%i connections of 100: %s', (used, level) =>
    expect(rules.judgeConnections({ used, max: 100 }).level).toBe(level),
  );

  it.each([
    [0, 'good'],
    [599, 'good'],
    [700, 'warning'],
  ])('a transaction of %i s: %s', (seconds, level) => expect(rules.judgeLongest(seconds).level).toBe(level));

  const alive = {
    id: 'a',
    host: 'm',
    version: '1',
    seenSecondsAgo: 3,
    draining: false,
    loopDelayMs: 5,
    poolUsed: 2,
    poolMax: 16,
    poolWaiting: 0,
  };
  it.each([
    ['fine', [alive], []],
    ['silent', [{ ...alive, seenSecondsAgo: 60 }], ['process-gone']],
    ['without connections', [{ ...alive, poolUsed: 16, poolWaiting: 4 }], ['pool-full']],
    ['late', [{ ...alive, loopDelayMs: 900 }], ['loop-delay']],
    ['of two versions', [alive, { ...alive, id: 'b', version: '2' }], ['versions']],
    [
      'of two versions, the old one stopping',
      [
        { ...alive, draining: true },
        { ...alive, id: 'b', version: '2' },
      ],
      [],
    ],
  ])('processes that are %s', (_, all, ids) => expect(rules.judgeProcesses(all).map(({ id }) => id)).toEqual(ids));

  it('says so when the audit was found broken', () => {
    expect(rules.judgeVerified(0)).toEqual([]);
    expect(rules.judgeVerified(1)[0]?.level).toBe('danger');
  });

  it('puts what is wrong before what wants a look, and leaves out what is good', () => {
    expect(
      rules
        .warningsOf([rules.judgeLongest(700), rules.judgeBackup(HOUR), rules.judgeBackup(9 * DAY)])
        .map(({ id }) => id),
    ).toEqual(['backup', 'long-transaction']);
  });
});
