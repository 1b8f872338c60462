/** When the state of an instance is worth a look or wrong, and what is to be done. Used by the screen and by `chungtay doctor`. */
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { Finding, JobAnswer } from '@app/contract/operation/routes.ts';
import { jobWords, sayAge, sayBytes } from '@app/contract/operation/words.ts';
import type { Actor } from '../kernel/actor.ts';

/** To every other post the instance does not exist (house.md: the operator reads health and no content). */
export const whyNotOperate = (actor: Actor): Refusal | null =>
  actor.does.has('operate') ? null : refuse(notFound, {});

const HOUR = 3600;
const DAY = 24 * HOUR;
const GB = 1024 ** 3;

export const good = (id: string, says: Words): Finding => ({ id, level: 'good', says, todo: null });
export const bad = (id: string, level: 'warning' | 'danger', says: Words, todo: Words): Finding => ({
  id,
  level,
  says,
  todo,
});

const never: Words = { vi: 'Chưa có', en: 'Never' };

/** A night without a backup is worth a look, two are wrong. `ageSeconds` null: there has never been one. */
export const judgeBackup = (ageSeconds: number | null): Finding => {
  const todo: Words = {
    vi: 'Đặt CHUNGTAY_BACKUP_DIR để sao lưu mỗi đêm; làm ngay một bản bằng npm run -s chungtay -- backup.',
    en: 'Set CHUNGTAY_BACKUP_DIR for one each night; make one now by npm run -s chungtay -- backup.',
  };
  if (ageSeconds === null)
    return bad('backup', 'warning', { vi: `${never.vi} bản sao lưu nào.`, en: 'There has never been a backup.' }, todo);
  const age = sayAge(ageSeconds);
  const says: Words = { vi: `Bản sao lưu cuối cách đây ${age.vi}.`, en: `The last backup is ${age.en} old.` };
  if (ageSeconds > 2 * DAY) return bad('backup', 'danger', says, todo);
  return ageSeconds > 30 * HOUR ? bad('backup', 'warning', says, todo) : good('backup', says);
};

/** A backup that was never restored is a hope; the drill runs weekly. */
export const judgeDrill = (ageSeconds: number | null): Finding => {
  const todo: Words = {
    vi: 'Chạy npm run -s chungtay -- backup drill: bản sao lưu chỉ đáng tin khi đã khôi phục thử.',
    en: 'Run npm run -s chungtay -- backup drill: a backup can be trusted once it has been restored.',
  };
  if (ageSeconds === null)
    return bad('drill', 'warning', { vi: 'Chưa diễn tập khôi phục lần nào.', en: 'No restore was ever tried.' }, todo);
  const age = sayAge(ageSeconds);
  const says: Words = { vi: `Diễn tập khôi phục cách đây ${age.vi}.`, en: `The last restore drill was ${age.en} ago.` };
  return ageSeconds > 15 * DAY ? bad('drill', 'warning', says, todo) : good('drill', says);
};

/** A drill that found differences is worse than none. */
export const judgeDrillResult = (differences: number): Finding[] =>
  differences === 0
    ? []
    : [
        bad(
          'drill-differences',
          'danger',
          {
            vi: `Lần diễn tập khôi phục cuối thấy ${differences} chỗ khác.`,
            en: `The last restore drill found ${differences} differences.`,
          },
          {
            vi: 'Chạy npm run -s chungtay -- backup drill và verify; giữ lại bản sao lưu trước đó.',
            en: 'Run npm run -s chungtay -- backup drill and verify; keep the backups before it.',
          },
        ),
      ];

/** Heads are signed hourly when something was written; the job runs either way. */
export const judgeAuditHead = (ageSeconds: number | null): Finding => {
  const todo: Words = {
    vi: 'Xem việc "Ký đầu chuỗi nhật ký": khóa ký có đọc được không (CHUNGTAY_AUDIT_KEY), thư mục có ghi được không.',
    en: 'Look at the job "Sign the head of the audit": can the key be read (CHUNGTAY_AUDIT_KEY), can the folder be written?',
  };
  if (ageSeconds === null)
    return bad(
      'audit-head',
      'warning',
      { vi: 'Chưa ký đầu chuỗi nhật ký lần nào.', en: 'No head of the audit was ever signed.' },
      todo,
    );
  const age = sayAge(ageSeconds);
  const says: Words = {
    vi: `Đầu chuỗi nhật ký ký cách đây ${age.vi}.`,
    en: `The head of the audit was signed ${age.en} ago.`,
  };
  if (ageSeconds > DAY) return bad('audit-head', 'danger', says, todo);
  return ageSeconds > 3 * HOUR ? bad('audit-head', 'warning', says, todo) : good('audit-head', says);
};

/** A broken chain means that somebody has changed the audit behind the program's back. */
export const judgeVerified = (faults: number): Finding[] =>
  faults === 0
    ? []
    : [
        bad(
          'audit-broken',
          'danger',
          {
            vi: `Lần kiểm cuối thấy nhật ký hỏng ${faults} chỗ.`,
            en: `The last verification found the audit broken in ${faults} places.`,
          },
          {
            vi: 'Chạy npm run -s chungtay -- verify để biết chỗ hỏng đầu tiên, giữ nguyên cơ sở dữ liệu và báo thanh tra.',
            en: 'Run npm run -s chungtay -- verify for the first broken place, leave the database as it is and tell the inspectors.',
          },
        ),
      ];

/** PostgreSQL stops when its disk is full, and nothing is accepted until there is room. */
export const judgeDisk = (disk: { freeBytes: number; totalBytes: number }): Finding => {
  const share = disk.freeBytes / disk.totalBytes;
  const free = sayBytes(disk.freeBytes);
  const percent = Math.floor(share * 100);
  const says: Words = {
    vi: `Đĩa còn trống ${free.vi} (${percent}%).`,
    en: `${free.en} of the disk are free (${percent}%).`,
  };
  const todo: Words = {
    vi: 'Dọn bản sao lưu cũ và nhật ký, hoặc thêm đĩa. Đĩa đầy thì không ghi được gì nữa.',
    en: 'Remove old backups and logs, or add disk. On a full disk nothing can be written any more.',
  };
  if (share < 0.05 || disk.freeBytes < GB) return bad('disk-free', 'danger', says, todo);
  return share < 0.15 || disk.freeBytes < 5 * GB ? bad('disk-free', 'warning', says, todo) : good('disk-free', says);
};

export const judgeConnections = ({ used, max }: { used: number; max: number }): Finding => {
  const says: Words = { vi: `${used} trong ${max} kết nối đang mở.`, en: `${used} of ${max} connections are open.` };
  const todo: Words = {
    vi: 'Giảm CHUNGTAY_POOL, bớt tiến trình, hoặc tăng max_connections của PostgreSQL.',
    en: 'Lower CHUNGTAY_POOL, run fewer processes, or raise max_connections of PostgreSQL.',
  };
  if (used >= max * 0.95) return bad('connections', 'danger', says, todo);
  return used >= max * 0.8 ? bad('connections', 'warning', says, todo) : good('connections', says);
};

export const judgeLongest = (seconds: number): Finding => {
  const age = sayAge(seconds);
  const says: Words =
    seconds < 60
      ? { vi: 'Không có giao dịch nào kéo dài.', en: 'No transaction takes long.' }
      : { vi: `Có giao dịch đã chạy ${age.vi}.`, en: `A transaction has been running for ${age.en}.` };
  return seconds > 600
    ? bad('long-transaction', 'warning', says, {
        vi: 'Xem pg_stat_activity. Sao lưu và nhập lớn có thể lâu; việc khác thì dừng bằng pg_terminate_backend.',
        en: 'Look at pg_stat_activity. Backups and large imports may take long; end others with pg_terminate_backend.',
      })
    : good('long-transaction', says);
};

type ProcessState = {
  id: string;
  host: string;
  version: string;
  seenSecondsAgo: number;
  draining: boolean;
  loopDelayMs: number;
  poolUsed: number;
  poolMax: number;
  poolWaiting: number;
};

/** A process gives a sign of life every ten seconds; three missed ones mean that it is gone. */
const isGone = ({ seenSecondsAgo }: Pick<ProcessState, 'seenSecondsAgo'>): boolean => seenSecondsAgo > 35;

const judgeProcess = (each: ProcessState): Finding[] => {
  const name = `${each.id} (${each.host})`;
  const age = sayAge(each.seenSecondsAgo);
  if (isGone(each))
    return [
      bad(
        'process-gone',
        'warning',
        { vi: `Tiến trình ${name} im lặng từ ${age.vi} nay.`, en: `Process ${name} has been silent for ${age.en}.` },
        {
          vi: 'Nếu không phải bạn dừng nó: xem nhật ký của tiến trình và khởi động lại. Một giờ sau nó tự khỏi danh sách.',
          en: 'Unless you stopped it: read its log and start it again. It leaves this list by itself after an hour.',
        },
      ),
    ];
  const found: Finding[] = [];
  if (each.poolWaiting > 0 && each.poolUsed >= each.poolMax)
    found.push(
      bad(
        'pool-full',
        'warning',
        {
          vi: `Tiến trình ${name} đã dùng hết kết nối, ${each.poolWaiting} yêu cầu đang chờ.`,
          en: `Process ${name} has used up its connections; ${each.poolWaiting} requests wait.`,
        },
        { vi: 'Tăng CHUNGTAY_POOL hoặc thêm một tiến trình.', en: 'Raise CHUNGTAY_POOL or add a process.' },
      ),
    );
  if (each.loopDelayMs > 500)
    found.push(
      bad(
        'loop-delay',
        'warning',
        {
          vi: `Tiến trình ${name} phản hồi chậm ${Math.round(each.loopDelayMs)} ms.`,
          en: `Process ${name} is ${Math.round(each.loopDelayMs)} ms late.`,
        },
        {
          vi: 'Máy thiếu CPU, hoặc có việc quá lớn: thêm một tiến trình.',
          en: 'The machine lacks CPU, or there is too much work: add a process.',
        },
      ),
    );
  return found;
};

export const judgeProcesses = (all: readonly ProcessState[]): Finding[] => {
  const living = all.filter((each) => !isGone(each) && !each.draining);
  const versions = [...new Set(living.map(({ version }) => version))];
  return [
    ...all.flatMap(judgeProcess),
    ...(versions.length > 1
      ? [
          bad(
            'versions',
            'warning',
            {
              vi: `Đang chạy cùng lúc các bản ${versions.join(', ')}.`,
              en: `Versions ${versions.join(', ')} run at the same time.`,
            },
            {
              vi: 'Chỉ đúng trong lúc nâng cấp: khởi động lại các tiến trình bản cũ.',
              en: 'Right only during an update: restart the processes of the old version.',
            },
          ),
        ]
      : []),
  ];
};

type JobState = {
  name: string;
  startedAt: Date | null;
  endedAt: Date | null;
  error: string | null;
  found: boolean;
};

export const stateOfJob = ({ startedAt, endedAt, error, found }: JobState): JobAnswer['state'] => {
  if (!startedAt) return 'never';
  if (!endedAt) return 'running';
  if (error === null) return 'done';
  return found ? 'found' : 'failed';
};

export const judgeJobs = (all: readonly JobState[]): Finding[] =>
  all
    .filter((job) => ['failed', 'found'].includes(stateOfJob(job)))
    .map((job) => {
      const words = jobWords[job.name] ?? { vi: job.name, en: job.name };
      if (job.found)
        return bad(
          `job-${job.name}`,
          'danger',
          {
            vi: `Việc "${words.vi}" lần cuối thấy có chỗ sai.`,
            en: `The job "${words.en}" found faults the last time.`,
          },
          {
            vi: 'Đọc kết quả ở bảng dưới và xử lý; việc chạy lại đúng hạn, không sớm hơn.',
            en: 'Read its result in the table below and deal with it; it runs again in its time and not before.',
          },
        );
      return bad(
        `job-${job.name}`,
        'warning',
        { vi: `Việc "${words.vi}" lần cuối bị lỗi.`, en: `The job "${words.en}" failed the last time.` },
        {
          vi: 'Đọc lỗi ở bảng dưới. Việc được thử lại sau ít nhất 15 phút, việc ban đêm thì trong đêm; lỗi còn thì xem nhật ký máy chủ.',
          en: 'Read its error in the table below. It is tried again after 15 minutes or more, work of the night by night; if it stays, read the log of the server.',
        },
      );
    });

const order = { danger: 0, warning: 1, good: 2 } as const;
/** What is not good, the worst first. */
export const warningsOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ level }) => level !== 'good').sort((a, b) => order[a.level] - order[b.level]);
