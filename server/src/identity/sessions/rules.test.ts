import { describe, expect, it } from 'vitest';
import { confirmedUntil, hasJustConfirmed } from '../../kernel/actor.ts';
import { deviceOf, sessionOf } from './rules.ts';

describe('what is kept of a device', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/135.0 Chrome/129.0 Safari/537.36',
      'Cốc Cốc, Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15; SM-A155F) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1',
      'Safari, iOS',
    ],
    ['curl/8.5.0', null],
    [undefined, null],
  ])('%s is %s', (agent, device) => {
    expect(deviceOf(agent)).toBe(device);
  });
});

describe('having just said who one is', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 3, minute));
  it('lasts ten minutes, and a key for programs never has', () => {
    const proof = { sessionId: 'a', confirmedAt: at(0) };
    expect(confirmedUntil(at(0))).toEqual(at(10));
    expect([hasJustConfirmed({ proof }, at(10)), hasJustConfirmed({ proof }, at(11))]).toEqual([true, false]);
    expect(hasJustConfirmed({ proof: { sessionId: 'a', confirmedAt: null } }, at(0))).toBe(false);
    expect(hasJustConfirmed({ proof: { tokenId: 1 } }, at(0))).toBe(false);
    expect(hasJustConfirmed({}, at(0))).toBe(false);
  });

  it('belongs to a session', () => {
    expect(sessionOf({ proof: { sessionId: 'a', confirmedAt: null } })).toBe('a');
    expect([sessionOf({ proof: { tokenId: 1 } }), sessionOf({})]).toEqual([null, null]);
  });
});
