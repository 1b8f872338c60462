/** What the data say of themselves: what went well, what is wanting, what follows for the next period. */
import type { Run } from '@app/contract/documents/tree.ts';
import { plain } from '@app/contract/documents/words.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import { changeOf, formatFigure } from '@app/contract/kernel/figure.ts';
import { type Period, periodInSentence, periodOf } from '@app/contract/kernel/period.ts';
import { sayNumber, type Words } from '@app/contract/kernel/words.ts';
import { comparable, gapsOf, indicatorOfFigure, type ReviewFacts, spreadOf } from '../facts.ts';
import { allDesks, inSentence, namesOf, shareOf, stateWords, subUnitWords } from './completeness.ts';
import { comparisonWords, measureOf, type Telling, traceOf, writeFigure } from './phrase.ts';

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A share with its parts: "133/145 báo cáo …, đạt 91,7%". */
const percent = (part: number, whole: number, language: 'vi' | 'en'): string =>
  formatFigure((part / whole) * 100, { language, unit: '%' });

/** One finding: its runs, under an id that stays the same when the report is made anew. */
export type Finding = { id: string; runs: Run[] };

const finding = (id: string, language: 'vi' | 'en', words: Words): Finding => ({ id, runs: [plain(words[language])] });

/** What the figures show to be in order, and how they have moved as a whole. */
export const strengthsOf = (told: Telling): Finding[] => {
  const { facts } = told;
  const { language, desks, missing } = facts;
  const all = allDesks(desks);
  const onTime = all.expected - all.late;
  const share = shareOf({ arrived: onTime, expected: all.expected }, language);
  const found: Finding[] = [];
  if (all.expected > 0 && missing.length === 0)
    found.push(
      finding('strength-complete', language, {
        vi: `Các ${subUnitWords(facts).vi} đã gửi đủ báo cáo theo quy định.`,
        en: `All ${subUnitWords(facts).en} have sent their reports.`,
      }),
    );
  if (onTime > 0)
    found.push(
      finding('strength-on-time', language, {
        vi: `Có ${share} báo cáo gửi đúng hạn, đạt ${percent(onTime, all.expected, language)}.`,
        en: `${share} reports were on time (${percent(onTime, all.expected, language)}).`,
      }),
    );
  return [...found, ...movesOf(told)];
};

/** How many of the comparable figures have risen, fallen, stayed. Whether that is good is for people to say. */
const movesOf = ({ facts, comparison }: Telling): Finding[] => {
  if (!comparison) return [];
  const moves = facts.figures.flatMap((each) => {
    const change = changeOf(each.figure, comparable(each, comparison), measureOf(each.indicator));
    return change ? [Math.sign(change.value)] : [];
  });
  const count = (sign: number) => sayNumber(moves.filter((each) => each === sign).length, facts.language);
  const whole = sayNumber(moves.length, facts.language);
  return moves.length === 0
    ? []
    : [
        finding('strength-moves', facts.language, {
          vi: `Trong ${whole} chỉ tiêu so sánh được, có ${count(1)} chỉ tiêu tăng, ${count(-1)} chỉ tiêu giảm, ${count(0)} chỉ tiêu không thay đổi ${comparisonWords(comparison).vi}.`,
          en: `Of ${whole} comparable indicators ${count(1)} are up, ${count(-1)} down and ${count(0)} unchanged ${comparisonWords(comparison).en}.`,
        }),
      ];
};

/** What is wanting, as far as the data show it: missing and late reports, figures not given, uneven results. */
export const limitsOf = (told: Telling): Finding[] => [
  ...missingUnits(told),
  ...lateReports(told),
  ...gaps(told),
  ...partial(told),
  ...spread(told),
  ...declaredApart(told),
];

const missingUnits = ({ facts }: Telling): Finding[] => {
  const { missing, language } = facts;
  const count = sayNumber(missing.length, language);
  const names = namesOf(missing, language);
  return missing.length === 0
    ? []
    : [
        finding('limit-missing', language, {
          vi: `Còn ${count} đơn vị ${stateWords(facts).vi}: ${names}.`,
          en: `There are ${count} units ${stateWords(facts).en}: ${names}.`,
        }),
      ];
};

const lateReports = ({ facts: { desks, language } }: Telling): Finding[] => {
  const { late, expected } = allDesks(desks);
  const share = `${sayNumber(late, language)}/${sayNumber(expected, language)}`;
  return late === 0
    ? []
    : [
        finding('limit-late', language, {
          vi: `Có ${share} báo cáo gửi chậm hoặc quá hạn chưa gửi, chiếm ${percent(late, expected, language)}.`,
          en: `${share} reports came late or are overdue (${percent(late, expected, language)}).`,
        }),
      ];
};

const gaps = ({ facts }: Telling): Finding[] => {
  const { language, asked } = facts;
  const names = gapsOf(facts).map((each) => lowerFirst(indicatorOfFigure(each.indicator).words[language]));
  const share = `${sayNumber(names.length, language)}/${sayNumber(asked.size, language)}`;
  const shown = names.slice(0, 6).join('; ');
  const rest = names.length - 6;
  return names.length === 0
    ? []
    : [
        finding('limit-gaps', language, {
          vi: `Có ${share} chỉ tiêu của biểu mẫu chưa có số liệu, không tính là 0: ${shown}${rest > 0 ? ` và ${sayNumber(rest, language)} chỉ tiêu khác` : ''}.`,
          en: `${share} indicators of the forms have no figure, which is not 0: ${shown}${rest > 0 ? ` and ${sayNumber(rest, language)} others` : ''}.`,
        }),
      ];
};

const isAdded = (indicator: string): boolean => ['F', 'S', 'B'].includes(indicatorOfFigure(indicator).kind);

/** Totals that rest on a part of the reports expected. */
const partial = ({ facts }: Telling): Finding[] => {
  const { language, unit, period, reading } = facts;
  const resting = facts.figures
    .filter((each) => each.figure && isAdded(each.indicator) && each.reported < each.expected)
    .sort((a, b) => a.reported / a.expected - b.reported / b.expected);
  const [lowest] = resting;
  if (!lowest) return [];
  const share = `${sayNumber(lowest.reported, language)}/${sayNumber(lowest.expected, language)}`;
  const name = lowerFirst(indicatorOfFigure(lowest.indicator).words[language]);
  const count = sayNumber(resting.length, language);
  return [
    {
      id: 'limit-partial',
      runs: [
        plain(
          {
            vi: `Có ${count} chỉ tiêu mới tổng hợp được từ một phần số báo cáo; thấp nhất là ${name} (`,
            en: `${count} indicators rest on a part of the reports; the lowest is ${name} (`,
          }[language],
        ),
        { kind: 'figure', text: share, trace: traceOf(lowest.indicator, { unitId: unit.id, period, reading }) },
        plain({ vi: ' báo cáo).', en: ' reports).' }[language]),
      ],
    },
  ];
};

const spread = ({ facts }: Telling): Finding[] => {
  const widest = spreadOf(facts);
  if (!widest) return [];
  const { language, period, reading } = facts;
  const { words, unit } = indicatorOfFigure(widest.indicator);
  const run = (at: typeof widest.most): Run => ({
    kind: 'figure',
    text: writeFigure(widest.indicator, at.figure, language),
    trace: traceOf(widest.indicator, { unitId: at.id, period, reading }),
  });
  const after = (at: typeof widest.most) => plain(` ${unit[language]} (${inSentence(at.fullName, language)})`);
  const said = {
    vi: ['Kết quả chưa đồng đều giữa các đơn vị ở chỉ tiêu ', ': cao nhất ', ', thấp nhất '],
    en: ['Results are uneven between units in ', ': highest ', ', lowest '],
  }[language];
  return [
    {
      id: 'limit-spread',
      runs: [
        plain(`${said[0]}${lowerFirst(words[language])}${said[1]}`),
        run(widest.most),
        after(widest.most),
        plain(said[2] ?? ''),
        run(widest.least),
        after(widest.least),
        plain('.'),
      ],
    },
  ];
};

/** Figures quoted for the whole area that differ from what the reports add up to. */
const declaredApart = ({ facts }: Telling): Finding[] => {
  const { language, unit, period, reading } = facts;
  return facts.figures.flatMap((each): Finding[] => {
    if (each.declared === null || !each.figure || addUp([each.declared, -each.figure.value]) === 0) return [];
    const { words } = indicatorOfFigure(each.indicator);
    const quoted = sayNumber(each.declared, language);
    return [
      {
        id: `limit-declared-${each.indicator}`,
        runs: [
          plain(
            {
              vi: `${words.vi}: số đã công bố là ${quoted}, số tổng hợp từ báo cáo là `,
              en: `${words.en}: published ${quoted}, added up from reports `,
            }[language],
          ),
          {
            kind: 'figure',
            text: writeFigure(each.indicator, each.figure, language),
            trace: traceOf(each.indicator, { unitId: unit.id, period, reading }),
          },
          plain({ vi: '; cần làm rõ chênh lệch.', en: '; the difference needs an explanation.' }[language]),
        ],
      },
    ];
  });
};

const nextOf = ({ kind, year, number }: Period): Period => {
  const perYear = { month: 12, quarter: 4, half_year: 2, nine_months: 1, year: 1 }[kind];
  return number < perYear ? periodOf(kind, year, number + 1) : periodOf(kind, year + 1, 1);
};

/** What follows from the gaps, in neutral words that an officer edits; numbered by hand in the text. */
export const tasksOf = (told: Telling): Finding[] => {
  const { facts } = told;
  const { language, period, missing, desks } = facts;
  const next = periodInSentence(nextOf(period), language);
  const widest = spreadOf(facts);
  const tasks: Finding[] = [
    finding('task-continue', language, {
      vi: `Tiếp tục thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc ${next}; duy trì chế độ thông tin, báo cáo đúng nội dung, đúng hạn.`,
      en: `Go on with the movement in ${next}; keep reports complete and on time.`,
    }),
  ];
  if (missing.length > 0)
    tasks.push(
      finding('task-missing', language, {
        vi: `Đôn đốc ${sayNumber(missing.length, language)} đơn vị ${stateWords(facts).vi} hoàn thành báo cáo ${periodInSentence(period, language)}.`,
        en: `Urge the ${sayNumber(missing.length, language)} units ${stateWords(facts).en} to complete their reports on ${periodInSentence(period, language)}.`,
      }),
    );
  if (allDesks(desks).late > 0)
    tasks.push(
      finding('task-late', language, {
        vi: 'Chấn chỉnh việc gửi báo cáo chậm; nhắc việc trước hạn đối với các đơn vị đã gửi chậm trong kỳ.',
        en: 'Remind the units that were late ahead of the next deadline.',
      }),
    );
  if (gapsOf(facts).length > 0)
    tasks.push(
      finding('task-gaps', language, {
        vi: 'Hướng dẫn các đơn vị thống kê, bổ sung các chỉ tiêu chưa có số liệu.',
        en: 'Guide the units in collecting the indicators that have no figure yet.',
      }),
    );
  if (widest) {
    const name = indicatorOfFigure(widest.indicator).words[language];
    tasks.push(
      finding('task-spread', language, {
        vi: `Kiểm tra, hướng dẫn các đơn vị có kết quả thấp ở chỉ tiêu ${lowerFirst(name)}.`,
        en: `Inspect and guide the units with low results in ${lowerFirst(name)}.`,
      }),
    );
  }
  return tasks;
};

/** What the committee asks of the level above. */
export const requestsOf = ({ facts }: Telling): Finding[] => {
  const { language, superior } = facts;
  const above: Words = superior ?? {
    vi: 'Chính phủ, các bộ, ngành và cơ quan liên quan',
    en: 'Government, the ministries and the bodies concerned',
  };
  return [
    finding('request-guidance', language, {
      vi: `Đề nghị ${above.vi} tiếp tục quan tâm chỉ đạo, hướng dẫn thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc${gapsOf(facts).length > 0 ? '; hướng dẫn thống nhất cách thống kê các chỉ tiêu chưa có số liệu' : ''}.`,
      en: `The ${above.en} is asked for further guidance${gapsOf(facts).length > 0 ? ', also on how to count the indicators without a figure' : ''}.`,
    }),
  ];
};

/** Sentences about what is missing before the report can be signed, in both languages. */
export const remarksOf = (facts: ReviewFacts): Words[] => {
  const { missing, changedSinceIssue, issued, reading, closed } = facts;
  const unanswered = gapsOf(facts).length;
  const vi = (count: number) => sayNumber(count, 'vi');
  const en = (count: number) => sayNumber(count, 'en');
  return [
    ...(closed ? [] : [{ vi: 'Kỳ báo cáo chưa chốt số.', en: 'The period has not reached its cut-off.' }]),
    ...(reading === 'submitted'
      ? [{ vi: 'Số liệu tạm tính, gồm cả báo cáo chưa duyệt.', en: 'Provisional: reports not accepted are included.' }]
      : []),
    ...(missing.length > 0
      ? [
          {
            vi: `${vi(missing.length)} đơn vị ${stateWords(facts).vi}.`,
            en: `${en(missing.length)} units ${stateWords(facts).en}.`,
          },
        ]
      : []),
    ...(unanswered > 0
      ? [{ vi: `${vi(unanswered)} chỉ tiêu chưa có số liệu.`, en: `${en(unanswered)} indicators have no figure.` }]
      : []),
    ...(changedSinceIssue > 0
      ? [
          {
            vi: `${vi(changedSinceIssue)} số liệu đã thay đổi so với bản đã ban hành; số và ngày để trống cho bản thay thế.`,
            en: `${en(changedSinceIssue)} figures have changed since the issued edition; number and date are left blank for the one that supersedes it.`,
          },
        ]
      : []),
    ...facts.notIssued.map((title) => ({
      vi: `Có số liệu chưa ban hành: ${title.vi}; số của bản đã ban hành không gồm các số này nên để trống.`,
      en: `Figures that are not issued: ${title.en}; the number of an edition does not cover them and is left blank.`,
    })),
    ...(issued ? [] : [{ vi: 'Chưa có số, ngày và người ký.', en: 'Number, date and signer are not filled in yet.' }]),
    {
      vi: 'Thuận lợi, khó khăn, nguyên nhân và bài học kinh nghiệm cần viết thêm bằng lời.',
      en: 'Advantages, difficulties, causes and lessons are to be added in words.',
    },
  ];
};
