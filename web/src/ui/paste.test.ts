import { describe, expect, it } from 'vitest';
import { blockOf, figuresOf } from './paste.ts';

const digits = (text: string): boolean => /^\d+$/.test(text);

describe('a block pasted from a spreadsheet', () => {
  it('is read by rows and columns, without the empty line at the end', () => {
    expect(blockOf('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('loses the quotes that a spreadsheet adds, keeps those of the text', () => {
    expect(blockOf('"họp ""giao ban"""\t5')).toEqual([['họp "giao ban"', '5']]);
  });

  it('keeps an empty cell in the middle as empty', () => {
    expect(blockOf('1\n\n3\n')).toEqual([['1'], [''], ['3']]);
  });

  it('gives the rightmost column that holds only numbers', () => {
    expect(
      figuresOf(
        [
          ['Kế hoạch', 'văn bản', '2'],
          ['Cuộc họp', 'cuộc', ''],
        ],
        digits,
      ),
    ).toEqual(['2', '']);
    expect(
      figuresOf(
        [
          ['12', '14', 'ghi chú'],
          ['5', '6', ''],
        ],
        digits,
      ),
    ).toEqual(['14', '6']);
  });

  it('gives the first column when none holds only numbers, so that nothing is lost unseen', () => {
    expect(
      figuresOf(
        [
          ['1.23', 'x'],
          ['4', 'y'],
        ],
        digits,
      ),
    ).toEqual(['1.23', '4']);
  });
});
