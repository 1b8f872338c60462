import { rm } from 'node:fs/promises';
import { say } from '@app/contract/kernel/words.ts';
import { fileNotReadable } from '@app/contract/org/problems.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { Refused } from '../../kernel/problem.ts';
import { type SmallFile, writeRegister } from '../testing/small-register.ts';
import { readRegister } from './files.ts';

const folders: string[] = [];
const reading = async (...spoil: Parameters<typeof writeRegister>) => {
  const folder = await writeRegister(...spoil);
  folders.push(folder);
  return readRegister(folder);
};
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** What a refused file is answered with: file, line, and the reason in Vietnamese. */
const refusalOf = async (file: SmallFile, spoil: (text: string) => string | Buffer | null) => {
  const error = await reading({ [file]: spoil }).catch((thrown: unknown) => thrown);
  if (!(error instanceof Refused)) throw error;
  expect(error.refusal.code).toBe(fileNotReadable.code);
  const {
    file: named,
    row,
    reason,
  } = error.refusal.data as { file: string; row: number; reason: { vi: string; en: string } };
  expect(reason.en).not.toBe('');
  expect(say(fileNotReadable.says, 'vi', { file: named, row, reason })).toContain(reason.vi);
  return [named, row, reason.vi];
};
const swap = (one: string, other: string) => (text: string) => {
  expect(text).toContain(one);
  return text.replace(one, other);
};

describe('a register', () => {
  it('is read with the line of every row', async () => {
    const register = await reading();
    expect(register.oldUnits).toHaveLength(11);
    expect(register.oldUnits[0]).toMatchObject({ row: 2, cells: { code: '01', name: 'Bắc', level: 'province' } });
    expect(register.communePairs.at(-1)?.row).toBe(8);
  });

  it.each<[string, (text: string) => string]>([
    ['with a byte order mark', (text) => `\uFEFF${text}`],
    ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['with decomposed letters', (text) => text.normalize('NFD')],
    ['with quoted cells', (text) => text.replace('Tỉnh Bắc', '"Tỉnh Bắc"')],
    ['with empty lines at the end', (text) => `${text}\n\n`],
  ])('is the same %s', async (_, spoil) => {
    expect((await reading({ 'units-2024.csv': spoil })).oldUnits).toEqual((await reading()).oldUnits);
  });
});

describe('a file that cannot be meant is refused with file, line and reason', () => {
  it.each<[SmallFile, (text: string) => string | Buffer | null, number, string]>([
    ['units-2024.csv', () => null, 1, 'không có tệp này'],
    ['units-2024.csv', () => Buffer.from([0x63, 0xff, 0xfe]), 1, 'tệp không phải mã UTF-8'],
    ['units-2024.csv', () => '', 1, 'thiếu cột code'],
    ['units-2024.csv', (text) => text.split('\n')[0] ?? '', 2, 'tệp không có dòng nào'],
    ['units-2024.csv', swap('parent_code', 'parent'), 1, 'thiếu cột parent_code'],
    ['units-2024.csv', swap('00003,Ba', '00003'), 10, 'có 6 ô, dòng tiêu đề có 7 cột'],
    ['units-2024.csv', swap('Tỉnh Nam', '"Tỉnh" Nam'), 3, 'dấu ngoặc kép không khép đúng chỗ'],
    [
      'units-2024.csv',
      swap('\n00003,Ba,', '\n3,Ba,'),
      10,
      'cột code: mã “3” không đúng: tỉnh 2 chữ số, huyện 3, xã 5, giữ số 0 ở đầu',
    ],
    ['units-2024.csv', swap('00003,Ba,Xã', '00003,,Xã'), 10, 'cột name: ô trống'],
    [
      'units-2024.csv',
      swap('commune,xa,101', 'hamlet,xa,101'),
      8,
      'cột level: giá trị “hamlet” không có trong danh sách province, district, commune',
    ],
    [
      'units-2024.csv',
      swap('2025-06-30', '30/06/2025'),
      2,
      'cột valid_to: “30/06/2025” không phải là ngày dạng năm-tháng-ngày',
    ],
    [
      'units-2024.csv',
      swap('2025-06-30', '2025-06-31'),
      2,
      'cột valid_to: “2025-06-31” không phải là ngày dạng năm-tháng-ngày',
    ],
    ['units-2024.csv', swap('2025-06-30', '2025-05-31'), 2, 'ngày cuối 31/05/2025 không liền trước ngày 01/07/2025'],
    ['units-2024.csv', swap('\n00003,Ba', '\n00001,Ba'), 10, 'mã 00001 xuất hiện hai lần'],
    ['units-2024.csv', swap('commune,xa,101', 'commune,xa,199'), 8, 'không có đơn vị cấp trên mã “199” đúng cấp'],
    ['units-2024.csv', swap('commune,xa,101', 'commune,xa,01'), 8, 'không có đơn vị cấp trên mã “01” đúng cấp'],
    ['units-2024.csv', swap('Xã Ba', 'Phường Ba'), 10, 'tên đầy đủ “Phường Ba” không khớp với loại và tên'],
    ['units-2025.csv', swap('tinh,,2025-07-01', 'tinh,,2025-08-01'), 3, 'ngày 01/07/2025 khác các dòng trên'],
    ['succession-2025.csv', swap('\n00003,', '\n00033,'), 5, 'không có đơn vị cũ mã 00033 đúng cấp'],
    ['succession-2025.csv', swap('\n102,', '\n101,'), 6, 'không có đơn vị cũ mã 101 đúng cấp'],
    ['succession-2025.csv', swap('00003,00002', '00003,00022'), 5, 'không có đơn vị mới mã 00022 đúng cấp'],
    ['succession-2025.csv', swap('00002,00002,part', '00002,00001,part'), 4, 'cặp 00002 00001 xuất hiện hai lần'],
    [
      'succession-2025.csv',
      swap('00003,00002,whole,1,merged', '00003,00002,part,,part'),
      5,
      'đơn vị 00003: “whole” phải là dòng duy nhất, “part” phải có ít nhất hai dòng',
    ],
    ['succession-2025.csv', swap('00003,00002,whole', '00003,00002,part'), 5, 'phạm vi merged không đi với loại part'],
    [
      'succession-2025.csv',
      swap('part,,part', 'part,2,part'),
      3,
      'cột weight: tỷ lệ “2” không nằm trong khoảng từ 0 đến 1',
    ],
    [
      'succession-2025.csv',
      (text) => text.replace(/\n00003,.*/, ''),
      10,
      'đơn vị 00003 không có đơn vị kế thừa trong succession-2025.csv',
    ],
    ['changes-after-2025-07.csv', swap('\n00001,', '\n00003,'), 2, 'không có đơn vị mới mã 00003 đúng cấp'],
    ['changes-after-2025-07.csv', swap('type,xa', 'type,phuong'), 2, 'đơn vị 00001 không phải loại phuong vào ngày đó'],
    ['changes-after-2025-07.csv', swap('2026-04-30', '2025-07-01'), 2, 'ngày 01/07/2025 sớm hơn các thay đổi trước đó'],
  ])('%s (case %#)', async (file, spoil, row, reason) => {
    const [named, line, why] = await refusalOf(file, spoil);
    expect([line, why]).toEqual([row, reason]);
    expect(named).toBe(why?.toString().includes('không có đơn vị kế thừa') ? 'units-2024.csv' : file);
  });
});
