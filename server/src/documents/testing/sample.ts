/** A paper such as a province would sign, with every kind of block, for the tests of the writers. */
import type { AnnexWorkbook } from '@app/contract/documents/annex.ts';
import type { Block, OfficialDocument, Run, TableCell } from '@app/contract/documents/tree.ts';
import { plain, writeAmount } from '@app/contract/documents/words.ts';

const traceOf = (unit: string): string =>
  `/figures/trace?indicator=F.01&unit=${encodeURIComponent(unit)}&period=2019-Y&line=all`;
const figure = (value: number | string, unit = '44'): Run => ({
  kind: 'figure',
  text: typeof value === 'number' ? writeAmount(value, 'vi') : value,
  trace: traceOf(unit),
});
const cell = (content: string | Run): TableCell => ({ runs: [typeof content === 'string' ? plain(content) : content] });
const paragraph = (id: string, ...runs: (string | Run)[]): Block => ({
  kind: 'paragraph',
  id,
  runs: runs.map((run) => (typeof run === 'string' ? plain(run) : run)),
});

/** 34 invented communes with an invented number each. */
export const sampleUnits = Array.from({ length: 34 }, (_, i) => ({
  name: `Xã ${['Quảng Phú', 'Lệ Thủy', 'Bố Trạch', 'Trường Sơn', 'Đồng Hới', 'Phong Nha', 'Thượng Hóa'][i % 7]} ${i + 1}`,
  sessions: 1_240 - i * 31,
  before: 1_100 - i * 27,
}));

const longText =
  'Các cấp ủy, chính quyền, Mặt trận Tổ quốc và các tổ chức thành viên đã quan tâm lãnh đạo, chỉ đạo, huy động sức mạnh tổng hợp của cả hệ thống chính trị tham gia phong trào; nội dung, hình thức vận động từng bước được đổi mới, phù hợp với đặc điểm dân cư, phong tục, tập quán của từng địa bàn, nhất là vùng biên giới, vùng biển và vùng có đông đồng bào dân tộc thiểu số.';

/** The sample with `rows` rows in its table. */
export const sampleDocument = (rows = 34): OfficialDocument => ({
  kind: 'report',
  language: 'vi',
  demonstration: true,
  head: {
    governingBody: 'TỈNH QUẢNG BÌNH',
    issuingBody: 'BAN CHỈ ĐẠO PHONG\u00a0TRÀO TOÀN DÂN BẢO VỆ AN NINH TỔ QUỐC',
    number: null,
    symbol: 'BC-BCĐ',
    place: 'Quảng Bình',
    date: { day: null, month: 12, year: 2019 },
  },
  typeName: 'BÁO CÁO',
  abstract: ['Kết quả thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc', 'năm 2019'],
  addressees: ['Ban Chỉ đạo Trung ương thực hiện phong trào'],
  blocks: [
    {
      kind: 'paragraph',
      id: 'basis',
      basis: true,
      runs: [plain('Căn cứ Kế hoạch năm 2019 về phong trào Toàn dân bảo vệ an ninh Tổ quốc;')],
    },
    paragraph(
      'opening',
      'Ban Chỉ đạo tỉnh báo cáo kết quả thực hiện năm 2019. Số liệu tổng hợp từ ',
      figure('159/159'),
      ' xã, phường, thị trấn.',
    ),
    { kind: 'heading', id: 'h1', level: 1, number: 'I.', title: 'Tình hình, đặc điểm' },
    paragraph('situation', longText),
    { kind: 'heading', id: 'h2', level: 1, number: 'II.', title: 'Kết quả thực hiện' },
    { kind: 'heading', id: 'h21', level: 2, number: '1.', title: 'Công tác tuyên truyền, vận động' },
    paragraph(
      'outreach',
      'Toàn tỉnh tổ chức ',
      figure(1931),
      ' buổi tuyên truyền với ',
      figure('hơn 18.000'),
      ' lượt người tham dự, tăng ',
      figure('12,5%'),
      ' so với cùng kỳ năm trước. ',
      longText,
    ),
    {
      kind: 'chart',
      id: 'chart-line',
      shape: 'line',
      title: 'Số buổi tuyên truyền theo quý',
      unit: 'buổi',
      categories: ['Quý I', 'Quý II', 'Quý III', 'Quý IV'],
      series: [
        { name: 'Năm 2019', values: [402, 515, 480, 534] },
        { name: 'Năm 2018', values: [361, 440, null, 420] },
      ],
    },
    { kind: 'heading', id: 'h22', level: 2, number: '2.', title: 'Xây dựng mô hình, điển hình' },
    { kind: 'heading', id: 'h221', level: 3, number: 'a)', title: 'Mô hình đang hoạt động' },
    paragraph('models', 'Trong năm, các địa phương duy trì ', figure(2694), ' mô hình. ', longText),
    {
      kind: 'table',
      id: 'units',
      caption: 'Biểu 1. Buổi tuyên truyền theo đơn vị',
      unit: 'buổi',
      columns: [
        { align: 'center', width: 1 },
        { align: 'left', width: 5 },
        { align: 'right', width: 2 },
        { align: 'right', width: 2 },
      ],
      head: [
        {
          cells: [
            { ...cell('STT'), down: 2 },
            { ...cell('Đơn vị'), down: 2 },
            { ...cell('Buổi tuyên truyền'), across: 2 },
          ],
        },
        { cells: [cell('Năm 2019'), cell('Năm 2018')] },
      ],
      rows: [
        ...Array.from({ length: rows }, (_, i) => {
          const unit = sampleUnits[i % sampleUnits.length] as (typeof sampleUnits)[number];
          return {
            cells: [
              cell(String(i + 1)),
              cell(unit.name),
              cell(figure(unit.sessions, unit.name)),
              cell(writeAmount(unit.before, 'vi')),
            ],
          };
        }),
        { total: true, cells: [{ ...cell('Cộng'), across: 2 }, cell(figure(24_769)), cell('22.253')] },
      ],
    },
    {
      kind: 'chart',
      id: 'chart-bars',
      shape: 'bar',
      title: 'Mười đơn vị có nhiều buổi tuyên truyền nhất',
      unit: 'buổi',
      categories: sampleUnits.slice(0, 10).map(({ name }) => name),
      series: [
        { name: 'Năm 2019', values: sampleUnits.slice(0, 10).map(({ sessions }, i) => (i === 6 ? null : sessions)) },
      ],
    },
    { kind: 'notice', id: 'missing', runs: [plain('Ghi chú: 3 xã chưa có số liệu được duyệt; không tính là 0.')] },
    { kind: 'heading', id: 'h3', level: 1, number: 'III.', title: 'Kiến nghị, đề xuất' },
    paragraph('requests', longText),
    paragraph('closing', 'Trên đây là kết quả thực hiện phong trào năm 2019, Ban Chỉ đạo tỉnh trân trọng báo cáo.'),
  ],
  signature: { power: ['TM. BAN CHỈ ĐẠO', 'TRƯỞNG BAN'], office: 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH', name: null },
  recipients: ['Như trên', 'Thường trực Tỉnh ủy', 'Các thành viên Ban Chỉ đạo tỉnh', 'Lưu: VT, TGV'],
  annexes: [
    {
      id: 'annex',
      number: null,
      title: 'Danh sách đơn vị đã báo cáo',
      landscape: true,
      blocks: [
        {
          kind: 'table',
          id: 'annex-units',
          columns: [
            { align: 'left', width: 3 },
            { align: 'right', width: 1 },
          ],
          head: [{ cells: [cell('Đơn vị'), cell('Buổi')] }],
          rows: sampleUnits.map(({ name, sessions }) => ({ cells: [cell(name), cell(figure(sessions, name))] })),
        },
      ],
    },
  ],
});

/** The workbook that goes with the sample. */
export const sampleWorkbook = (): AnnexWorkbook => ({
  title: 'Phụ lục số liệu năm 2019',
  language: 'vi',
  demonstration: true,
  sheets: [
    {
      name: 'Tuyên truyền',
      title: 'Buổi tuyên truyền theo đơn vị, năm 2019',
      notes: ['Tỉnh Quảng Bình. Số liệu đã duyệt của 34/34 xã.'],
      columns: [
        { title: 'STT', kind: 'text' },
        { title: 'Đơn vị', kind: 'text' },
        { title: 'Buổi tuyên truyền', unit: 'buổi', kind: 'number' },
        { title: 'Lượt người', unit: 'lượt', kind: 'number' },
        { title: 'Tăng, giảm', kind: 'percent' },
      ],
      rows: sampleUnits.map(({ name, sessions, before }, i) => ({
        cells: [
          String(i + 1),
          name,
          { value: sessions, trace: traceOf(name) },
          i === 3 ? null : { value: sessions * 45, precision: 'at_least' },
          { value: ((sessions - before) / before) * 100 },
        ],
        trace: traceOf(name),
      })),
      totals: {
        cells: ['', 'Cộng', { value: 24_769 }, { value: 1_114_605, precision: 'at_least' }, { value: 11.3 }],
        trace: traceOf('44'),
      },
    },
    {
      name: 'Mô hình: điểm / loại',
      title: 'Mô hình',
      notes: [],
      columns: [{ title: 'Loại', kind: 'text' }],
      rows: [{ cells: ['Tổ tự quản'] }],
      totals: null,
    },
  ],
});
