import * as z from 'zod';
import { problem } from './problem.ts';

export const notSignedIn = problem('kernel.not-signed-in', 401, {
  vi: 'Bạn chưa đăng nhập hoặc phiên làm việc đã hết. Đăng nhập lại để tiếp tục.',
  en: 'You are not signed in, or the session has ended. Sign in again to go on.',
});
export const notFound = problem('kernel.not-found', 404, {
  vi: 'Không tìm thấy, hoặc chức danh của bạn không được xem.',
  en: 'Not found, or your post may not see it.',
});
export const notAllowed = problem('kernel.not-allowed', 403, {
  vi: 'Chức danh của bạn không làm được việc này.',
  en: 'Your post may not do this.',
});
export const confirmAgain = problem('kernel.confirm-again', 403, {
  vi: 'Việc này cần xác nhận lại người đang làm: nhập lại mật khẩu hoặc mã xác thực.',
  en: 'This act asks who you are once more: give your password or a code of your authenticator.',
});
export const tooManyRequests = problem(
  'kernel.too-many-requests',
  429,
  {
    vi: 'Quá nhiều yêu cầu trong một lúc. Chờ {seconds} giây rồi thử lại.',
    en: 'Too many requests at once. Wait {seconds} seconds and try again.',
  },
  { seconds: z.number().int() },
);
export const unavailable = problem('kernel.unavailable', 503, {
  vi: 'Hệ thống đang bận hoặc đang khởi động lại. Những gì bạn đã nhập vẫn ở trên máy này; thử lại sau ít phút.',
  en: 'The system is busy or restarting. What you typed is still on this device; try again in a few minutes.',
});
export const tookTooLong = problem('kernel.took-too-long', 503, {
  vi: 'Việc này mất quá nhiều thời gian nên đã được dừng lại. Không có gì bị ghi dở. Thử lại sau ít phút, hoặc chọn phạm vi nhỏ hơn.',
  en: 'This took too long and was stopped. Nothing was half done. Try again in a few minutes, or choose a smaller range.',
});
export const storageFull = problem('kernel.storage-full', 503, {
  vi: 'Máy chủ đã hết chỗ lưu nên chưa ghi được. Không có gì bị ghi dở, những gì bạn đã nhập vẫn ở trên máy này. Báo cho người vận hành.',
  en: 'The server has no room left and could not write. Nothing was half done, and what you typed is still on this device. Tell the operator.',
});
export const crossSite = problem('kernel.cross-site', 403, {
  vi: 'Yêu cầu đến từ một trang khác nên không được thực hiện.',
  en: 'The request came from another site and was not carried out.',
});
export const badInput = problem('kernel.bad-input', 400, {
  vi: 'Có chỗ nhập chưa đúng. Sửa các ô được nêu; những gì bạn đã nhập vẫn được giữ.',
  en: 'Some of the input is not right. Correct the fields named; what you typed is kept.',
});
export const hiddenCharacters = problem('kernel.hidden-characters', 400, {
  vi: 'Có ký tự điều khiển hoặc ký tự đổi chiều viết không nhìn thấy được. Gõ lại thay vì dán.',
  en: 'There are control characters, or unseen signs that turn the direction of writing. Type it instead of pasting.',
});
const instead = {
  vi: 'Chỗ này chỉ ghi về cơ quan và số liệu; ghi số văn bản, hoặc thêm đơn vị tính sau con số.',
  en: 'This place is for offices and figures only; write the number of a paper, or the unit behind a figure.',
};
export const citizenIdInText = problem('kernel.citizen-id-in-text', 400, {
  vi: `Có số giống số căn cước, hộ chiếu hoặc chứng minh nhân dân. ${instead.vi}`,
  en: `A number looks like that of an identity card or passport. ${instead.en}`,
});
export const phoneInText = problem('kernel.phone-in-text', 400, {
  vi: `Có số giống số điện thoại. ${instead.vi}`,
  en: `A number looks like a telephone number. ${instead.en}`,
});
export const emailInText = problem('kernel.email-in-text', 400, {
  vi: `Có địa chỉ thư điện tử. ${instead.vi}`,
  en: `There is an e-mail address. ${instead.en}`,
});
export const keyReused = problem('kernel.idempotency-key-reused', 409, {
  vi: 'Mã yêu cầu này đã dùng cho một nội dung khác.',
  en: 'This idempotency key was used for another request.',
});
export const tooLarge = problem('kernel.too-large', 413, {
  vi: 'Nội dung gửi lên quá lớn.',
  en: 'The request is too large.',
});
export const changedMeanwhile = problem('kernel.changed-meanwhile', 409, {
  vi: 'Nội dung này vừa được người khác thay đổi. Tải lại để xem bản mới; bản bạn đang gõ vẫn ở trên máy này.',
  en: 'This was changed by somebody else meanwhile. Reload to see the new version; what you typed is still on this device.',
});
export const somethingWrong = problem(
  'kernel.something-wrong',
  500,
  {
    vi: 'Chưa làm được. Không có gì bị ghi dở. Thử lại sau, hoặc báo mã {requestId}.',
    en: 'This did not work. Nothing was half done. Try again later, or report code {requestId}.',
  },
  { requestId: z.string() },
);
