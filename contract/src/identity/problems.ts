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
  vi: 'Mã dùng một lần chưa đúng, đã dùng hoặc đã hết hạn. Xin mã mới ở người quản trị.',
  en: 'The one-time code is wrong, used up or out of date. Ask the administrator for a new one.',
});
export const centreAdministered = problem(
  'identity.centre-administered',
  409,
  {
    vi: 'Trung ương đang có {count} quản trị đã vào hệ thống; họ cấp lại mã cho người khác. Không ai trong số đó vào được nữa: thêm --emergency.',
    en: 'The centre has administrators who have come in ({count}); they give others new codes. If none of them can get in any more, add --emergency.',
  },
  { count: z.number().int() },
);
export const roleNotAtBody = problem('identity.role-not-at-body', 422, {
  vi: 'Cơ quan này không có chức danh đó.',
  en: 'This body has no such post.',
});
export const endsOutsideTerm = problem('identity.ends-outside-term', 422, {
  vi: 'Ngày kết thúc phải nằm trong thời gian giữ chức danh.',
  en: 'The end must lie within the term of the post.',
});
export const passwordTooCommon = problem('identity.password-too-common', 422, {
  vi: 'Mật khẩu này nằm trong danh sách mật khẩu hay bị đoán ra, hoặc gần giống tên tài khoản. Chọn mật khẩu khác, dài hơn.',
  en: 'This password is on the list of passwords that are guessed first, or is close to the user name. Choose another, longer one.',
});
export const secondFactorNeeded = problem('identity.second-factor-needed', 401, {
  vi: 'Nhập mã 6 số trên ứng dụng xác thực để hoàn tất đăng nhập.',
  en: 'Enter the six digits of your authenticator to finish signing in.',
});
export const signInAgain = problem('identity.sign-in-again', 401, {
  vi: 'Bước nhập mật khẩu đã quá hạn hoặc có quá nhiều mã sai. Đăng nhập lại từ đầu.',
  en: 'The password was given too long ago, or too many codes were wrong. Sign in from the beginning.',
});
export const wrongCurrentPassword = problem('identity.wrong-current-password', 422, {
  vi: 'Mật khẩu hiện tại chưa đúng.',
  en: 'The current password is not right.',
});
export const noPassword = problem('identity.no-password', 409, {
  vi: 'Tài khoản này đăng nhập qua cổng của cơ quan và không có mật khẩu ở đây.',
  en: 'This account signs in through the sign-on of the organisation and has no password here.',
});
export const wrongCode = problem('identity.wrong-code', 422, {
  vi: 'Mã chưa đúng hoặc đã hết hạn.',
  en: 'The code is not right or has expired.',
});
export const totpAlready = problem('identity.totp-already', 409, {
  vi: 'Tài khoản đã dùng ứng dụng xác thực. Gỡ trước khi đăng ký lại.',
  en: 'The account has an authenticator already. Remove it first.',
});
export const noTotp = problem('identity.no-totp', 409, {
  vi: 'Tài khoản chưa dùng ứng dụng xác thực.',
  en: 'The account has no authenticator.',
});
export const passkeyNotValid = problem('identity.passkey-not-valid', 422, {
  vi: 'Không xác nhận được khóa truy cập. Thử lại, hoặc đăng nhập bằng mật khẩu.',
  en: 'The passkey could not be verified. Try again, or sign in with the password.',
});
export const noPasskeys = problem('identity.no-passkeys', 409, {
  vi: 'Khóa truy cập chỉ dùng được khi mở trang bằng địa chỉ https.',
  en: 'Passkeys can only be used where the address of the page is https.',
});
export const passkeysFull = problem('identity.passkeys-full', 409, {
  vi: 'Tài khoản đã có đủ số khóa truy cập. Gỡ khóa không còn dùng trước khi thêm.',
  en: 'The account has as many passkeys as it may have. Remove one that is no longer used first.',
});
export const signOnAway = problem('identity.sign-on-away', 503, {
  vi: 'Cổng đăng nhập của cơ quan chưa trả lời. Thử lại sau ít phút, hoặc đăng nhập bằng mật khẩu.',
  en: 'The sign-on of the organisation does not answer. Try again in a few minutes, or sign in with the password.',
});
export const noSignOn = problem('identity.no-sign-on', 404, {
  vi: 'Hệ thống này không dùng đăng nhập một lần của cơ quan.',
  en: 'This installation does not use a sign-on of the organisation.',
});
export const signOnRefused = problem('identity.sign-on-refused', 403, {
  vi: 'Cổng đăng nhập của cơ quan chưa xác nhận, hoặc tài khoản ở đó chưa được gắn với chức danh nào ở đây.',
  en: 'The sign-on of the organisation did not confirm, or that account is not bound to a post here.',
});
export const subjectTaken = problem('identity.subject-taken', 409, {
  vi: 'Tài khoản của cơ quan này đã gắn với tài khoản khác.',
  en: 'This account of the organisation is bound to another account already.',
});
export const postsElsewhere = problem('identity.posts-elsewhere', 403, {
  vi: 'Tài khoản này còn giữ chức danh ngoài địa bàn của bạn. Người quản trị cấp trên làm việc này.',
  en: 'This account also holds a post outside your area. An administrator of the level above does this.',
});
export const notForOneself = problem('identity.not-for-oneself', 403, {
  vi: 'Không làm việc này với tài khoản của chính mình. Nhờ một người quản trị khác.',
  en: 'This is not done to one’s own account. Ask another administrator.',
});
export const postOver = problem('identity.post-over', 409, {
  vi: 'Chức danh này đã kết thúc.',
  en: 'This post has ended already.',
});
export const nobodyToOpen = problem('identity.nobody-to-open', 409, {
  vi: 'Mọi đơn vị được chọn đều đã có tài khoản.',
  en: 'Every unit chosen has an account already.',
});
export const nobodyWaiting = problem('identity.nobody-waiting', 409, {
  vi: 'Với lựa chọn này không còn tài khoản nào chờ đăng nhập lần đầu.',
  en: 'With this choice no account is waiting for its first sign-in.',
});
export const actingNeedsBasis = problem('identity.acting-needs-basis', 422, {
  vi: 'Người giữ quyền cần có quyết định: ghi số và ngày.',
  en: 'Whoever is acting needs a decision: give its number and date.',
});
export const postOverlaps = problem('identity.post-overlaps', 409, {
  vi: 'Tài khoản này đã giữ chức danh đó trong thời gian ấy.',
  en: 'This account holds that post in that time already.',
});
export const notOnToOneself = problem('identity.not-on-to-oneself', 422, {
  vi: 'Không ủy quyền cho chính mình.',
  en: 'A post is not handed on to oneself.',
});
export const notPassedOn = problem('identity.not-passed-on', 403, {
  vi: 'Người được ủy quyền không ủy quyền tiếp (Nghị định 30/2020/NĐ-CP, Điều 13).',
  en: 'Whoever acts by delegation does not pass it on (Decree 30/2020/NĐ-CP Art. 13).',
});
export const delegationDates = problem('identity.delegation-dates', 422, {
  vi: 'Ủy quyền phải có ngày bắt đầu từ hôm nay, ngày kết thúc không trước ngày bắt đầu và nằm trong thời gian giữ chức danh.',
  en: 'A delegation begins today or later, ends no earlier than it begins, and lies within the term of the post.',
});
export const tokenEnds = problem('identity.token-ends', 422, {
  vi: 'Khóa dùng từ hôm nay và nhiều nhất một năm.',
  en: 'A key lasts from today and at most one year.',
});
