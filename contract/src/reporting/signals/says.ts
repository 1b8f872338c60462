/** The evidence of a signal as one sentence and a small table, in both languages. A question, never a verdict. */
import { indicatorOf } from '../../figures/catalogue.ts';
import type { Words } from '../../kernel/words.ts';
import type { Evidence } from './evidence.ts';

/** What a place of a sentence or table is filled with: words, or a figure that the screen writes. */
export type Said = {
  sentence: Words;
  data: Readonly<Record<string, string | number | Words>>;
  head: readonly Words[];
  rows: readonly (readonly (Words | number | string)[])[];
};

/** Names for what evidence points to. A unit outside the reader's area has none. */
export type Names = { unit: (id: number) => string | null; period: (code: string) => Words };

const indicatorWords = (id: string): Words => indicatorOf(id)?.words ?? { vi: id, en: id };

const sections: Readonly<Record<string, Words>> = {
  results: { vi: 'Kết quả', en: 'Results' },
  limits: { vi: 'Tồn tại, hạn chế', en: 'Limits' },
  causes: { vi: 'Nguyên nhân', en: 'Causes' },
  proposals: { vi: 'Kiến nghị, đề xuất', en: 'Proposals' },
  directions: { vi: 'Phương hướng kỳ tới', en: 'Directions' },
};
const placeWords = (where: string): Words => indicatorOf(where)?.words ?? sections[where] ?? { vi: where, en: where };

const indicator: Words = { vi: 'Chỉ tiêu', en: 'Indicator' };
const figure: Words = { vi: 'Kỳ này', en: 'This period' };
const another: Words = { vi: 'một đơn vị khác cùng cấp', en: 'another unit of the same level' };

/** 'tháng 10/2026': a period in the middle of a sentence. */
const inSentence = ({ vi, en }: Words): Words => ({ vi: vi.charAt(0).toLowerCase() + vi.slice(1), en });

/** How often chance would do it, as a round number that can be read. */
const onceIn = (bits: number): number => {
  const often = 2 ** Math.min(bits, 30);
  const place = 10 ** Math.max(0, Math.floor(Math.log10(often)));
  return Math.round(often / place) * place;
};

type Of<K extends Evidence['kind']> = Extract<Evidence, { kind: K }>;

const equalRows = (evidence: Of<'repeated'> | Of<'neighbour'>) =>
  evidence.cells.map((cell) => [indicatorWords(cell.indicator), cell.value]);

const says: { [K in Evidence['kind']]: (evidence: Of<K>, names: Names) => Said } = {
  repeated: (evidence, names) => ({
    sentence: {
      vi: '{equal} trong {compared} số phát sinh khác 0 giống hệt {period}. Ngẫu nhiên chỉ gặp khoảng một lần trong {often} báo cáo.',
      en: '{equal} of {compared} flows other than 0 are exactly those of {period}. By chance about once in {often} reports.',
    },
    data: {
      equal: evidence.equal,
      compared: evidence.compared,
      period: inSentence(names.period(evidence.period)),
      often: onceIn(evidence.bits),
    },
    head: [indicator, { vi: 'Cả hai kỳ', en: 'Both periods' }],
    rows: equalRows(evidence),
  }),
  neighbour: (evidence, names) => ({
    sentence: {
      vi: '{equal} trong {compared} số giống hệt số của {unit}, gửi trước trong cùng kỳ. Ngẫu nhiên chỉ gặp khoảng một lần trong {often} lần so.',
      en: '{equal} of {compared} figures are exactly those of {unit}, sent earlier for the same period. By chance about once in {often} comparisons.',
    },
    data: {
      equal: evidence.equal,
      compared: evidence.compared,
      unit: names.unit(evidence.unitId) ?? another,
      often: onceIn(evidence.bits),
    },
    head: [indicator, { vi: 'Cả hai đơn vị', en: 'Both units' }],
    rows: equalRows(evidence),
  }),
  rounded: ({ step, round, counted, expected, periods, cells, onceIn: often }) => ({
    sentence: {
      vi: '{round} trong {counted} số của {periods} kỳ gần đây chia hết cho {step}; đếm thật thì khoảng {expected}. Ngẫu nhiên chỉ gặp một lần trong {often} lần.',
      en: '{round} of {counted} figures of the last {periods} {periods|period|periods} are multiples of {step}; counting gives about {expected}. By chance once in {often}.',
    },
    data: { round, counted, periods, step, expected, often },
    head: [indicator, figure],
    rows: cells.map((cell) => [indicatorWords(cell.indicator), cell.value]),
  }),
  flat: ({ series }, names) => ({
    sentence: {
      vi: '{n} chỉ tiêu giữ nguyên một số qua nhiều kỳ liền.',
      en: '{n} {n|indicator has|indicators have} kept one figure over many periods.',
    },
    data: { n: series.length },
    head: [indicator, figure, { vi: 'Số kỳ liền', en: 'Periods' }, { vi: 'Từ', en: 'Since' }],
    rows: series.map((each) => [indicatorWords(each.indicator), each.value, each.periods, names.period(each.since)]),
  }),
  jump: ({ cells }) => ({
    sentence: {
      vi: '{n} số cách xa mức thường thấy của chính đơn vị, đã trừ phần tăng giảm chung của tỉnh và theo mùa.',
      en: "{n} {n|figure is|figures are} far from the unit's own usual level, after season and what all units have in common.",
    },
    data: { n: cells.length },
    head: [
      indicator,
      figure,
      { vi: 'Thường thấy', en: 'Usual' },
      { vi: 'Gấp', en: 'Times' },
      { vi: 'Số kỳ để so', en: 'Periods compared' },
    ],
    rows: cells.map((cell) => [indicatorWords(cell.indicator), cell.value, cell.usual, cell.times, cell.periods]),
  }),
  'year-at-once': ({ periods, minutes }, names) => ({
    sentence: {
      vi: 'Báo cáo của {n} kỳ được gửi lần đầu trong {minutes} phút.',
      en: 'The reports of {n} periods were sent for the first time within {minutes} {minutes|minute|minutes}.',
    },
    data: { n: periods.length, minutes: Math.max(1, Math.ceil(minutes)) },
    head: [{ vi: 'Kỳ', en: 'Period' }],
    rows: periods.map((code) => [names.period(code)]),
  }),
  'declared-sum': ({ cells }) => ({
    sentence: {
      vi: '{n} số công bố toàn địa bàn khác tổng cộng từ cấp dưới, dù cấp dưới đã gửi đủ.',
      en: '{n} declared {n|figure differs|figures differ} from the sum from below, although all below have sent.',
    },
    data: { n: cells.length },
    head: [
      indicator,
      { vi: 'Công bố', en: 'Declared' },
      { vi: 'Cộng từ dưới', en: 'Sum' },
      { vi: 'Số báo cáo', en: 'Reports' },
    ],
    rows: cells.map((cell) => [indicatorWords(cell.indicator), cell.declared, cell.sum, cell.reported]),
  }),
  'month-year': ({ cells }) => ({
    sentence: {
      vi: '{n} số của năm không khớp các báo cáo tháng.',
      en: '{n} yearly {n|figure does|figures do} not agree with the monthly reports.',
    },
    data: { n: cells.length },
    head: [
      indicator,
      { vi: 'Báo cáo năm', en: 'Yearly' },
      { vi: 'Các tháng', en: 'Months' },
      { vi: 'Tính từ', en: 'From' },
    ],
    rows: cells.map((cell) => [
      indicatorWords(cell.indicator),
      cell.value,
      cell.months,
      cell.last
        ? { vi: 'tháng cuối', en: 'last month' }
        : { vi: `tổng ${cell.counted} tháng`, en: `sum of ${cell.counted} months` },
    ]),
  }),
  parts: ({ pairs }) => ({
    sentence: {
      vi: '{n} kết quả có số trong khi việc sinh ra nó được báo là 0.',
      en: '{n} {n|result has|results have} a figure while what causes {n|it|them} was reported as 0.',
    },
    data: { n: pairs.length },
    head: [
      { vi: 'Có', en: 'Reported' },
      { vi: 'Số', en: 'Figure' },
      { vi: 'Mà bằng 0', en: 'While this is 0' },
    ],
    rows: pairs.map((pair) => [indicatorWords(pair.result), pair.resultValue, indicatorWords(pair.cause)]),
  }),
  balance: ({ stocks, period }, names) => ({
    sentence: {
      vi: 'Số hiện có không bằng số của {period} cộng mới, trừ dừng.',
      en: 'The stock is not that of {period} plus new, less retired.',
    },
    data: { period: inSentence(names.period(period)) },
    head: [
      indicator,
      { vi: 'Kỳ trước', en: 'Before' },
      { vi: 'Mới', en: 'New' },
      { vi: 'Dừng', en: 'Retired' },
      { vi: 'Phải là', en: 'Should be' },
      { vi: 'Báo cáo', en: 'Reported' },
    ],
    rows: stocks.map((each) => [
      indicatorWords(each.indicator),
      each.before,
      each.added,
      each.removed,
      each.expected,
      each.value,
    ]),
  }),
  'text-copied': ({ texts }, names) => ({
    sentence: {
      vi: '{n} đoạn lời gần như nguyên văn một đoạn đã có, chỉ khác chữ số.',
      en: '{n} {n|text is|texts are} nearly word for word one that stood before, but for digits.',
    },
    data: { n: texts.length },
    head: [
      { vi: 'Ở', en: 'At' },
      { vi: 'Giống', en: 'Same as' },
      { vi: 'Giống nhau, %', en: 'Alike, %' },
      { vi: 'Bắt đầu bằng', en: 'Begins with' },
    ],
    rows: texts.map((each) => [
      placeWords(each.where),
      each.period !== null ? names.period(each.period) : (names.unit(each.unitId ?? 0) ?? another),
      each.share,
      each.beginning,
    ]),
  }),
  'last-hour': ({ sendings }, names) => ({
    sentence: {
      vi: '{n} kỳ liền, lần nào cũng gửi trong giờ cuối trước hạn.',
      en: '{n} periods in a row were sent in the last hour before the deadline.',
    },
    data: { n: sendings.length },
    head: [
      { vi: 'Kỳ', en: 'Period' },
      { vi: 'Còn bao nhiêu phút', en: 'Minutes left' },
    ],
    rows: sendings.map(({ period, minutes }) => [names.period(period), minutes]),
  }),
};

export const sayEvidence = (evidence: Evidence, names: Names): Said =>
  // The table has a way to say for each kind; the compiler cannot tie the two by itself.
  (says[evidence.kind] as (evidence: Evidence, names: Names) => Said)(evidence, names);
