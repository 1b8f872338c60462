/** A change of units by the administrator of a province: prepared in three steps, looked at, applied, and taken back. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { settled, startVisits, type Visits } from './visit.ts';

/** Finds a unit by a name without accents, in the field that asks for it. */
const choose = async (page: Page, group: string, typed: string, name: string): Promise<void> => {
  const field = page.getByRole('group', { name: group });
  await field.getByRole('combobox', { name: 'Tìm đơn vị' }).fill(typed);
  await field
    .getByRole('option', { name: new RegExp(`^${name}`) })
    .first()
    .click();
  await field.getByRole('listitem').filter({ hasText: name }).waitFor();
};

describe('an administrator who prepares a change of units', () => {
  let visits: Visits;
  beforeAll(async () => {
    visits = await startVisits(ourDemo());
  });
  afterAll(() => visits.close());

  it('merges two communes, sees what that does, applies it and takes it back', async () => {
    const { page, wrongs, close } = await visits.open('administrator', '/units');
    await page.getByRole('link', { name: 'Chuẩn bị thay đổi' }).click();
    await settled(page);
    await page.getByRole('button', { name: 'Chuẩn bị đợt mới' }).click();
    await page.getByLabel('Tên đợt thay đổi').fill('Nhập hai xã phía nam');
    await page.getByLabel('Tên bằng tiếng Anh').fill('Two southern communes merge');
    await page.getByLabel('Căn cứ').fill('Nghị quyết 12/NQ-UBTVQH16');
    await page.getByLabel('Ngày có hiệu lực').fill('2027-01-01');
    await page.getByRole('button', { name: 'Tiếp: các thay đổi' }).click();

    await page.getByRole('button', { name: 'Nhập đơn vị' }).click();
    await choose(page, 'Các đơn vị nhập vào', 'nam hai lang', 'Xã Nam Hải Lăng');
    await page.getByRole('button', { name: 'Tiếp: xem trước' }).click();
    // What is not finished is told in words, with the item it stands in; nothing is lost.
    await page.getByText('Chọn đơn vị nhận, hoặc khai đơn vị mới.').waitFor();
    expect(await page.getByRole('button', { name: /^Áp dụng từ/ }).getAttribute('aria-disabled')).toBe('true');
    await page.getByText('2 Các thay đổi').click();
    await choose(page, 'Các đơn vị nhập vào', 'my thuy', 'Xã Mỹ Thủy');
    await page.getByText('Đơn vị mới', { exact: true }).click();
    await page.getByLabel('Tên đơn vị mới').fill('Hải Lăng Nam');
    await page.getByLabel('Mã', { exact: true }).fill('19999');
    await choose(page, 'Thuộc', 'quang tri', 'Tỉnh Quảng Trị');
    await page.getByRole('button', { name: 'Tiếp: xem trước' }).click();

    await page.getByText('Từ 01/01/2027: 2 đơn vị kết thúc, 1 đơn vị mới, 0 đơn vị đổi.').waitFor();
    await page.getByRole('table', { name: 'Đơn vị trước và sau' }).getByText('Xã Hải Lăng Nam').first().waitFor();
    await page.getByRole('button', { name: 'Áp dụng từ 01/01/2027…' }).click();
    await page.getByRole('button', { name: 'Áp dụng 1 thay đổi' }).click();
    await page.getByText('Chưa có gì dựa vào đợt này: vẫn hoàn tác được.').waitFor();

    await page.getByRole('button', { name: 'Hoàn tác…' }).click();
    await page.getByLabel('Lý do').fill('Nghị quyết được thay thế');
    await page.getByRole('button', { name: 'Hoàn tác 1 thay đổi' }).click();
    await page.getByText('Đang chuẩn bị').first().waitFor();
    // What it would do is looked at again; only then is it thrown away.
    await settled(page);
    await page.getByRole('button', { name: 'Bỏ bản chuẩn bị…' }).click();
    await page.getByRole('button', { name: 'Bỏ 1 thay đổi đã soạn' }).click();
    await page.getByText('Chưa có đợt nào.').waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });
});
