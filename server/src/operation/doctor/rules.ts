/** What `chungtay doctor` looks at before people rely on an instance. Pure: facts in, findings out. */
import type { Words } from '@app/contract/kernel/words.ts';
import type { Finding } from '@app/contract/operation/routes.ts';
import { bad, good } from '../rules.ts';

const both = (vi: string, en: string): Words => ({ vi, en });

/** Node 20.19 is the floor of the program. */
export const judgeNode = (version: string): Finding => {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? good('node', both(`Node ${version}.`, `Node ${version}.`))
    : bad(
        'node',
        'danger',
        both(`Node ${version} quá cũ.`, `Node ${version} is too old.`),
        both('Cài Node 20.19 trở lên.', 'Install Node 20.19 or later.'),
      );
};

/** `server_version_num`: 150008 is 15.8. */
export const judgePostgres = (version: number): Finding => {
  const name = `${Math.floor(version / 10_000)}.${version % 10_000}`;
  return version >= 150_000
    ? good('postgres', both(`PostgreSQL ${name}.`, `PostgreSQL ${name}.`))
    : bad(
        'postgres',
        'danger',
        both(`PostgreSQL ${name} quá cũ.`, `PostgreSQL ${name} is too old.`),
        both('Cần PostgreSQL 15 trở lên.', 'PostgreSQL 15 or later is needed.'),
      );
};

export type Durability = { fsync: string; synchronousCommit: string; fullPageWrites: string };

/** Acknowledged means on disk (product promise): each of the three must be on. */
export const judgeDurability = ({ fsync, synchronousCommit, fullPageWrites }: Durability): Finding[] => {
  const ofSetting = (name: string, value: string, isRight: boolean): Finding =>
    isRight
      ? good(name, both(`${name} = ${value}.`, `${name} = ${value}.`))
      : bad(
          name,
          'danger',
          both(
            `${name} = ${value}: số liệu đã báo "đã nhận" có thể mất khi mất điện.`,
            `${name} = ${value}: what was acknowledged may be lost when the power fails.`,
          ),
          both(
            `alter system set ${name} = on; select pg_reload_conf();`,
            `alter system set ${name} = on; select pg_reload_conf();`,
          ),
        );
  return [
    ofSetting('fsync', fsync, fsync === 'on'),
    ofSetting(
      'synchronous_commit',
      synchronousCommit,
      ['on', 'local', 'remote_write', 'remote_apply'].includes(synchronousCommit),
    ),
    ofSetting('full_page_writes', fullPageWrites, fullPageWrites === 'on'),
  ];
};

export type RoleFacts = { name: string; superuser: boolean; bypassesRls: boolean; ownsTables: boolean } | null;

/** The role that answers requests must be held by the policies of the database. */
export const judgeRole = (role: RoleFacts): Finding => {
  const todo = both(
    'Xem mục "Roles of the database" trong hướng dẫn vận hành: vai trò chungtay_app, noinherit, nobypassrls, không sở hữu gì.',
    'See "Roles of the database" in the operator guide: the role chungtay_app, noinherit, nobypassrls, owner of nothing.',
  );
  if (!role)
    return bad(
      'role',
      'danger',
      both('Không vào được cơ sở dữ liệu bằng vai trò chạy.', 'The runtime role cannot enter the database.'),
      todo,
    );
  const faults = [
    role.superuser && both('là superuser', 'is a superuser'),
    role.bypassesRls && both('vượt kiểm soát theo dòng', 'passes row-level security by'),
    role.ownsTables && both('sở hữu bảng', 'owns tables'),
  ].filter((each): each is Words => each !== false);
  if (faults.length === 0)
    return good(
      'role',
      both(`Vai trò ${role.name} bị giữ đúng quyền.`, `The role ${role.name} is held to its rights.`),
    );
  const list = (language: 'vi' | 'en') => faults.map((each) => each[language]).join(', ');
  return bad(
    'role',
    'danger',
    both(`Vai trò ${role.name} ${list('vi')}.`, `The role ${role.name} ${list('en')}.`),
    todo,
  );
};

/** `behindBytes`: how much of the log has not come to the copy. Null: the copy does not answer. */
export type ReplicaFacts = { follows: boolean; behindBytes: number } | null;

/** A copy that far behind is not read by anybody: at 20 MB/s it is a second. */
const FAR_BEHIND = 20_000_000;

/** The server of READ_DATABASE_URL. Without it, or while it is behind, reads stay on the first one. */
export const judgeReplica = (replica: ReplicaFacts): Finding => {
  const todo = both(
    'Kiểm tra máy chủ trong READ_DATABASE_URL và streaming replication tới nó (pg_stat_replication trên máy chủ chính).',
    'Look at the server of READ_DATABASE_URL and at the replication to it (pg_stat_replication on the first server).',
  );
  if (replica === null)
    return bad(
      'replica',
      'warning',
      both('Máy chủ đọc không trả lời; đang đọc ở máy chủ chính.', 'The server for reads does not answer.'),
      todo,
    );
  if (!replica.follows)
    return bad(
      'replica',
      'danger',
      both(
        'READ_DATABASE_URL không phải bản sao của máy chủ nào.',
        'The server of READ_DATABASE_URL follows no other.',
      ),
      todo,
    );
  const says = both(
    `Máy chủ đọc chậm hơn máy chủ chính ${Math.round(replica.behindBytes / 1024)} KB nhật ký.`,
    `The server for reads is ${Math.round(replica.behindBytes / 1024)} KB of log behind the first one.`,
  );
  return replica.behindBytes > FAR_BEHIND ? bad('replica', 'warning', says, todo) : good('replica', says);
};

/** Activity of a role is seen by its members only: to other owners every transaction of the server seems short. */
export const judgeSight = (seesRuntime: boolean): Finding =>
  seesRuntime
    ? good(
        'owner-sight',
        both('Chủ sở hữu thấy giao dịch của vai trò chạy.', 'The owner sees transactions of the runtime role.'),
      )
    : bad(
        'owner-sight',
        'warning',
        both(
          'Chủ sở hữu không thấy giao dịch của vai trò chạy kéo dài bao lâu.',
          'The owner does not see how long transactions of the runtime role take.',
        ),
        both(
          'Người quản trị PostgreSQL chạy: grant chungtay_app to CHỦ_SỞ_HỮU with set true, inherit true (bản 15: không có phần with).',
          'An administrator of PostgreSQL runs: grant chungtay_app to OWNER with set true, inherit true (on 15 without the part after OWNER).',
        ),
      );

/** Deadlines and one-time codes are judged by the clock of the process, moments of jobs by that of the database. */
export const judgeClock = (skewMs: number): Finding => {
  const seconds = Math.abs(skewMs) / 1000;
  const says = both(
    `Đồng hồ máy chủ và cơ sở dữ liệu lệch ${seconds.toFixed(1)} giây.`,
    `The clocks of server and database differ by ${seconds.toFixed(1)} s.`,
  );
  if (seconds <= 2) return good('clock', says);
  return bad(
    'clock',
    seconds > 30 ? 'danger' : 'warning',
    says,
    both(
      'Bật đồng bộ giờ (chrony, systemd-timesyncd) trên cả hai máy.',
      'Keep time by chrony or systemd-timesyncd on both machines.',
    ),
  );
};

export const judgeCollation = (present: boolean): Finding =>
  present
    ? good('collation', both('Có bảng sắp xếp tiếng Việt (ICU).', 'The Vietnamese collation (ICU) is there.'))
    : bad(
        'collation',
        'danger',
        both(
          'Thiếu bảng sắp xếp vi-VN-x-icu: tên đơn vị không sắp đúng vần tiếng Việt.',
          'The collation vi-VN-x-icu is missing: names of units cannot be sorted.',
        ),
        both(
          'Dùng bản PostgreSQL có ICU (mọi gói của Debian, RHEL và PGDG đều có).',
          'Use a PostgreSQL with ICU (all packages of Debian, RHEL and PGDG have it).',
        ),
      );

/** Behind the program: nothing works. Ahead of it: a newer release has been here, and this one should go. */
export const judgeMigrations = (known: readonly string[], ran: readonly string[]): Finding => {
  const missing = known.filter((name) => !ran.includes(name));
  const newer = ran.filter((name) => !known.includes(name));
  if (missing.length > 0)
    return bad(
      'migrations',
      'danger',
      both(
        `Cơ sở dữ liệu thiếu ${missing.length} bước cập nhật, từ ${missing[0]}.`,
        `The database lacks ${missing.length} migrations, from ${missing[0]} on.`,
      ),
      both('Chạy npm run -s chungtay -- migrate.', 'Run npm run -s chungtay -- migrate.'),
    );
  if (newer.length > 0)
    return bad(
      'migrations',
      'warning',
      both(
        `Cơ sở dữ liệu mới hơn chương trình (${newer.at(-1)}).`,
        `The database is newer than the program (${newer.at(-1)}).`,
      ),
      both(
        'Chỉ đúng trong lúc nâng cấp: cài bản mới cho máy này.',
        'Right only during an update: install the new release here.',
      ),
    );
  return good(
    'migrations',
    both(`Cơ sở dữ liệu đã cập nhật (${ran.length} bước).`, `The database is up to date (${ran.length} migrations).`),
  );
};

export type KeyState = 'present' | 'missing' | 'unreadable' | 'open-to-others';

/** The key that signs audit heads stands outside the database and is read by the program alone. */
export const judgeAuditKey = (state: KeyState): Finding => {
  if (state === 'present')
    return good(
      'audit-key',
      both(
        'Có khóa ký nhật ký, chỉ chương trình đọc được.',
        'The audit key is there and only the program can read it.',
      ),
    );
  if (state === 'missing')
    return bad(
      'audit-key',
      'warning',
      both(
        'Chưa có khóa ký nhật ký; máy chủ tạo khi ký lần đầu, và không ký khi đã có niêm ký bằng khóa khác.',
        'There is no audit key; the server makes one when it signs first, and signs nothing where heads of another key are.',
      ),
      both(
        'Nhiều tiến trình phải dùng chung một tệp: đặt CHUNGTAY_AUDIT_KEY vào thư mục chung.',
        'Several processes must share one file: put CHUNGTAY_AUDIT_KEY into a common folder.',
      ),
    );
  return bad(
    'audit-key',
    'danger',
    state === 'unreadable'
      ? both('Không đọc được khóa ký nhật ký.', 'The audit key cannot be read.')
      : both('Người khác trên máy đọc được khóa ký nhật ký.', 'Others on this machine can read the audit key.'),
    both('chown cho người dùng chạy chương trình, chmod 600.', 'chown it to the user of the program, chmod 600.'),
  );
};

/** Each process opens its pool, four connections for sign-in and a few of its own. */
export const judgePool = (poolSize: number, maxConnections: number): Finding => {
  const each = poolSize + 4 + 4;
  const says = both(
    `Mỗi tiến trình dùng tới ${each} kết nối; PostgreSQL cho ${maxConnections}.`,
    `A process uses up to ${each} connections; PostgreSQL has ${maxConnections}.`,
  );
  const todo = both('Giảm CHUNGTAY_POOL hoặc tăng max_connections.', 'Lower CHUNGTAY_POOL or raise max_connections.');
  if (each + 3 > maxConnections) return bad('pool', 'danger', says, todo);
  return 2 * each + 3 > maxConnections ? bad('pool', 'warning', says, todo) : good('pool', says);
};

/** `given` undefined: the secret was made at random and is kept in the database. */
export const judgeSecret = (given: string | undefined): Finding => {
  if (given === undefined)
    return good('secret', both('Khóa phiên do chương trình tạo ngẫu nhiên.', 'The session key was made at random.'));
  const todo = both(
    'Tạo khóa mới: openssl rand -base64 48. Mọi người phải đăng nhập lại.',
    'Make a new one: openssl rand -base64 48. Everybody signs in again.',
  );
  if (given.length < 32)
    return bad(
      'secret',
      'danger',
      both('CHUNGTAY_SECRET ngắn hơn 32 ký tự.', 'CHUNGTAY_SECRET is shorter than 32 characters.'),
      todo,
    );
  return new Set(given).size < 12
    ? bad('secret', 'danger', both('CHUNGTAY_SECRET quá dễ đoán.', 'CHUNGTAY_SECRET is too easy to guess.'), todo)
    : good(
        'secret',
        both('CHUNGTAY_SECRET đủ dài và đủ khó đoán.', 'CHUNGTAY_SECRET is long enough and hard to guess.'),
      );
};

/** `relied`: the instance has a database of its own, so people rely on it. */
export const judgeBaseUrl = (baseUrl: string | undefined, relied: boolean): Finding => {
  const todo = both(
    'Đặt CHUNGTAY_BASE_URL là địa chỉ https mà trình duyệt dùng; TLS kết thúc ở proxy.',
    'Set CHUNGTAY_BASE_URL to the https address of the browsers; TLS ends at the proxy.',
  );
  if (baseUrl?.startsWith('https://')) return good('base-url', both(`Địa chỉ ${baseUrl}.`, `Address ${baseUrl}.`));
  const isLocal = baseUrl === undefined || /^http:\/\/(localhost|127\.|\[::1\])/.test(baseUrl);
  if (isLocal && !relied)
    return good(
      'base-url',
      both('Dùng thử trên máy này, chưa cần https.', 'Tried out on this machine; https is not needed yet.'),
    );
  return bad(
    'base-url',
    isLocal ? 'warning' : 'danger',
    isLocal
      ? both(
          'Chưa đặt địa chỉ https: cookie không được đánh dấu an toàn.',
          'No https address is set: cookies are not marked secure.',
        )
      : both(
          `Địa chỉ ${baseUrl} không phải https: mật khẩu đi qua mạng không được mã hóa.`,
          `The address ${baseUrl} is not https: passwords cross the network in the clear.`,
        ),
    todo,
  );
};
