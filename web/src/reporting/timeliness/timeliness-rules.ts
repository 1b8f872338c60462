/** How the board of timeliness is drawn and written: colours with their limits, marks, and the file for spreadsheets. */
import type { Answer } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type {
  Counted,
  getTimeliness,
  getTimelinessByProvince,
  TimelinessCell,
} from '@app/contract/reporting/timeliness/routes.ts';

export type Board = Answer<typeof getTimeliness>;
/** The communes of every province, counted. */
export type Country = Answer<typeof getTimelinessByProvince>;
/** Class of the colour, and the mark that says the same without it. */
export type Heat = { look: string; mark: string };

/** Up to so many days late is the first step of orange, up to so many the second. */
const FEW = 2;
const WEEK = 7;

const lateLook = (days: number): string => (days <= FEW ? 't3' : days <= WEEK ? 't2' : 't1');

/** One report as a square of the picture. */
export const heatOf = ({ timing, daysLate, isReturned }: TimelinessCell): Heat => {
  if (timing === 'overdue') return { look: 'never', mark: '×' };
  if (timing === 'not-due') return { look: 'ahead', mark: '·' };
  if (timing === 'on-time') return isReturned ? { look: 't5', mark: '↩' } : { look: 't6', mark: '✓' };
  return { look: lateLook(daysLate), mark: isReturned ? '↩' : daysLate === 0 ? '<1' : `+${daysLate}` };
};

/** What the squares of single reports mean, with their limits. */
export const reportLegend: readonly (Heat & { words: Words })[] = [
  { look: 't6', mark: '✓', words: { vi: 'đúng hạn', en: 'on time' } },
  { look: 't5', mark: '↩', words: { vi: 'đúng hạn, đang trả lại', en: 'on time, returned' } },
  { look: 't3', mark: '+2', words: { vi: 'muộn đến 2 ngày', en: 'up to 2 days late' } },
  { look: 't2', mark: '+7', words: { vi: 'muộn 3–7 ngày', en: '3–7 days late' } },
  { look: 't1', mark: '+8', words: { vi: 'muộn hơn 7 ngày', en: 'more than 7 days late' } },
  { look: 'never', mark: '×', words: { vi: 'quá hạn, chưa gửi', en: 'overdue, not sent' } },
  { look: 'ahead', mark: '·', words: { vi: 'chưa đến hạn', en: 'not due yet' } },
  { look: 'hatch', mark: '', words: { vi: 'không phải nộp', en: 'nothing owed' } },
];

/** Lower limits of the shares on time, in percent, from the best. */
const shares: readonly (readonly [number, string])[] = [
  [95, 't6'],
  [85, 't5'],
  [70, 't4'],
  [50, 't3'],
  [25, 't2'],
  [0, 't1'],
];

/** Share on time in whole percent; 99,6 % is not all of them. Null: nothing is due. */
export const percentOf = ({ due, onTime }: Pick<Counted, 'due' | 'onTime'>): number | null => {
  if (due === 0) return null;
  const percent = Math.round((100 * onTime) / due);
  if (percent === 100 && onTime < due) return 99;
  return percent === 0 && onTime > 0 ? 1 : percent;
};

/** Many reports as a square of the picture. */
export const heatOfShare = (counted: Counted): Heat => {
  const percent = percentOf(counted);
  if (percent === null) return counted.notDue > 0 ? { look: 'ahead', mark: '·' } : { look: 'hatch', mark: '' };
  return { look: shares.find(([least]) => percent >= least)?.[1] ?? 't1', mark: String(percent) };
};

export const shareLegend: readonly (Heat & { words: Words })[] = [
  ...shares.map(([least, look], at) => {
    const below = shares[at - 1]?.[0];
    const words = below === undefined ? `≥ ${least}%` : `${least}–${below - 1}%`;
    return { look, mark: '', words: { vi: words, en: words } };
  }),
  { look: 'ahead', mark: '·', words: { vi: 'chưa đến hạn', en: 'not due yet' } },
  { look: 'hatch', mark: '', words: { vi: 'không phải nộp', en: 'nothing owed' } },
];

/** '10/26', 'Q3/26', 'H1/26', '2026': the head of a column. */
export const shortPeriod = (code: string): string => {
  const [, year = '', kind = '', number = ''] = /(\d{4})-(?:([A-Z])(\d*))$/.exec(code) ?? [];
  if (kind === 'Y') return year;
  return `${kind === 'M' ? String(Number(number)) : `${kind}${number}`}/${year.slice(2)}`;
};

/** How one report stands, in words. */
export const timingWords = ({ timing, daysLate, isReturned }: TimelinessCell): Words => {
  const back: Words = isReturned ? { vi: ', đang trả lại', en: ', returned' } : { vi: '', en: '' };
  const words = ((): Words => {
    switch (timing) {
      case 'on-time':
        return { vi: 'đúng hạn', en: 'on time' };
      case 'not-due':
        return { vi: 'chưa đến hạn', en: 'not due yet' };
      case 'overdue':
        return { vi: `chưa gửi, quá ${daysLate} ngày`, en: `not sent, ${daysLate} days over` };
      case 'late':
        return daysLate === 0
          ? { vi: 'muộn trong ngày', en: 'late on the day' }
          : { vi: `muộn ${daysLate} ngày`, en: `${daysLate} days late` };
    }
  })();
  return { vi: words.vi + back.vi, en: words.en + back.en };
};

/** Of one unit: accepted reports that took a further revision. */
export const revisedOf = (cells: readonly TimelinessCell[]): { again: number; accepted: number; days: number } => {
  const accepted = cells.filter(({ finalDays }) => finalDays !== null);
  const again = accepted.filter(({ revisions }) => revisions > 1);
  return {
    again: again.length,
    accepted: accepted.length,
    days: Math.max(0, ...again.map(({ finalDays }) => finalDays ?? 0)),
  };
};

const orders = ['worst', 'best', 'name'] as const;
export type Order = (typeof orders)[number];
export const orderOf = (text: string | undefined): Order => orders.find((each) => each === text) ?? 'worst';

/** The units in an order; who has nothing due stands last in any of them but the names. */
export const inOrder = <U extends { fullName: string; rank: number | null }>(
  units: readonly U[],
  order: Order,
): U[] => {
  if (order === 'name') return units.toSorted((one, other) => one.fullName.localeCompare(other.fullName, 'vi'));
  const ranked = units.filter(({ rank }) => rank !== null);
  return [...(order === 'best' ? ranked : ranked.toReversed()), ...units.filter(({ rank }) => rank === null)];
};

type Say = (words: Words) => string;

/** The board as rows of a file: one line per unit and period. */
export const rowsOfBoard = (board: Board, t: Say, moment: (text: string) => string): string[][] => [
  [
    t({ vi: 'Hạng', en: 'Rank' }),
    t({ vi: 'Mã', en: 'Code' }),
    t({ vi: 'Đơn vị', en: 'Unit' }),
    t({ vi: 'Kỳ', en: 'Period' }),
    t({ vi: 'Hạn', en: 'Deadline' }),
    t({ vi: 'Gửi lần đầu', en: 'First sent' }),
    t({ vi: 'Kết quả', en: 'Result' }),
    t({ vi: 'Số ngày muộn', en: 'Days late' }),
    t({ vi: 'Số lần gửi', en: 'Revisions' }),
    t({ vi: 'Bản được nhận gửi lúc', en: 'Accepted one sent' }),
    t({ vi: 'Ngày từ lần đầu đến bản được nhận', en: 'Days from first to accepted' }),
    t({ vi: 'Đã đôn đốc (lần)', en: 'Times urged' }),
  ],
  ...board.units.flatMap(({ id, rank, code, fullName, cells }) =>
    cells.map((cell) => [
      rank === null ? '' : String(rank),
      code,
      fullName,
      cell.period,
      moment(cell.dueAt),
      cell.firstAt === null ? '' : moment(cell.firstAt),
      t(timingWords(cell)),
      String(cell.daysLate),
      String(cell.revisions),
      cell.finalAt === null ? '' : moment(cell.finalAt),
      cell.finalDays === null ? '' : String(cell.finalDays),
      String(board.urged.filter(({ unit, period }) => unit.id === id && period === cell.period).length),
    ]),
  ),
];

type CountryRow = {
  rank: number | null;
  code: string;
  fullName: string;
  cells: readonly { period: string; counted: Pick<Counted, 'due' | 'onTime' | 'late' | 'overdue'> }[];
};

/** The country as rows of a file: one line per province and period. */
export const rowsOfCountry = ({ units }: { units: readonly CountryRow[] }, t: Say): string[][] => [
  [
    t({ vi: 'Hạng', en: 'Rank' }),
    t({ vi: 'Mã', en: 'Code' }),
    t({ vi: 'Tỉnh', en: 'Province' }),
    t({ vi: 'Kỳ', en: 'Period' }),
    t({ vi: 'Đến hạn', en: 'Due' }),
    t({ vi: 'Đúng hạn', en: 'On time' }),
    t({ vi: 'Muộn', en: 'Late' }),
    t({ vi: 'Chưa gửi', en: 'Not sent' }),
  ],
  ...units.flatMap(({ rank, code, fullName, cells }) =>
    cells.map(({ period, counted: { due, onTime, late, overdue } }) =>
      [rank ?? '', code, fullName, period, due, onTime, late, overdue].map(String),
    ),
  ),
];
