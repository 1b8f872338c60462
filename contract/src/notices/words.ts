/** How notices are said: one quiet sentence each, on the screen and in the mail alike. */
import { parsePeriod, periodInSentence } from '../kernel/period.ts';
import type { Words } from '../kernel/words.ts';
import type { NoticeFacts, NoticeKind } from './routes.ts';

export const noticeKindWords: Record<NoticeKind, Words> = {
  reminder: { vi: 'Sắp đến hạn, đến hạn', en: 'A deadline comes near or is today' },
  overdue: { vi: 'Quá hạn', en: 'A deadline is over' },
  escalation: { vi: 'Đơn vị cấp dưới chậm', en: 'Units below are late' },
  urging: { vi: 'Cấp trên đôn đốc', en: 'The superior urges' },
  deadline: { vi: 'Hạn gửi thay đổi', en: 'A deadline has moved' },
  returned: { vi: 'Báo cáo bị trả lại', en: 'A report was returned' },
  request: { vi: 'Cấp trên yêu cầu báo cáo', en: 'The superior asks for a report' },
};

const both = (make: (language: 'vi' | 'en') => string): Words => ({ vi: make('vi'), en: make('en') });

/** "Báo cáo tháng công tác phối hợp, tháng 11 năm 2026". */
const whatOf = ({ form, period }: NoticeFacts): Words =>
  both((language) => {
    const parsed = period === null ? null : parsePeriod(period);
    // A full stop inside a title would end the sentence: "Biểu 01/TH. Kết quả …".
    return [form?.title[language].replace(/\. /g, ' – '), parsed && periodInSentence(parsed, language)]
      .filter(Boolean)
      .join(', ');
  });

/** "A, B, C và 12 đơn vị khác". */
const unitsOf = ({ units, count }: NoticeFacts): Words => {
  const shown = units.slice(0, 3);
  const more = (count ?? units.length) - shown.length;
  return {
    vi: shown.join(', ') + (more > 0 ? ` và ${more} đơn vị khác` : ''),
    en: shown.join(', ') + (more > 0 ? ` and ${more} more` : ''),
  };
};

/** `until`: the deadline as it is written in the language. */
export const sentenceOf = (kind: NoticeKind, facts: NoticeFacts, until: Words): Words => {
  const what = whatOf(facts);
  const days = Math.abs(facts.days ?? 0);
  const by = facts.by ?? '';
  switch (kind) {
    case 'reminder':
      return facts.days === 0
        ? { vi: `Hôm nay là hạn gửi: ${what.vi}.`, en: `Due today: ${what.en}.` }
        : {
            vi: `Còn ${days} ngày đến hạn gửi: ${what.vi}.`,
            en: `Due in ${days} ${days === 1 ? 'day' : 'days'}: ${what.en}.`,
          };
    case 'overdue':
      return {
        vi: `Đã quá hạn ${days} ngày: ${what.vi}. Gửi ngay khi có số, kể cả khi không phát sinh.`,
        en: `Overdue by ${days} ${days === 1 ? 'day' : 'days'}: ${what.en}. Send it as soon as you have the figures, also when nothing happened.`,
      };
    case 'escalation': {
      const units = unitsOf(facts);
      return {
        vi: `${facts.count ?? 0} đơn vị chưa gửi sau hạn ${days} ngày: ${what.vi}. ${units.vi}.`,
        en: `${facts.count ?? 0} not sent ${days} days after the deadline: ${what.en}. ${units.en}.`,
      };
    }
    case 'urging':
      return {
        vi: `${by} đôn đốc gửi trước ${until.vi}: ${what.vi}.`,
        en: `${by} urges you to send until ${until.en}: ${what.en}.`,
      };
    case 'deadline':
      return { vi: `Hạn gửi đổi thành ${until.vi}: ${what.vi}.`, en: `The deadline is now ${until.en}: ${what.en}.` };
    case 'returned':
      return { vi: `${by} trả lại: ${what.vi}.`, en: `${by} returned: ${what.en}.` };
    case 'request':
      if (facts.ended)
        return {
          vi: `${by} kết thúc yêu cầu, bạn không phải gửi nữa: ${what.vi}.`,
          en: `${by} has ended a request, nothing is owed any more: ${what.en}.`,
        };
      return {
        vi: `${by} yêu cầu báo cáo trước ${until.vi}: ${what.vi}.`,
        en: `${by} asks for a report until ${until.en}: ${what.en}.`,
      };
  }
};
