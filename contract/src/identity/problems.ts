import * as z from 'zod';
import { problem } from '../kernel/problem.ts';

export const wrongPassword = problem('identity.wrong-password', 401, {
  vi: 'Tên tài khoản hoặc mật khẩu chưa đúng.',
  en: 'The user name or the password is not right.',
});
export const tooManyAttempts = problem(
  'identity.too-many-attempts',
  429,
  {
    vi: 'Nhập sai nhiều lần. Chờ {minutes} phút rồi thử lại.',
    en: 'Too many wrong attempts. Wait {minutes} minutes and try again.',
  },
  { minutes: z.number().int() },
);
export const usernameTaken = problem(
  'identity.username-taken',
  409,
  {
    vi: 'Tên tài khoản {username} đã có người dùng.',
    en: 'The user name {username} is taken.',
  },
  { username: z.string() },
);
export const codeNotValid = problem('identity.code-not-valid', 403, {
  vi: 'Mã quản trị không đúng hoặc đã dùng.',
  en: 'The administrator code is wrong or has been used.',
});
export const roleNotAtBody = problem('identity.role-not-at-body', 422, {
  vi: 'Cơ quan này không có chức danh đó.',
  en: 'This body has no such post.',
});
export const endsOutsideTerm = problem('identity.ends-outside-term', 422, {
  vi: 'Ngày kết thúc phải nằm trong thời gian giữ chức danh.',
  en: 'The end must lie within the term of the post.',
});
