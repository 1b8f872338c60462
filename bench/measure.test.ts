import { describe, expect, it } from 'vitest';
import { type Figure, figureOf, percentile, repeat } from './measure.ts';
import { sayFigure } from './say.ts';

const ms = { name: 'a thing', unit: 'ms' as const, size: 'T' };
const upTo = (n: number) => Array.from({ length: n }, (_, at) => at + 1);

describe('figures', () => {
  it('names the value that a share of all does not exceed', () => {
    expect(percentile(upTo(100), 0.5)).toBe(50);
    expect(percentile(upTo(100), 0.95)).toBe(95);
    expect(percentile(upTo(5), 0.95)).toBe(5);
    expect(percentile([7], 0.5)).toBe(7);
  });

  it('leaves out the rounds that warm up', async () => {
    const rounds: number[] = [];
    const times = await repeat({ warmUp: 2, n: 3 }, async (round) => rounds.push(round));
    expect(rounds).toEqual([0, 1, 2, 3, 4]);
    expect(times).toHaveLength(3);
  });

  it('holds a goal against the value it is set for, whatever the order of the rounds', () => {
    const values = upTo(20).reverse();
    expect(figureOf({ ...ms, goal: { of: 'p95', atMost: 19 } }, values)).toMatchObject({
      p50: 10,
      p95: 19,
      max: 20,
      ok: true,
    });
    expect(figureOf({ ...ms, goal: { of: 'p95', atMost: 18 } }, values).ok).toBe(false);
    expect(figureOf(ms, values)).toMatchObject({ goal: null, ok: null, reference: null });
  });

  it('takes the low end of a rate for the bad one', () => {
    const rate = figureOf({ ...ms, unit: 'values/s', goal: { of: 'p50', atLeast: 50_000 } }, [70_000, 30_000, 60_000]);
    expect(rate).toMatchObject({ p50: 60_000, p95: 30_000, max: 30_000, ok: true });
  });

  it('says a missed goal so that it is seen', () => {
    const missed: Figure = figureOf({ ...ms, reference: 4, goal: { of: 'p50', atMost: 1 } }, [3]);
    expect(sayFigure(missed)).toMatch(/^✗ a thing .*p50 3 .*goal p50 <= 1, reference 4/);
  });
});
