import { shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { whyNotPutForm } from '../rules.ts';
import { type ShippedForm, shippedForms } from '../shipped.ts';
import { asksForPersons } from './rules.ts';

describe('a line that asks for persons is seen', () => {
  it.each([
    'Họ tên',
    'Họ và tên chủ hộ',
    'HO VA TEN',
    'Tên đối tượng',
    'Danh sách đối tượng cần quản lý',
    'Danh sách các hộ chưa ký cam kết',
    'danh sach nguoi vi pham',
    'Danh sách thành viên tổ hòa giải',
    'Trích ngang cán bộ',
    'Số CCCD',
    'Số căn cước công dân',
    'Số điện thoại liên hệ',
    'So dien thoai',
    'SĐT',
    'Ngày sinh',
    'Ngày tháng năm sinh',
    'Năm  sinh',
    'Nơi thường trú',
    'Địa chỉ nơi cư trú',
    'Giới tính',
    'Tiền án, tiền sự',
    'Dân tộc',
    'Tôn giáo',
    'Xếp loại hộ gia đình',
    'Chấm điểm từng hộ',
    'Full name',
    'List of persons concerned',
    'Date of birth',
    'Phone number',
    'Home address',
  ])('%s', (words) => {
    expect(asksForPersons(words)).toBe(true);
  });
});

describe('a line that counts is let pass', () => {
  it.each([
    'Hộ đang cư trú',
    'Hộ gia đình ký cam kết, đăng ký',
    'Số hộ gia đình văn hóa',
    'Thành viên tổ bảo vệ an ninh, trật tự',
    'Lượt người tham dự',
    'Danh sách đơn vị chưa gửi',
    'Danh sách mô hình, hồ sơ đề nghị công nhận',
    'Tổng số xã vùng dân tộc thiểu số',
    'Tên mô hình',
    'Tên cơ quan báo cáo',
    'Cuộc kiểm tra cơ sở tôn giáo',
    'Đơn vị xếp loại xuất sắc',
    'Họp giao ban',
    'Ngày hội toàn dân bảo vệ an ninh Tổ quốc',
    'Sinh hoạt chuyên đề',
    'Households with a pledge',
    'Members of mediation teams',
    'Names of models',
  ])('%s', (words) => {
    expect(asksForPersons(words)).toBe(false);
  });

  it('such as every indicator of the catalogue and every shipped form', () => {
    expect(shippedCatalogue.filter(({ words }) => asksForPersons(words.vi) || asksForPersons(words.en))).toEqual([]);
    expect(shippedForms.map(whyNotPutForm)).toEqual(shippedForms.map(() => null));
  });
});

describe('a form that would list people', () => {
  const [shipped] = shippedForms;
  if (!shipped) throw new Error('no form is shipped');
  const content = shipped.content;
  const [section] = content.sections;
  if (!section) throw new Error('the form has no section');
  const asking = { vi: 'Danh sách đối tượng', en: 'Persons' };

  it.each<[string, ShippedForm]>([
    ['in its title', { ...shipped, content: { ...content, title: asking } }],
    ['in a section', { ...shipped, content: { ...content, sections: [{ ...section, title: asking }] } }],
    ['in English only', { ...shipped, content: { ...content, title: { vi: 'Biểu 9', en: 'List of persons' } } }],
  ])('is refused: %s', (_, form) => {
    expect(whyNotPutForm(form)).toMatchObject({ code: 'reporting.form-lists-people', status: 422 });
  });
});
