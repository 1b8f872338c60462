import { describe, expect, it } from 'vitest';
import { whyNotPassword } from './choose.ts';

describe('a password', () => {
  it.each([
    ['1234567890', 'stands on the list'],
    ['Password2026!', 'a word of the list with figures around it'],
    ['MậtKhẩu123456', 'the Vietnamese word for it, with accents'],
    ['football football', 'a word of the list twice'],
    ['Ｐａｓｓｗｏｒｄ２０２６', 'a word of the list in wide letters, which are hashed as plain ones'],
    ['1111111111', 'one character'],
    ['abababababab', 'two characters in turn'],
    ['phongnha.quangtri', 'the user name'],
    ['PhongNha-2026', 'a part of the user name with figures'],
    ['quangtriphongnha1', 'the user name turned round'],
    ['ChungTay@2026', 'the name of the product'],
    ['chungtay-dragon-1', 'the name of the product with a word of the list'],
  ])('%s is refused: %s', (password) => {
    expect(whyNotPassword('phongnha.quangtri', password)?.code).toBe('identity.password-too-common');
  });

  it.each([
    ['mat khau dai cua toi'],
    ['k7mp-2xqa-h3vd-9wsn'],
    ['ba con meo tren mai nha'],
    ['bữa cơm chiều ở phongnha'],
    ['8530419276'],
  ])('%s may be chosen', (password) => {
    expect(whyNotPassword('phongnha.quangtri', password)).toBeNull();
  });

  it('is held against the user name it is for, not against any', () => {
    expect(whyNotPassword('mttq.phuxuan', 'Mttq-Phuxuan-2026')?.code).toBe('identity.password-too-common');
    expect(whyNotPassword('canbo', 'Mttq-Phuxuan-2026')).toBeNull();
  });
});
