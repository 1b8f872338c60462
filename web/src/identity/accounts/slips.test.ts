import { describe, expect, it } from 'vitest';
import { grouped, onSheets } from './slips.ts';

describe('slips', () => {
  it('write a code in groups of four, however the server separates them', () => {
    for (const code of ['k7mp-2xqa-wd3h-9tbn', 'k7mp2xqawd3h9tbn', ' k7mp 2xqa wd3h 9tbn '])
      expect(grouped(code)).toBe('k7mp 2xqa wd3h 9tbn');
    expect(grouped('')).toBe('');
  });

  it('lie eight on a sheet, the last one with what is left', () => {
    const slips = Array.from({ length: 78 }, (_, at) => at);
    const sheets = onSheets(slips);
    expect(sheets.map((sheet) => sheet.length)).toEqual([8, 8, 8, 8, 8, 8, 8, 8, 8, 6]);
    expect(sheets.flat()).toEqual(slips);
    expect(onSheets([])).toEqual([]);
  });
});
