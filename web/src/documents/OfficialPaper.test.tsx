import type { Block, OfficialDocument } from '@app/contract/documents/tree.ts';
import { plain } from '@app/contract/documents/words.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { OfficialPaper } from './OfficialPaper.tsx';

const trace = '/figures/trace?indicator=F.01&unit=44&period=2019-Y&line=all';

const paper = (blocks: Block[], more: Partial<OfficialDocument> = {}): OfficialDocument => ({
  kind: 'report',
  language: 'vi',
  demonstration: true,
  head: {
    governingBody: 'TỈNH QUẢNG BÌNH',
    issuingBody: 'BAN CHỈ ĐẠO',
    number: null,
    symbol: 'BC-BCĐ',
    place: 'Quảng Bình',
    date: { day: 9, month: 1, year: 2020 },
  },
  typeName: 'BÁO CÁO',
  abstract: ['Kết quả năm 2019'],
  addressees: ['Ban Chỉ đạo Trung ương'],
  blocks,
  signature: { power: ['TM. BAN CHỈ ĐẠO', 'TRƯỞNG BAN'], name: null },
  recipients: ['Như trên', 'Lưu: VT'],
  annexes: [],
  ...more,
});

const shown = (blocks: Block[], more: Partial<OfficialDocument> = {}, props: object = {}) =>
  renderToStaticMarkup(<OfficialPaper document={paper(blocks, more)} {...props} />);

const sentence: Block = {
  kind: 'paragraph',
  id: 'p',
  runs: [plain('Tổ chức '), { kind: 'figure', text: '1.931', trace }, plain(' buổi.')],
};

describe('the paper on screen', () => {
  it('writes head, addressee, end mark and recipients like the files do', () => {
    const html = shown([sentence]);
    for (const part of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      `Số: ${'\u00a0'.repeat(6)}/BC-BCĐ`,
      'Quảng Bình, ngày 09 tháng 01 năm 2020',
      'Kính gửi: Ban Chỉ đạo Trung ương.',
      ' buổi./.',
      '- Lưu: VT.',
      'TRƯỞNG BAN',
    ]) {
      expect(html).toContain(part);
    }
  });

  it('makes each figure a link to its trace and marks the chosen one', () => {
    const address = trace.replaceAll('&', '&amp;');
    expect(shown([sentence])).toContain(`<a class="paper-figure" href="${address}">1.931</a>`);
    expect(shown([sentence], {}, { selectedTrace: trace })).toContain('aria-current="true"');
    expect(shown([sentence], {}, { selectedTrace: '/figures/trace?other' })).not.toContain('aria-current');
  });

  it('marks a demonstration on the paper and on each annex, and real figures not at all', () => {
    const annexes = [{ id: 'a', number: null, title: 'Danh sách', blocks: [] }];
    expect(shown([sentence], { annexes }).match(/SỐ LIỆU MINH HỌA/g)).toHaveLength(2);
    expect(shown([sentence], { demonstration: false })).not.toContain('MINH HỌA');
  });

  it('gives headings their level and the first one its capitals', () => {
    const html = shown([
      { kind: 'heading', id: 'a', level: 1, number: 'I.', title: 'Tình hình' },
      { kind: 'heading', id: 'b', level: 2, number: '1.', title: 'Đặc điểm' },
      { kind: 'heading', id: 'c', level: 3, number: 'a)', title: 'Dân cư' },
    ]);
    expect(html).toContain('<h3>I. TÌNH HÌNH</h3>');
    expect(html).toContain('<h4>1. Đặc điểm</h4>');
    expect(html).toContain('<h5>a) Dân cư</h5>');
  });

  it('names columns and rows of a table for those who hear it', () => {
    const cell = (text: string) => ({ runs: [plain(text)] });
    const html = shown([
      {
        kind: 'table',
        id: 't',
        caption: 'Biểu 1',
        unit: 'buổi',
        columns: [
          { align: 'center', width: 1 },
          { align: 'left', width: 4 },
          { align: 'right', width: 2 },
        ],
        head: [{ cells: [cell('STT'), { ...cell('Đơn vị'), across: 2 }] }],
        rows: [
          { cells: [cell('1'), cell('Xã A'), cell('12')] },
          { total: true, cells: [{ ...cell('Cộng'), across: 2 }, cell('13')] },
        ],
      },
    ]);
    expect(html).toContain('<th scope="col">STT</th><th scope="colgroup" colSpan="2">Đơn vị</th>');
    expect(html).toContain('<th scope="row" class="paper-left">Xã A</th><td class="paper-right">12</td>');
    expect(html).toContain('<th scope="row" class="paper-center" colSpan="2">Cộng</th><td class="paper-right">13</td>');
    expect(html).toContain('aria-label="Biểu 1"');
  });

  it('writes every number of a chart beside its bar, the missing ones in words', () => {
    const html = shown([
      {
        kind: 'chart',
        id: 'c',
        shape: 'bar',
        title: 'Buổi tuyên truyền',
        unit: 'buổi',
        categories: ['Xã A', 'Xã B'],
        series: [
          { name: 'Năm 2019', values: [1_931, null] },
          { name: 'Năm 2018', values: [0, 965] },
        ],
      },
    ]);
    for (const part of ['>1.931<', '>chưa có<', '>0<', '>965<', 'Năm 2018: ']) expect(html).toContain(part);
    expect(html).toContain('width="80%"');
  });

  it('shows hostile text as text', () => {
    const html = shown([{ kind: 'notice', id: 'n', runs: [plain('<img src=x onerror=alert(1)>')] }]);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x');
  });

  it('lets the page put its tools around a paragraph, and says which one was edited', () => {
    const html = shown(
      [{ ...sentence, edited: true }],
      {},
      {
        wrapParagraph: (paragraph: { id: string }, inner: unknown) => (
          <div data-id={paragraph.id}>{inner as never}</div>
        ),
      },
    );
    expect(html).toContain('<div data-id="p"><p class="paper-edited">');
    expect(html).toContain('Đoạn đã sửa tay:');
  });
});
