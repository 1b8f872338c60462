import { describe, expect, it } from 'vitest';
import { figureWays } from './figure-ways.ts';

const negative = { vi: 'Số đếm không âm.', en: 'Counts are not negative.' };
const ways = figureWays((_, { value }) => (value < 0 ? negative : null));

describe('figures typed into the entry grid', () => {
  it.each([
    ['1.931', 1931, 'exact'],
    ['12,5', 12.5, 'exact'],
    ['hơn 18.000', 18000, 'at_least'],
  ])('reads %s', (text, value, precision) => {
    expect(ways.read('row', text)).toEqual({ figure: { value, precision }, fault: null });
  });

  it('takes an empty cell and a dash for missing, which is no fault', () => {
    expect([ways.read('row', ' '), ways.read('row', '–')]).toEqual([
      { figure: null, fault: null },
      { figure: null, fault: null },
    ]);
  });

  it('says in both languages which text cannot be read', () => {
    const { figure, fault } = ways.read('row', '1,931');
    expect([figure, fault?.vi.includes('“1,931”'), fault?.en.includes('"1,931"')]).toEqual([null, true, true]);
  });

  it('refuses what the row refuses', () => {
    expect(ways.read('row', '-3')).toEqual({ figure: null, fault: negative });
  });

  it('writes what it reads the same way', () => {
    for (const text of ['1.931', 'hơn 18.000', '12,5']) {
      const { figure } = ways.read('row', text);
      expect(figure && ways.write('row', figure)).toBe(text);
    }
  });
});
