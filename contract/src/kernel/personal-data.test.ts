import { describe, expect, it } from 'vitest';
import { personalDataIn } from './personal-data.ts';

// None of these numbers belongs to anybody: they are made of runs and repetitions.
describe('keys to persons are seen', () => {
  it.each([
    ['001099012345', 'citizen-id'],
    ['công dân có số 045 199 123456', 'citizen-id'],
    ['001.099.012.345', 'citizen-id'],
    ['001-0-99-012345', 'citizen-id'],
    ['０01099012345', 'citizen-id'],
    ['số 123456789', 'citizen-id'],
    ['CMND: 123 456 789', 'citizen-id'],
    ['CMND 123.456.789', 'citizen-id'],
    ['123-456-789', 'citizen-id'],
    ['012 345 678', 'citizen-id'],
    ['số định danh cá nhân 123456789012', 'citizen-id'],
    ['CCCD số 012345678901 cấp ngày 01/02/2021', 'citizen-id'],
    ['Hộ chiếu B1234567', 'citizen-id'],
    ['thẻ căn cước 12.345.678', 'citizen-id'],
    ['liên hệ 0912345678', 'phone'],
    ['0912 345 678', 'phone'],
    ['0912.345.678', 'phone'],
    ['091-234-5678', 'phone'],
    ['ĐT: 0912 - 345 - 678', 'phone'],
    ['+84 912 345 678', 'phone'],
    ['84912345678', 'phone'],
    ['0084 912345678', 'phone'],
    ['(024) 3823 1234', 'phone'],
    ['02438231234', 'phone'],
    ['0233.385.1234', 'phone'],
    ['gửi về ten.nguoi@example.vn', 'email'],
    ['ten_nguoi @ example.com', 'email'],
    ['tên@ví-dụ.vn', 'email'],
    ['ten＠example.vn', 'email'],
  ] as const)('%s', (text, kind) => {
    expect(personalDataIn(text)).toBe(kind);
  });
});

describe('what offices write is let pass', () => {
  it.each([
    'Báo cáo số 12/BC-BCĐ ngày 20/11/2026',
    'Quyết định số 1234/QĐ-UBND ngày 01.02.2026 của UBND tỉnh',
    'Luật 30/2023/QH15; Nghị định 105/2025/NĐ-CP; Thông tư 124/2021/TT-BCA, Điều 5.4',
    'Kế hoạch 38/KH-BCĐ, Công văn số 001234/CV-BCĐ',
    '1.931.000 lượt người tham dự 40.162 buổi',
    'Kinh phí 123.456.789 đồng',
    'Kinh phí 150000000 đồng, thu 12.500.000.000 đồng',
    'Tổng dự toán 120.000.000.000',
    'Chi 123456789012 đồng',
    'Cấp căn cước cho 1.931.000 người',
    'Đạt 95,5%, tăng 12,5% so với cùng kỳ; từ 1.500 - 12.000 lượt',
    'Từ 01.02.2026 - 05.02.2026, lúc 15 giờ 30',
    '02.03.2026 15 giờ',
    'Giai đoạn 2021-2025, 2026 - 2030; năm 2024 2025 2026',
    'Tháng 01, 02, 03/2026; quý I, II',
    'Mã đơn vị 19138, 19429; khu dân cư số 7',
    'Các tổ 01 02 03 04 05',
    'Còn thiếu 3/12 khu dân cư; 0,5 điểm; 100 000 000 lượt',
    'ISO 9001:2015, TCVN 3890:2023',
    'Số 12-HD/BTGTW; 22/HD-BCA-V05; 9745/QĐ-BCA-V05',
    'Đã đối chiếu @ hội nghị giao ban',
    '',
  ])('%s', (text) => {
    expect(personalDataIn(text)).toBeNull();
  });

  it('is not slow on long runs that almost match', () => {
    for (const piece of ['0 ', '0.', '1-', '84 ', 'a.', '@', '0912 345 67 '])
      expect(() => personalDataIn(piece.repeat(50_000))).not.toThrow();
  });
});
