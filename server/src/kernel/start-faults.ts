/** Why the program could not start, in words that say what to do. */
import type { Words } from '@app/contract/kernel/words.ts';

type Thrown = {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
  port?: unknown;
  address?: unknown;
};

/** A fault that was found by looking, before anything was opened. */
export class StartFault extends Error {
  readonly words: Words;
  constructor(words: Words) {
    super(words.en);
    this.name = 'StartFault';
    this.words = words;
  }
}

const unreachable: Words = {
  vi: 'Không nối được tới cơ sở dữ liệu. Kiểm tra DATABASE_URL (máy, cổng), máy chủ PostgreSQL có đang chạy không, và tường lửa.',
  en: 'The database cannot be reached. Check DATABASE_URL (host, port), whether PostgreSQL runs, and the firewall.',
};

const notSaidSo: Words = {
  vi: 'Dòng lệnh có tham số mà chương trình không biết. Gõ --help để xem các lệnh.',
  en: 'The command line says something that the program does not know. Type --help for the commands.',
};

const byCode: Readonly<Record<string, Words>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: notSaidSo,
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: notSaidSo,
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: notSaidSo,
  EADDRINUSE: {
    vi: 'Cổng đã có chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác: --port 3001.',
    en: 'The port is taken by another program. Stop that program, or choose another port: --port 3001.',
  },
  EACCES: {
    vi: 'Hệ điều hành không cho mở cổng hoặc tệp này. Cổng dưới 1024 cần quyền riêng: chọn cổng lớn hơn và đặt máy chủ proxy phía trước.',
    en: 'The system does not let this port or file be opened. Ports below 1024 need a right of their own: choose a higher one behind a proxy.',
  },
  EADDRNOTAVAIL: {
    vi: 'Máy này không có địa chỉ mạng nêu ở HOST hoặc --host.',
    en: 'This machine does not have the network address given by HOST or --host.',
  },
  ECONNREFUSED: unreachable,
  ENOTFOUND: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  EAI_AGAIN: unreachable,
  '57P03': {
    vi: 'PostgreSQL đang khởi động hoặc đang dừng. Chờ ít giây rồi thử lại.',
    en: 'PostgreSQL is starting or stopping. Wait some seconds and try again.',
  },
  '28P01': {
    vi: 'PostgreSQL không nhận mật khẩu. Kiểm tra tên và mật khẩu trong DATABASE_URL và APP_DATABASE_URL.',
    en: 'PostgreSQL refuses the password. Check the name and password in DATABASE_URL and APP_DATABASE_URL.',
  },
  '28000': {
    vi: 'PostgreSQL không cho vai trò này vào. Kiểm tra tên vai trò trong DATABASE_URL và tệp pg_hba.conf.',
    en: 'PostgreSQL does not let this role in. Check the role in DATABASE_URL and the file pg_hba.conf.',
  },
  '3D000': {
    vi: 'Không có cơ sở dữ liệu tên này. Tạo trước: create database chungtay.',
    en: 'There is no database of this name. Create it first: create database chungtay.',
  },
  '42501': {
    vi: 'Vai trò trong DATABASE_URL không đủ quyền. Vai trò này phải là chủ cơ sở dữ liệu, được tạo phần mở rộng btree_gist và vai trò chungtay_app; xem mục "Roles of the database" trong hướng dẫn vận hành.',
    en: 'The role of DATABASE_URL lacks rights. It must own the database and may create the extension btree_gist and the role chungtay_app; see "Roles of the database" in the operator guide.',
  },
  '53300': {
    vi: 'PostgreSQL đã hết kết nối. Giảm CHUNGTAY_POOL hoặc tăng max_connections.',
    en: 'PostgreSQL has no connections left. Lower CHUNGTAY_POOL or raise max_connections.',
  },
};

/** The words for what was thrown at the start; null when it is nothing that an operator can put right. */
export const wordsOfStart = (error: unknown, depth = 0): Words | null => {
  if (error instanceof StartFault) return error.words;
  if (typeof error !== 'object' || error === null || depth > 3) return null;
  const { code, cause, errors } = error as Thrown;
  const words = typeof code === 'string' ? byCode[code] : undefined;
  if (words) return words;
  if (Array.isArray(errors)) return wordsOfStart(errors[0], depth + 1);
  return wordsOfStart(cause, depth + 1);
};

export type RuntimeRole = { name: string; superuser: boolean; bypassesRls: boolean; ownsTables: boolean };

/** Why requests must not be answered as this role of the database: the policies would not hold it. */
export const whyNotServeAs = (role: RuntimeRole, setting: string): Words | null =>
  role.superuser || role.bypassesRls || role.ownsTables
    ? {
        vi: `Vai trò "${role.name}" trong ${setting} vượt qua được kiểm soát theo dòng (superuser, BYPASSRLS hoặc chủ bảng), nên máy chủ không mở. Dùng vai trò chungtay_app như hướng dẫn vận hành.`,
        en: `The role "${role.name}" of ${setting} can pass row-level security by (superuser, BYPASSRLS or owner of tables), so the server does not open. Use the role chungtay_app as the operator guide says.`,
      }
    : null;
