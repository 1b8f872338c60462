import { describe, expect, it } from 'vitest';
import { fillsGrid, type Paragraph, traceUrl } from './tree.ts';
import {
  describeChart,
  withEndMark,
  writeAmount,
  writeAnnexNote,
  writeHeading,
  writeList,
  writeNumber,
  writePlaceAndDate,
} from './words.ts';

describe('the head of an official paper', () => {
  it.each([
    ['25', 'BC-BCĐ', 'Số: 25/BC-BCĐ'],
    ['5', 'QĐ-UBND', 'Số: 05/QĐ-UBND'],
    [null, 'BC-BCĐ', `Số: ${'\u00a0'.repeat(6)}/BC-BCĐ`],
  ])('writes number %s and symbol %s', (number, symbol, written) => {
    expect(writeNumber({ number, symbol }, 'vi')).toBe(written);
  });

  it.each([
    [{ day: 5, month: 1, year: 2020 }, 'Hà Nội, ngày 05 tháng 01 năm 2020'],
    [{ day: 15, month: 2, year: 2020 }, 'Hà Nội, ngày 15 tháng 02 năm 2020'],
    [{ day: 9, month: 3, year: 2020 }, 'Hà Nội, ngày 09 tháng 3 năm 2020'],
    [{ day: null, month: 12, year: 2019 }, `Hà Nội, ngày ${'\u00a0'.repeat(5)} tháng 12 năm 2019`],
  ])('writes the date %o with zeros only where the decree wants them', (date, written) => {
    expect(writePlaceAndDate('Hà Nội', date, 'vi')).toBe(written);
  });

  it('writes the first level of headings in capitals and leaves the second', () => {
    expect(writeHeading({ level: 1, number: 'I.', title: 'Tình hình, đặc điểm' })).toBe('I. TÌNH HÌNH, ĐẶC ĐIỂM');
    expect(writeHeading({ level: 2, number: '1.', title: 'Công tác tuyên truyền' })).toBe('1. Công tác tuyên truyền');
  });

  it('ends each recipient with a semicolon and the last with a full stop', () => {
    expect(writeList(['Như trên;', 'Lưu: VT, TGV.'])).toEqual(['- Như trên;', '- Lưu: VT, TGV.']);
  });

  it('names the paper in the note of its annex', () => {
    const head = {
      governingBody: null,
      issuingBody: 'BAN CHỈ ĐẠO',
      number: '25',
      symbol: 'BC-BCĐ',
      place: 'Quảng Bình',
      date: { day: 9, month: 12, year: 2019 },
    };
    expect(writeAnnexNote({ head, typeName: 'BÁO CÁO', language: 'vi' })).toBe(
      '(Kèm theo Báo cáo số 25/BC-BCĐ ngày 09/12/2019)',
    );
  });
});

describe('the end of the text', () => {
  const paragraph = (text: string): Paragraph => ({ kind: 'paragraph', id: 'p', runs: [{ kind: 'text', text }] });
  it('joins the mark to the last sentence', () => {
    expect(withEndMark([paragraph('Xin báo cáo.')])).toEqual([paragraph('Xin báo cáo./.')]);
    expect(withEndMark([paragraph('Xin báo cáo')])).toEqual([paragraph('Xin báo cáo./.')]);
  });
  it('does not write it twice', () => {
    expect(withEndMark([paragraph('Xin báo cáo./.')])).toEqual([paragraph('Xin báo cáo./.')]);
  });
  it('stands alone after a heading, and after a figure it does not change the figure', () => {
    expect(withEndMark([{ kind: 'heading', id: 'h', level: 1, number: 'I.', title: 'A' }]).at(-1)).toEqual({
      kind: 'paragraph',
      id: 'end-mark',
      runs: [{ kind: 'text', text: './.' }],
    });
    const figure = { kind: 'figure', text: '1.931', trace: '/figures/trace?unit=1' } as const;
    expect(withEndMark([{ kind: 'paragraph', id: 'p', runs: [figure] }])).toEqual([
      { kind: 'paragraph', id: 'p', runs: [figure, { kind: 'text', text: './.' }] },
    ]);
  });
});

describe('the tree refuses what the writers could not draw alike', () => {
  it.each([
    ['a full row', [[{}, {}]], true],
    ['two rows joined by a tall cell', [[{ down: 2 }, {}], [{}]], true],
    ['a gap', [[{}]], false],
    ['a row that is too long', [[{}, {}, {}]], false],
    ['a cell that sticks out below', [[{ down: 2 }, {}]], false],
    ['an overlap', [[{}, { down: 2 }], [{ across: 2 }]], false],
  ])('%s', (_, rows, ok) => {
    expect(
      fillsGrid(
        rows.map((cells) => ({ cells })),
        2,
      ),
    ).toBe(ok);
  });

  it.each([
    '//evil.example/x',
    'https://evil.example',
    'javascript:alert(1)',
    '/\\evil.example',
    '/a b',
    '/a"b',
    '/a\nb',
  ])('a trace that is no address of this site: %s', (trace) => {
    expect(traceUrl.safeParse(trace).success).toBe(false);
  });
  it('takes the address of a trace', () => {
    expect(traceUrl.safeParse('/figures/trace?indicator=F.01&unit=44&period=2019-M12&line=police').success).toBe(true);
  });
});

describe('numbers in charts', () => {
  it('are written the way of the language, with a true minus', () => {
    expect(writeAmount(18161, 'vi')).toBe('18.161');
    expect(writeAmount(-12.7, 'vi')).toBe('−12,7');
    expect(writeAmount(18161, 'en')).toBe('18,161');
  });
  it('stand in the description of the chart, the missing ones too', () => {
    const chart = {
      kind: 'chart',
      id: 'c',
      shape: 'bar',
      title: 'Buổi tuyên truyền',
      unit: 'buổi',
      categories: ['Xã A', 'Xã B', 'Xã C'],
      series: [{ name: '2019', values: [1931, null, 18000], labels: ['', '', 'hơn 18.000'] }],
    } as const;
    expect(describeChart(structuredClone(chart) as never, 'vi')).toBe(
      'Buổi tuyên truyền (đơn vị tính: buổi). Xã A: 1.931; Xã B: chưa có; Xã C: hơn 18.000.',
    );
  });
});
