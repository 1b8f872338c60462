import { problem } from '../kernel/problem.ts';

export const noMailServer = problem('notices.no-mail-server', 409, {
  vi: 'Hệ thống này chưa nối với máy chủ thư. Thông báo chỉ hiện trong “Việc của tôi”.',
  en: 'This instance has no mail server. Notices are shown under "My work" only.',
});
export const codeNotRight = problem('notices.code-not-right', 422, {
  vi: 'Mã không đúng hoặc đã hết hạn. Nhập lại mã trong thư mới nhất, hoặc lưu lại địa chỉ để nhận mã mới.',
  en: 'The code is not right or has expired. Give the code of the newest letter, or save the address again for a new one.',
});
export const tooManyCodes = problem('notices.too-many-codes', 429, {
  vi: 'Vừa gửi mã tới địa chỉ này. Chờ 5 phút rồi lưu lại để nhận mã mới.',
  en: 'A code has just been sent. Wait 5 minutes and save again for a new one.',
});
export const tooManyFeeds = problem('notices.too-many-feeds', 409, {
  vi: 'Chức danh này đã có 5 địa chỉ lịch. Thu hồi một địa chỉ không dùng nữa rồi tạo mới.',
  en: 'This post has 5 calendar addresses. Take back one that is not used and make a new one.',
});
export const tooManyListen = problem('notices.too-many-listen', 429, {
  vi: 'Quá nhiều trình duyệt đang chờ tin mới. Trang vẫn dùng được; số liệu mới hiện ra khi mở lại trang.',
  en: 'Too many browsers wait for news. The page can be used; new figures are shown when it is opened again.',
});
