/** On how many reports a review rests, and who is missing: said, never left to be guessed. */
import { lineWords } from '@app/contract/figures/routes.ts';
import { sayNumber, type Words } from '@app/contract/kernel/words.ts';
import { unitTypes, unitTypeWords } from '@app/contract/org/words.ts';
import type { Desk, ReviewFacts } from '../facts.ts';

const MOST_NAMES = 8;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** "xã Lệ Ninh": inside a Vietnamese sentence the kind of a unit is written small. */
export const inSentence = (fullName: string, language: 'vi' | 'en'): string =>
  language === 'vi' ? lowerFirst(fullName) : fullName;

/** "xã A, xã B và 3 đơn vị khác": at most eight names. */
export const namesOf = (names: readonly string[], language: 'vi' | 'en', most = MOST_NAMES): string => {
  const shown = names
    .slice(0, most)
    .map((name) => inSentence(name, language))
    .join(', ');
  const rest = names.length - most;
  if (rest <= 0) return shown;
  const number = sayNumber(rest, language);
  return language === 'vi' ? `${shown} và ${number} đơn vị khác` : `${shown} and ${number} others`;
};

/** What the units that report are called together: "xã, phường, thị trấn", "tỉnh, thành phố". */
export const subUnitWords = ({ types, unit }: Pick<ReviewFacts, 'types' | 'unit'>): Words => {
  const level = unit.level === 'nation' ? 'province' : 'commune';
  const order = level === 'commune' ? (['xa', 'phuong', 'thi_tran', 'dac_khu'] as const) : unitTypes;
  const present = order.filter((type) => types.some((each) => each.level === level && each.type === type));
  const fallback = { vi: level === 'commune' ? 'xã' : 'tỉnh', en: level === 'commune' ? 'communes' : 'provinces' };
  if (present.length === 0) return fallback;
  return { vi: present.map((type) => lowerFirst(unitTypeWords[type].vi)).join(', '), en: fallback.en };
};

/** `145/145` for one desk. */
export const shareOf = (desk: Pick<Desk, 'arrived' | 'expected'>, language: 'vi' | 'en'): string =>
  `${sayNumber(desk.arrived, language)}/${sayNumber(desk.expected, language)}`;

/** All desks as one when they stand alike, else each by itself. */
export const desksTold = (desks: readonly Desk[]): Desk[] => {
  const [first] = desks;
  const alike =
    first && desks.every((desk) => desk.arrived === first.arrived && desk.expected === first.expected) ? [first] : null;
  return alike ?? [...desks];
};

/** The line of a desk in brackets, where desks are told apart. */
export const lineOfDesk = (desk: Desk, desks: readonly Desk[], language: 'vi' | 'en'): string => {
  if (desksTold(desks).length < 2) return '';
  return language === 'vi' ? ` (tuyến ${lineWords[desk.line].vi})` : ` (line: ${lineWords[desk.line].en})`;
};

/** The reports of all desks added up. */
export const allDesks = (desks: readonly Desk[]): Omit<Desk, 'line'> =>
  desks.reduce(
    (sum, desk) => ({
      expected: sum.expected + desk.expected,
      arrived: sum.arrived + desk.arrived,
      late: sum.late + desk.late,
    }),
    { expected: 0, arrived: 0, late: 0 },
  );

/** What a report must have become to count in the reading. */
export const stateWords = ({ reading }: Pick<ReviewFacts, 'reading'>): Words =>
  reading === 'accepted'
    ? { vi: 'chưa có số liệu được duyệt', en: 'without accepted figures' }
    : { vi: 'chưa gửi số liệu', en: 'that have not sent figures' };
