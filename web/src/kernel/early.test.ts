import { afterEach, describe, expect, it, vi } from 'vitest';
import { dropEarly, takeEarly } from './early.ts';

const answer = Promise.resolve(new Response('{}'));
const asked = (as: string | null, until = performance.now() + 1000) =>
  vi.stubGlobal('chungTayEarly', { as, until, asked: new Map([['/api/session', answer]]) });

afterEach(() => vi.unstubAllGlobals());

describe('what was asked for before the program stood', () => {
  it('goes to the first call that asks the same, once', () => {
    asked('7');
    expect(takeEarly('/api/my-work', 7)).toBeUndefined();
    expect(takeEarly('/api/session', 7)).toBe(answer);
    expect(takeEarly('/api/session', 7)).toBeUndefined();
  });

  it('goes to nobody who asks as another post', () => {
    asked('7');
    expect(takeEarly('/api/session', 8)).toBeUndefined();
    expect(takeEarly('/api/session', null)).toBeUndefined();
    asked(null);
    expect(takeEarly('/api/session', null)).toBe(answer);
  });

  it('goes to nobody after a write', () => {
    asked(null);
    dropEarly();
    expect(takeEarly('/api/session', null)).toBeUndefined();
  });

  it('goes to nobody when it is old, or was never asked', () => {
    asked(null, performance.now() - 1);
    expect(takeEarly('/api/session', null)).toBeUndefined();
    vi.stubGlobal('chungTayEarly', undefined);
    expect(takeEarly('/api/session', null)).toBeUndefined();
  });
});
