/** The main screens by name, with the post that works there; the laws and the pictures go through the same list. */
import type { Post, Visits } from './visit.ts';

export type MainScreen = {
  name: string;
  post: Post | null;
  path: string;
  /** What the screen is for, as the keyboard meets it. */
  main: RegExp;
  /** It asks no server and shows no data, so it cannot say that they are those of a demonstration. */
  withoutMark?: true;
};

const href = async (visits: Visits, post: Post, path: string, name: RegExp): Promise<string> => {
  const { page, close } = await visits.open(post, path);
  const found = await page.getByRole('main').getByRole('link', { name }).first().getAttribute('href');
  await close();
  if (found === null) throw new Error(`${path} has no link ${name} with an address`);
  return found;
};

/** Finds the addresses of the main screens by their links: numbers differ from one demonstration to the next. */
export const findScreens = async (visits: Visits): Promise<MainScreen[]> => {
  const entry = await href(visits, 'commune', '/', /^(Sửa và gửi lại|Nhập (tiếp )?\d+ ô)$/);
  const unit = await href(visits, 'province', '/units', /^Tỉnh Quảng Trị$/);
  const id = unit.split('/')[2]?.split('?')[0];
  const period = '2026-M11';
  const edition = await href(visits, 'head', `/totals?unit=${id}&form=TH01&period=2026-M10`, /^\d+\/BC-/);
  const request = await href(visits, 'province', '/requests', /^Xem tiến độ$/);
  const figure = `/figures/trace?indicator=outreach_attendance&unit=${id}&period=${period}`;
  return [
    { name: 'sign-in', post: null, path: '/sign-in', main: /^Đăng nhập$/ },
    { name: 'enrol', post: null, path: '/enrol', main: /^Đặt mật khẩu và vào$/ },
    { name: 'unlock', post: null, path: '/unlock', main: /^Đăng nhập khi có mạng$/, withoutMark: true },
    { name: 'my-work-commune', post: 'commune', path: '/', main: /^(Sửa và gửi lại|Nhập (tiếp )?\d+ ô)$/ },
    { name: 'entry', post: 'commune', path: entry, main: /^Gửi (lại )?tỉnh/ },
    { name: 'my-work-province', post: 'province', path: '/', main: /^(Xem và duyệt \d+ báo cáo|Nhập \d+ ô)$/ },
    { name: 'desk', post: 'province', path: `/desk?unit=${id}&form=TH01&period=${period}`, main: /^Duyệt \d+ báo cáo/ },
    {
      name: 'entry-many',
      post: 'province',
      path: `/desk/enter?unit=${id}&form=TH01&period=${period}`,
      main: /, văn bản$/,
    },
    {
      name: 'workbook-many',
      post: 'province',
      path: `/desk/excel?unit=${id}&form=TH01&period=${period}`,
      main: /^Tải biểu Excel$/,
    },
    { name: 'words', post: 'commune', path: `${entry}/words`, main: /^Chèn số liệu/ },
    { name: 'workbook', post: 'commune', path: `${entry}/excel`, main: /^Tải biểu Excel$/ },
    { name: 'requests', post: 'province', path: '/requests', main: /^Soạn yêu cầu$/ },
    { name: 'request', post: 'province', path: request, main: /^(Gia hạn|Kết thúc|Rút yêu cầu)/ },
    { name: 'new-request', post: 'province', path: '/requests/new', main: /^Gửi yêu cầu/ },
    { name: 'signals', post: 'province', path: `/signals?unit=${id}&period=${period}`, main: /^Mở báo cáo / },
    { name: 'signal-settings', post: 'province', path: `/signals/settings?unit=${id}`, main: /^Sửa…/ },
    { name: 'targets', post: 'province', path: '/targets', main: /^Giao chỉ tiêu$/ },
    { name: 'design', post: 'province', path: '/design', main: /^Lập biểu mới$/ },
    { name: 'indicators', post: 'province', path: '/design/indicators', main: /^Thêm chỉ tiêu$/ },
    { name: 'form', post: 'centre', path: '/design/forms/TH01', main: /^Ban hành phiên bản \d+$/ },
    { name: 'totals', post: 'head', path: `/totals?unit=${id}&form=TH01&period=${period}`, main: /^Ban hành/ },
    { name: 'edition', post: 'head', path: edition, main: /^Số tổng hôm nay$/ },
    { name: 'review', post: 'province', path: `/review?unit=${id}&period=${period}`, main: /^Tải Word$/ },
    {
      name: 'review-trace',
      post: 'province',
      path: `/review?unit=${id}&period=${period}&figure=${encodeURIComponent(`${figure}&line=all&reading=accepted`)}`,
      main: /^Đóng$/,
    },
    { name: 'notices', post: 'province', path: '/notices', main: /^Đánh dấu đã đọc \d+ thông báo$|^Xem và đôn đốc$/ },
    { name: 'regimes', post: 'centre', path: '/regimes', main: /^Đặt thời hạn mới$/ },
    {
      name: 'urgings',
      post: 'province',
      path: `/urgings?unit=${id}&form=TH01&period=${period}`,
      main: /^Soạn văn bản gửi \d+ đơn vị$/,
    },
    {
      name: 'timeliness',
      post: 'province',
      path: `/timeliness?unit=${id}&form=TH01&period=${period}`,
      main: /^(Đôn đốc \d+ đơn vị|Các lần đôn đốc)$/,
    },
    { name: 'trace', post: 'province', path: figure, main: /^Xã Phong Nha$|^Xã / },
    { name: 'units', post: 'province', path: '/units', main: /^Tìm theo tên hoặc mã|^Tỉnh Quảng Trị$/ },
    { name: 'unit-life', post: 'province', path: unit, main: /^Số liệu tổng hợp$/ },
    { name: 'reform', post: 'province', path: `/units/${id}/reform`, main: /^Trang đơn vị$/ },
    { name: 'audit', post: 'inspector', path: '/audit', main: /^Tải các dòng này/ },
    { name: 'accounts', post: 'administrator', path: '/accounts', main: /^Mở tài khoản$/ },
    { name: 'operation', post: 'operator', path: '/operation', main: /^Vận hành$/ },
    { name: 'accounts-many', post: 'administrator', path: '/accounts/many', main: /^Mở \d+ tài khoản$/ },
    { name: 'my-account', post: 'head', path: '/me', main: /^Bật ứng dụng xác thực$/ },
  ];
};
