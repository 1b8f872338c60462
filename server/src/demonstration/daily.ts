/**
 * What daily work leaves behind beside the months: targets, requests in each state, an exception, a talk and a letter that urges, so
 * that no screen of the demonstration is empty. Of the demonstration province alone; invented, like all of it.
 */

import { addDays, type Period, periodContaining, previousOf, todayInVietnam } from '@app/contract/kernel/period.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import { periodId } from '../figures/index.ts';
import type { House } from '../house.ts';
import type { Actor } from '../kernel/actor.ts';
import { unitsInForce } from '../org/index.ts';
import {
  addMessage,
  allowReportException,
  closeRequest,
  draftUrging,
  importMany,
  reportsOfDesk,
  sendRequest,
  sendUrging,
  setTargets,
  withdrawRequest,
} from '../reporting/index.ts';
import { inNameOf, type Posts } from './months.ts';
import { demoCommune, demoProvince } from './sign-ins.ts';

const FORM = 'TH01';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How many communes beside the demonstration's a request goes to. */
const OTHERS = 5;

type Desk = { house: House; officer: Actor; province: number; now: Date; newest: Period };
type Report = Awaited<ReturnType<typeof reportsOfDesk>>[number];
const input = <P, B>(params: P, body: B) => ({ params, query: undefined, body });

export const loadDaily = async (house: House, posts: Posts): Promise<void> => {
  const now = house.clock();
  const officer = inNameOf(posts, 'quangtri');
  const newest = previousOf(periodContaining('month', todayInVietnam(now)));
  const desk: Desk = { house, officer, province: posts.get('quangtri')?.unitId ?? 0, now, newest };
  const reports = await house.asSystem((ask) =>
    reportsOfDesk(ask.tx, desk.province, FORM, periodId(newest), ask.today),
  );
  const commune = posts.get('phongnha.quangtri')?.unitId ?? 0;
  const others = reports.filter(({ unitId }) => unitId !== commune).sort((one, other) => one.unitId - other.unitId);
  await giveTargets(desk);
  await askForReports(desk, commune, others);
  await openOne(desk, others);
  await talk(desk, posts, reports, commune);
  await urge(desk, others);
};

/** For the province itself, for each commune, and one of its own for the demonstration commune. */
const giveTargets = async ({ house, officer, now }: Desk): Promise<void> => {
  const period = periodContaining('year', todayInVietnam(now)).code;
  const basis = 'Kế hoạch 08/KH-BCĐ (minh họa)';
  const target = (indicator: string, rows: { unit: string; eachBelow: boolean; value: number }[]) => ({
    ...{ indicator, period, direction: 'at_least' as const, basis, rows },
  });
  for (const body of [
    target('outreach_sessions', [
      { unit: demoProvince, eachBelow: false, value: 12_000 },
      { unit: demoProvince, eachBelow: true, value: 145 },
    ]),
    target('mediation_successful', [{ unit: demoProvince, eachBelow: true, value: 37 }]),
    target('points_replicated', [{ unit: demoCommune, eachBelow: false, value: 11 }]),
  ])
    await house.as(officer, (ask) => setTargets(input(undefined, body), ask));
};

/** One that was closed, one that was taken back, one whose day is over with some answers, and one open: the newest comes last. */
const askForReports = async (desk: Desk, commune: number, others: readonly Report[]): Promise<void> => {
  const { house, officer, now } = desk;
  // A month that is long over: whatever the day of the load, it may be asked and answered.
  const period = previousOf(desk.newest).code;
  const units = others.slice(0, OTHERS).map(({ unitId }) => unitId);
  const send = async (
    what: { title: string; kind: 'thematic' | 'ad_hoc'; indicators: string[]; units: number[] },
    sent: Date,
    days: number,
  ): Promise<number> => {
    const body = {
      ...{ ...what, line: 'committee' as const, period, level: 'commune' as const },
      reason: 'Phục vụ giao ban của Ban Chỉ đạo tỉnh (số liệu minh họa).',
      questions: [],
      ...{ dueOn: addDays(todayInVietnam(sent), days), dueHour: 17 },
    };
    return (
      await house.as(
        officer,
        (ask) => sendRequest(input(undefined, body), ask),
        () => sent,
      )
    ).id;
  };
  const ago = (days: number) => new Date(now.getTime() - days * DAY);

  const closed = await send(
    { title: 'Danh mục điển hình tiên tiến', kind: 'thematic', indicators: ['advanced_examples'], units },
    ago(12),
    20,
  );
  await house.as(
    officer,
    (ask) => closeRequest(input({ requestId: closed }, { reason: 'Đã đủ số liệu cho báo cáo chuyên đề.' }), ask),
    () => ago(2),
  );
  const withdrawn = await send(
    { title: 'Rà soát số hòa giải viên', kind: 'ad_hoc', indicators: ['mediators'], units },
    ago(9),
    14,
  );
  await house.as(
    officer,
    (ask) => withdrawRequest(input({ requestId: withdrawn }, { reason: 'Số này sẽ có trong biểu năm.' }), ask),
    () => ago(8),
  );
  const overdue = await send(
    { title: 'Rà soát phong trào thi đua', kind: 'ad_hoc', indicators: ['emulation_movements'], units },
    ago(6),
    3,
  );
  const codes = await house.asSystem((ask) => unitsInForce(ask.tx, 'commune', desk.newest.endsOn));
  const codeOf = new Map(codes.map(({ id, code }) => [id, code]));
  const answers = units.slice(0, 3).map((unitId, at) => ({
    unitCode: codeOf.get(unitId) ?? '',
    cells: { emulation_movements: { value: at + 1, precision: 'exact', kind: 'own', note: null } } satisfies Record<
      string,
      CellInput
    >,
    nil: false,
  }));
  await house.asSystem(
    (ask) => importMany(input(undefined, { form: `YC-${overdue}`, period, rows: answers }), ask),
    () => ago(4),
  );
  await send(
    {
      title: 'Kết quả tổ chức Ngày hội toàn dân bảo vệ an ninh Tổ quốc',
      kind: 'thematic',
      indicators: ['festival_points', 'festival_attendance'],
      units: [commune, ...units],
    },
    ago(1),
    8,
  );
};

/** An accepted report is open again for a correction. */
const openOne = async ({ house, officer, now }: Desk, others: readonly Report[]): Promise<void> => {
  const report = others.findLast(({ state }) => state === 'accepted');
  if (!report) return;
  const body = { until: addDays(todayInVietnam(now), 5), reason: 'Xã xin sửa số buổi tuyên truyền nhập nhầm.' };
  await house.as(officer, (ask) => allowReportException(input({ reportId: report.id }, body), ask));
};

/** About the report of the demonstration commune, from both sides. */
const talk = async (
  { house, officer, now }: Desk,
  posts: Posts,
  reports: readonly Report[],
  commune: number,
): Promise<void> => {
  const report = reports.find(({ unitId, revision }) => unitId === commune && revision > 0);
  if (!report) return;
  const said: readonly (readonly [Actor, string, number])[] = [
    [officer, 'Số lượt dự tháng này gấp đôi tháng trước. Xã kiểm tra giúp đã gộp hội nghị tháng trước chưa.', 20],
    [inNameOf(posts, 'phongnha.quangtri'), 'Xã đang đối chiếu sổ của từng bản, sẽ gửi lại trong hôm nay.', 18],
  ];
  for (const [actor, words, hours] of said)
    await house.as(
      actor,
      (ask) => addMessage(input({ reportId: report.id }, { words }), ask),
      () => new Date(now.getTime() - hours * HOUR),
    );
};

/** A letter to the first who are late with the newest month; the others are left to be urged. */
const urge = async ({ house, officer, province, now, newest }: Desk, others: readonly Report[]): Promise<void> => {
  const late = others.filter(({ state, dueAt }) => state === 'not_sent' && dueAt.getTime() + DAY < now.getTime());
  if (late.length < 2) return;
  const today = todayInVietnam(now);
  const body = {
    ...{ unit: province, form: FORM, period: newest.code, until: addDays(today, 2), note: '' },
    reports: late.slice(0, Math.ceil(late.length / 2)).map(({ id }) => id),
  };
  const { id } = await house.as(officer, (ask) => draftUrging(input(undefined, body), ask));
  await house.as(officer, (ask) =>
    sendUrging(input({ urgingId: id }, { number: '31/BCĐ', issuedOn: today, reported: [] }), ask),
  );
};
