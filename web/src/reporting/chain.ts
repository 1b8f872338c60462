/** Where a report stands on its way from hand to hand. Pure. */
import type { Words } from '@app/contract/kernel/words.ts';
import type { ReportBrief } from '@app/contract/reporting/routes.ts';
import type { DeskBrief } from './my-work.ts';

export type Step = { title: Words; detail: Words; at: 'done' | 'now' | 'later' };

const filled = ({ filled: n, asked }: Pick<ReportBrief, 'filled' | 'asked'>): Words => ({
  vi: `${n}/${asked} ô`,
  en: `${n} of ${asked} cells`,
});

const decided: Record<'waiting' | 'accepted' | 'later', Words> = {
  waiting: { vi: 'đang chờ duyệt', en: 'awaiting the decision' },
  accepted: { vi: 'đã duyệt', en: 'accepted' },
  later: { vi: 'sau khi bạn gửi', en: 'after you send' },
};
const summed: Words = { vi: 'vào số tổng ngay khi duyệt', en: 'in the totals once accepted' };

const at = (index: number, now: number): Step['at'] => (index < now ? 'done' : index === now ? 'now' : 'later');

/** The way of one report: its own body, the level above, the level above that. */
export const chainOfReport = (report: ReportBrief): Step[] => {
  const now = report.state === 'accepted' ? 2 : report.state === 'submitted' ? 1 : 0;
  const decision = (['later', 'waiting', 'accepted'] as const)[now] ?? 'later';
  const steps: Omit<Step, 'at'>[] =
    report.unit.level === 'commune'
      ? [
          { title: { vi: 'Xã nhập', en: 'The commune enters' }, detail: filled(report) },
          { title: { vi: 'Tỉnh duyệt', en: 'The province accepts' }, detail: decided[decision] },
          { title: { vi: 'Trung ương', en: 'The centre' }, detail: summed },
        ]
      : [
          { title: { vi: 'Tỉnh nhập phần của mình', en: 'The province enters its part' }, detail: filled(report) },
          { title: { vi: 'Trung ương duyệt', en: 'The centre accepts' }, detail: decided[decision] },
          { title: { vi: 'Cả nước', en: 'The nation' }, detail: summed },
        ];
  return steps.map((step, index) => ({ ...step, at: at(index, now) }));
};

/** The way of what stands on a desk: sent from below, decided here, added up, issued. */
export const chainOfDesk = (desk: DeskBrief, level: string): Step[] => {
  const sent = desk.waiting + desk.accepted;
  const now = desk.waiting > 0 || desk.accepted === 0 ? 1 : 2;
  const below: Words =
    level === 'province'
      ? { vi: 'Các xã gửi', en: 'The communes send' }
      : { vi: 'Các tỉnh gửi', en: 'The provinces send' };
  const steps: Omit<Step, 'at'>[] = [
    { title: below, detail: { vi: `${sent}/${desk.expected} đã gửi`, en: `${sent} of ${desk.expected} sent` } },
    {
      title:
        level === 'province'
          ? { vi: 'Tỉnh duyệt', en: 'The province accepts' }
          : { vi: 'Trung ương duyệt', en: 'The centre accepts' },
      detail: { vi: `${desk.waiting} đang chờ`, en: `${desk.waiting} waiting` },
    },
    {
      title: { vi: 'Ban hành', en: 'Issue' },
      detail: desk.issued ? { vi: 'đã ban hành', en: 'issued' } : { vi: 'chưa ban hành', en: 'not issued yet' },
    },
  ];
  return steps.map((step, index) => ({ ...step, at: desk.issued && desk.waiting === 0 ? 'done' : at(index, now) }));
};
