/** The opening of a review report and its section on the situation: period, completeness, the units of the day. */
import type { Run } from '@app/contract/documents/tree.ts';
import { plain } from '@app/contract/documents/words.ts';
import { periodInSentence, sayDate } from '@app/contract/kernel/period.ts';
import { type Language, sayNumber } from '@app/contract/kernel/words.ts';
import { type UnitType, unitTypes, unitTypeWords } from '@app/contract/org/words.ts';
import { headlineOf, type ReviewFacts, type TypeCount } from '../facts.ts';
import { allDesks, desksTold, lineOfDesk, namesOf, shareOf, stateWords, subUnitWords } from './completeness.ts';
import { unitWords } from './head.ts';
import { traceOf } from './phrase.ts';

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Who reports on what period, on how many reports it rests, and who is missing. */
export const openingOf = (facts: ReviewFacts): Run[] => {
  const { language, committee, period, reading, closed } = facts;
  const [from, to] = [sayDate(period.startsOn, language), sayDate(period.endsOn, language)];
  const name = periodInSentence(period, language);
  const start = {
    vi: `${committee.vi} báo cáo kết quả thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc ${name} (từ ngày ${from} đến ngày ${to}).`,
    en: `The ${committee.en} reports the results of the movement in ${name} (from ${from} to ${to}).`,
  }[language];
  const provisional = {
    vi: ' Số liệu tạm tính, gồm cả báo cáo chưa được duyệt.',
    en: ' Figures are provisional and include reports that are not accepted yet.',
  }[language];
  const open = { vi: ' Kỳ báo cáo chưa chốt số.', en: ' The period has not reached its cut-off.' }[language];
  const said = `${start}${closed ? '' : open}${reading === 'submitted' ? provisional : ''}`;
  return joined([plain(said), ...completeness(facts)]);
};

const completeness = (facts: ReviewFacts): Run[] => {
  const { language, desks, byMonths, missing, unit, period, reading } = facts;
  const headline = headlineOf(facts);
  if (allDesks(desks).expected === 0) return [];
  const trace = headline && traceOf(headline.indicator, { unitId: unit.id, period, reading });
  const share = (text: string): Run => (trace ? { kind: 'figure', text, trace } : plain(text));
  const what = {
    vi: byMonths ? `báo cáo tháng của các ${subUnitWords(facts).vi}` : subUnitWords(facts).vi,
    en: byMonths ? `monthly reports of ${subUnitWords(facts).en}` : subUnitWords(facts).en,
  }[language];
  const shares = desksTold(desks).flatMap((desk, at) => [
    plain(at > 0 ? { vi: ' và ', en: ' and ' }[language] : ''),
    share(shareOf(desk, language)),
    plain(`${at === 0 ? ` ${what}` : ''}${lineOfDesk(desk, desks, language)}`),
  ]);
  const names = namesOf(missing, language);
  const gap = {
    vi: `; ${sayNumber(missing.length, 'vi')} đơn vị ${stateWords(facts).vi}: ${names}`,
    en: `; ${sayNumber(missing.length, 'en')} units ${stateWords(facts).en}: ${names}`,
  }[language];
  return [
    plain({ vi: ' Số liệu tổng hợp từ ', en: ' The figures come from ' }[language]),
    ...shares,
    plain(missing.length > 0 ? gap : ''),
    ...reportsBelow(facts),
    plain('.'),
  ];
};

/** For the centre also the reports of the levels below the provinces. */
const reportsBelow = ({ figures, unit, language, subUnits }: ReviewFacts): Run[] => {
  const widest = figures.reduce((most, each) => (each.expected > (most?.expected ?? 0) ? each : most), figures[0]);
  if (unit.level !== 'nation' || !widest || widest.expected <= subUnits.length) return [];
  const share = `${sayNumber(widest.reported, language)}/${sayNumber(widest.expected, language)}`;
  return [plain({ vi: `; ${share} báo cáo của các cấp`, en: `; ${share} reports of all levels` }[language])];
};

/** Neighbouring runs of plain text as one. */
const joined = (runs: readonly Run[]): Run[] => {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (run.kind === 'text' && last?.kind === 'text') all[all.length - 1] = plain(last.text + run.text);
    else if (run.text !== '') all.push(run);
  }
  return all;
};

const levelWords = {
  province: { vi: 'cấp tỉnh', en: 'provincial units' },
  district: { vi: 'cấp huyện', en: 'district units' },
  commune: { vi: 'cấp xã', en: 'communal units' },
} as const;

const typesInOrder = ['tinh', 'thanh_pho', 'huyen', 'quan', 'thi_xa', 'xa', 'phuong', 'thi_tran', 'dac_khu'] as const;

const typeName = (type: UnitType, count: number, language: Language): string => {
  const name = lowerFirst(unitTypeWords[type][language]);
  if (language === 'vi' || count === 1) return name;
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
};

/** "145 đơn vị hành chính cấp xã (122 xã, 15 phường, 8 thị trấn)". */
const countOf = (level: TypeCount['level'], { types, language }: ReviewFacts): string | null => {
  const known = [...typesInOrder, ...unitTypes.filter((type) => !typesInOrder.some((each) => each === type))].flatMap(
    (type) => types.filter((each) => each.level === level && each.type === type),
  );
  const whole = known.reduce((sum, each) => sum + each.count, 0);
  if (whole === 0) return null;
  const parts = known
    .map(({ type, count }) => `${sayNumber(count, language)} ${typeName(type, count, language)}`)
    .join(', ');
  const number = sayNumber(whole, language);
  return language === 'vi'
    ? `${number} đơn vị hành chính ${levelWords[level].vi} (${parts})`
    : `${number} ${levelWords[level].en} (${parts})`;
};

/** The first day of which the registers of units know anything. */
const REGISTER_BEGINS = '2025-03-01';
/** Decree 09/2019/NĐ-CP came into force on this day; its calendar is carried back to earlier periods by declaration. */
const CALENDAR_BEGINS = '2019-03-12';

/** The units of the unit under review on the last day of the period. */
export const situationOf = (facts: ReviewFacts): string | null => {
  const { language, period } = facts;
  const [above, within] =
    facts.unit.level === 'nation'
      ? [countOf('province', facts), countOf('commune', facts)]
      : [countOf('commune', facts), countOf('district', facts)];
  if (above === null) return null;
  const day = sayDate(period.endsOn, language);
  const joint = facts.unit.level === 'nation' ? { vi: ' và ', en: ' and ' } : { vi: ', thuộc ', en: ', in ' };
  const also = within === null ? '' : `${joint[language]}${within}`;
  return {
    vi: `Tại ngày ${day}, ${lowerFirst(unitWords(facts).vi)} có ${above}${also}.`,
    en: `On ${day} ${unitWords(facts).en} has ${above}${also}.`,
  }[language];
};

/** What is declared, not recorded, about periods older than the registers. */
export const declarationsOf = ({ period, language }: ReviewFacts): string | null => {
  const said = [
    ...(period.endsOn < REGISTER_BEGINS
      ? [
          {
            vi: 'danh mục đơn vị hành chính năm 2024 được khai là có hiệu lực từ trước khi có hồ sơ',
            en: 'the register of units of 2024 is declared valid from before records begin',
          },
        ]
      : []),
    ...(period.startsOn < CALENDAR_BEGINS
      ? [
          {
            vi: 'kỳ báo cáo theo Điều 12 Nghị định số 09/2019/NĐ-CP được áp dụng cho kỳ này theo khai báo',
            en: 'the reporting period of Decree 09/2019, Article 12 is applied to this period by declaration',
          },
        ]
      : []),
  ];
  if (said.length === 0) return null;
  const text = said.map((each) => each[language]).join('; ');
  return { vi: `Ghi chú: ${text}.`, en: `Note: ${text}.` }[language];
};
