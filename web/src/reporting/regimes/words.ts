import type { Words } from '@app/contract/kernel/words.ts';
import type { RegimeAnswer } from '@app/contract/reporting/regimes/routes.ts';

export const kindWords: Record<RegimeAnswer['periodKind'], Words> = {
  month: { vi: 'Tháng', en: 'Month' },
  quarter: { vi: 'Quý', en: 'Quarter' },
  half_year: { vi: '6 tháng', en: 'Half-year' },
  nine_months: { vi: '9 tháng', en: 'Nine months' },
  year: { vi: 'Năm', en: 'Year' },
};
export const levelWords: Record<RegimeAnswer['level'], Words> = {
  commune: { vi: 'Xã gửi tỉnh', en: 'Commune to province' },
  province: { vi: 'Tỉnh gửi trung ương', en: 'Province to the centre' },
};

/** "2 ngày sau ngày chốt, 17:00; gặp ngày nghỉ thì sang ngày làm việc sau". */
export const deadlineWords = ({ daysAfter, counts, hour, moves }: RegimeAnswer): Words => {
  const unit = counts === 'working_days' ? { vi: 'ngày làm việc', en: 'working days' } : { vi: 'ngày', en: 'days' };
  const off = moves
    ? { vi: '; gặp ngày nghỉ thì lùi sang ngày làm việc sau', en: '; moves past days off' }
    : { vi: '', en: '' };
  return {
    vi: `${daysAfter} ${unit.vi} sau ngày chốt, ${hour}:00${off.vi}`,
    en: `${daysAfter} ${unit.en} after the cut-off, ${hour}:00${off.en}`,
  };
};

/** "Nhắc trước 3 ngày, đúng hạn, sau 1 ngày. Báo cấp trên sau 3 ngày. Khóa sau 45 ngày." */
export const careWords = ({ remindDays, escalateDays, lockDays, opensDays }: RegimeAnswer): Words => {
  const day = (days: number): Words =>
    days === 0
      ? { vi: 'đúng hạn', en: 'on the day' }
      : days < 0
        ? { vi: `trước ${-days} ngày`, en: `${-days} before` }
        : { vi: `sau ${days} ngày`, en: `${days} after` };
  const reminders = remindDays.map(day);
  const join = (language: 'vi' | 'en') => reminders.map((each) => each[language]).join(', ');
  return {
    vi: [
      `Mở trước kỳ ${opensDays} ngày.`,
      reminders.length > 0 ? `Nhắc ${join('vi')}.` : 'Không nhắc.',
      escalateDays ? `Báo cấp trên sau ${escalateDays} ngày.` : '',
      lockDays ? `Khóa sau ${lockDays} ngày.` : 'Khóa khi ban hành.',
    ]
      .filter(Boolean)
      .join(' '),
    en: [
      `Opens ${opensDays} days before the period.`,
      reminders.length > 0 ? `Reminds ${join('en')}.` : 'No reminders.',
      escalateDays ? `Tells the superior ${escalateDays} days after.` : '',
      lockDays ? `Locks ${lockDays} days after.` : 'Locks when issued.',
    ]
      .filter(Boolean)
      .join(' '),
  };
};

/** Days against the deadline as they are typed: "-3, 0, 1"; null when a part is no whole number within two months. */
export const daysTyped = (text: string): number[] | null => {
  const parts = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((part) => Number(part.replace('−', '-')));
  return parts.length <= 8 && parts.every((day) => Number.isInteger(day) && Math.abs(day) <= 60) ? parts : null;
};
