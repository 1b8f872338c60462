/** The screens of the main navigation, as data. A post sees those its session names. */
import type { SessionAnswer } from '@app/contract/identity/routes.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import {
  IconActivity,
  IconClockCheck,
  IconFileAnalytics,
  IconForms,
  IconGitMerge,
  IconHistory,
  IconInbox,
  IconMailQuestion,
  IconServer2,
  IconStack2,
  IconSum,
  IconTarget,
  IconUsersGroup,
} from '@tabler/icons-react';
import { linesRead } from '../figures/lines-read.ts';
import { paths } from '../kernel/paths.ts';
import type { IconOf } from '../ui/Icon.tsx';

export type Screen = {
  /** Name in `session.screens`. */
  name: string;
  to: (typeof paths)[
    | 'myWork'
    | 'desk'
    | 'totals'
    | 'review'
    | 'units'
    | 'accounts'
    | 'audit'
    | 'operation'
    | 'targets'
    | 'design'
    | 'requests'
    | 'signals'
    | 'timeliness'];
  icon: IconOf;
  words: Words;
  /** For the tabs at the foot of small screens. */
  short: Words;
  /** Heading above the screen in the rail; null: at the top without one. */
  group: Words | null;
};

const look: Words = { vi: 'Xem', en: 'Look up' };

const screens: readonly Screen[] = [
  {
    name: 'my-work',
    to: paths.myWork,
    icon: IconInbox,
    words: { vi: 'Việc của tôi', en: 'My work' },
    short: { vi: 'Việc', en: 'Work' },
    group: null,
  },
  {
    name: 'desk',
    to: paths.desk,
    icon: IconStack2,
    words: { vi: 'Bàn duyệt báo cáo', en: 'Review desk' },
    short: { vi: 'Bàn duyệt', en: 'Desk' },
    group: null,
  },
  {
    name: 'requests',
    to: paths.requests,
    icon: IconMailQuestion,
    words: { vi: 'Yêu cầu báo cáo', en: 'Requests' },
    short: { vi: 'Yêu cầu', en: 'Requests' },
    group: null,
  },
  {
    name: 'signals',
    to: paths.signals,
    icon: IconActivity,
    words: { vi: 'Tín hiệu chất lượng', en: 'Quality signals' },
    short: { vi: 'Tín hiệu', en: 'Signals' },
    group: null,
  },
  {
    name: 'timeliness',
    to: paths.timeliness,
    icon: IconClockCheck,
    words: { vi: 'Đúng hạn', en: 'Timeliness' },
    short: { vi: 'Đúng hạn', en: 'On time' },
    group: null,
  },
  {
    name: 'totals',
    to: paths.totals,
    icon: IconSum,
    words: { vi: 'Tổng hợp số liệu', en: 'Totals' },
    short: { vi: 'Tổng hợp', en: 'Totals' },
    group: null,
  },
  {
    name: 'review',
    to: paths.review,
    icon: IconFileAnalytics,
    words: { vi: 'Sơ kết, tổng kết', en: 'Review reports' },
    short: { vi: 'Sơ kết', en: 'Reviews' },
    group: null,
  },
  {
    name: 'targets',
    to: paths.targets,
    icon: IconTarget,
    words: { vi: 'Chỉ tiêu giao', en: 'Targets' },
    short: { vi: 'Chỉ tiêu', en: 'Targets' },
    group: null,
  },
  {
    name: 'units',
    to: paths.units,
    icon: IconGitMerge,
    words: { vi: 'Địa giới, sáp nhập', en: 'Units and mergers' },
    short: { vi: 'Địa giới', en: 'Units' },
    group: look,
  },
  {
    name: 'audit',
    to: paths.audit,
    icon: IconHistory,
    words: { vi: 'Nhật ký', en: 'Audit' },
    short: { vi: 'Nhật ký', en: 'Audit' },
    group: look,
  },
  {
    name: 'design',
    to: paths.design,
    icon: IconForms,
    words: { vi: 'Biểu mẫu', en: 'Forms' },
    short: { vi: 'Biểu mẫu', en: 'Forms' },
    group: { vi: 'Quản trị', en: 'Administration' },
  },
  {
    name: 'accounts',
    to: paths.accounts,
    icon: IconUsersGroup,
    words: { vi: 'Tài khoản, chức danh', en: 'Accounts and posts' },
    short: { vi: 'Tài khoản', en: 'Accounts' },
    group: { vi: 'Quản trị', en: 'Administration' },
  },
  {
    name: 'operation',
    to: paths.operation,
    icon: IconServer2,
    words: { vi: 'Vận hành', en: 'Operation' },
    short: { vi: 'Vận hành', en: 'Operation' },
    group: { vi: 'Quản trị', en: 'Administration' },
  },
];

/** The forms so far are the committee's and those of the police: whoever reads only another line has nothing on a desk. */
const hasDesk = ({ post }: Pick<SessionAnswer, 'post'>): boolean =>
  post !== null && linesRead(post.body).includes('all');

/** Screens of reports; see `hasDesk`. */
const ofReports: ReadonlySet<string> = new Set(['desk', 'signals', 'timeliness']);

/** The screens that the chosen post can open, in the order of the rail. */
export const screensOf = (session: Pick<SessionAnswer, 'screens' | 'post'>): Screen[] =>
  screens.filter(({ name }) => session.screens.includes(name) && (!ofReports.has(name) || hasDesk(session)));
