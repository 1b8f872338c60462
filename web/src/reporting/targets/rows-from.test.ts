import { describe, expect, it } from 'vitest';
import { rowsFrom } from './rows-from.ts';

describe('a pasted table of targets', () => {
  it('takes unit and value, tabs or semicolons, the Vietnamese way', () => {
    expect(rowsFrom('19138\t1.200\r\nXã Ba Lòng;12,5\n')).toEqual({
      rows: [
        { unit: '19138', value: 1200 },
        { unit: 'Xã Ba Lòng', value: 12.5 },
      ],
      wrong: [],
    });
  });
  it('leaves the head of the table out, and cells between unit and value', () => {
    expect(rowsFrom('Mã\tTên\tChỉ tiêu\n19138\tXã Phong Nha\t40')).toEqual({
      rows: [{ unit: '19138', value: 40 }],
      wrong: [],
    });
  });
  it('tells the lines it cannot read', () => {
    expect(rowsFrom('19138\t40\nXã Ba Lòng\tnhiều\n19429')).toMatchObject({
      rows: [{ unit: '19138', value: 40 }],
      wrong: [
        { line: 2, text: 'Xã Ba Lòng\tnhiều' },
        { line: 3, text: '19429' },
      ],
    });
  });
});
