import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

const cellOf = (text: string): string => csvOf([[text]]).slice(1, -2);

describe('a table for spreadsheets', () => {
  it('keeps words, commas, quotes and lines in their cell', () => {
    expect(
      csvOf([
        ['Đơn vị', 'Mã'],
        ['Xã "A", B', 'k7mp'],
      ]),
    ).toBe('\ufeff"Đơn vị","Mã"\r\n"Xã ""A"", B","k7mp"\r\n');
    expect(cellOf('một\nhai')).toBe('"một\nhai"');
  });

  it.each(['=1+1', '+84', '-3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])('never lets %j be carried out', (text) => {
    expect(cellOf(text)).toBe(`"'${text}"`);
  });

  it.each(['Xã A=B', 'k7mp-2xqa', '3', ''])('leaves %j as it is', (text) => expect(cellOf(text)).toBe(`"${text}"`));
});
