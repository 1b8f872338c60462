/** Forms as tables to be filled in: one unit's with a row for each indicator, many units' with a column for each. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Precision } from '@app/contract/kernel/figure.ts';
import { sayDate } from '@app/contract/kernel/period.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { type Language, say, type Words, type WordsData } from '@app/contract/kernel/words.ts';
import { dayOfDeadline } from '@app/contract/kernel/working-days.ts';
import type { CellInput, FormVersionAnswer, getReport, ReportBrief } from '@app/contract/reporting/routes.ts';
import type { Pair } from './keys.ts';
import { MARK, type Paper, type PaperCell, type PaperSheet } from './write/paper.ts';

type Row = FormVersionAnswer['sections'][number]['rows'][number];
type Shown = Answer<typeof getReport>;

const words = {
  order: { vi: 'STT', en: 'No.' },
  indicator: { vi: 'Chỉ tiêu', en: 'Indicator' },
  unit: { vi: 'Đơn vị tính', en: 'Unit' },
  previous: { vi: 'Kỳ trước', en: 'Period before' },
  lastYear: { vi: 'Cùng kỳ năm trước', en: 'Same period last year' },
  value: { vi: 'Kỳ này', en: 'This period' },
  precision: { vi: 'Hơn/khoảng', en: 'More than/about' },
  note: { vi: 'Ghi chú', en: 'Note' },
  code: { vi: 'Mã đơn vị', en: 'Code' },
  place: { vi: 'Đơn vị', en: 'Place' },
  state: { vi: 'Trạng thái', en: 'State' },
  where: { vi: '{unit}. {period}. Hạn gửi {due}.', en: '{unit}. {period}. Due {due}.' },
  whereMany: { vi: '{unit}. {period}. {count} đơn vị.', en: '{unit}. {period}. {count} {count|unit|units}.' },
  how: {
    vi: 'Điền vào các ô nền vàng, lưu lại rồi gửi tệp lên ở trang báo cáo. Ô để trống là chưa có số; không phát sinh thì ghi 0.',
    en: 'Fill in the yellow cells, save, and send the file on the page of the report. A blank cell is no figure yet; where there was nothing write 0.',
  },
  howMany: {
    vi: 'Điền vào các ô nền vàng, mỗi đơn vị một dòng; đơn vị chưa có số thì để trống cả dòng. Số hơn, khoảng viết bằng chữ: hơn 18.000.',
    en: 'Fill in the yellow cells, a row for each unit; leave the whole row blank where there is nothing yet. Write "hơn 18.000" for more than 18,000.',
  },
  closed: {
    vi: 'Báo cáo đang không sửa được, biểu này chỉ để xem.',
    en: 'The report cannot be changed now; this form is for reading only.',
  },
} satisfies Record<string, Words>;

const states: Record<ReportBrief['state'], Words> = {
  not_sent: { vi: 'Chưa gửi', en: 'Not sent' },
  draft: { vi: 'Đang nhập', en: 'Being entered' },
  submitted: { vi: 'Đã gửi', en: 'Sent' },
  returned: { vi: 'Trả lại', en: 'Returned' },
  accepted: { vi: 'Đã duyệt', en: 'Accepted' },
};

const text = (value: string, look?: 'section' | 'faint' | 'code'): PaperCell => ({
  is: 'text',
  text: value,
  ...(look && { look }),
});
const blank: PaperCell = { is: 'blank' };
const decimalsOf = (id: string): number => indicatorOf(id)?.decimals ?? 0;
const round = (value: number): number => Math.round(value * 10_000) / 10_000;

const figureCell = (
  row: Pick<Row, 'indicator' | 'kind'>,
  cell: { value: number | null; precision: Precision },
  entry: boolean,
): PaperCell =>
  row.kind === 'B'
    ? { is: 'yes-no', value: cell.value, entry }
    : { is: 'figure', value: cell.value, precision: cell.precision, decimals: decimalsOf(row.indicator), entry };

const exact = (value: number | null) => ({ value, precision: 'exact' as const });

/** A row that the spreadsheet computes from others of the same form; shown without a formula where one of them is not there. */
const computedCell = (id: string, value: number | null, places: ReadonlyMap<string, number>): PaperCell => {
  const indicator = indicatorOf(id);
  const parts = indicator?.sumOf ?? [indicator?.part, indicator?.whole].flatMap((part) => part ?? []);
  const rows = parts.map((part) => places.get(part)).filter((row) => row !== undefined);
  const how = indicator?.sumOf ? 'sum' : indicator?.kind === 'R' ? 'ratio' : indicator?.kind === 'A' ? 'average' : null;
  if (how === null || rows.length === 0 || rows.length < parts.length)
    return { is: 'figure', value: value === null ? null : round(value), precision: 'exact', decimals: 1, entry: false };
  return { is: 'computed', how, rows, value: value === null ? null : round(value) };
};

const isSum = (id: string): boolean => indicatorOf(id)?.sumOf !== undefined;
/** Rows that people fill. */
const isEntered = (row: Row): boolean => !row.computed && !isSum(row.indicator);

const valueOfComputed = (id: string, lookUp: (id: string) => number | null): number | null => {
  const indicator = indicatorOf(id);
  if (indicator?.sumOf) {
    const parts = indicator.sumOf.map(lookUp);
    return parts.every((part) => part !== null) ? parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) : null;
  }
  const part = lookUp(indicator?.part ?? '');
  const whole = lookUp(indicator?.whole ?? '');
  if (part === null || whole === null || whole === 0) return null;
  return (part / whole) * (indicator?.kind === 'R' ? 100 : 1);
};

/** The form of one report: labels, earlier figures, and the cells to fill, with what is typed so far; its words on a sheet of their own. */
export const paperOfReport = (
  shown: Shown,
  keys: readonly Pair[],
  language: Language,
  wordsSheet: PaperSheet | null,
): Paper => {
  const { report, form } = shown;
  const t = (each: Words, data?: WordsData) => say(each, language, data);
  const open = shown.whyNot.saveDraft === null;
  const cells = new Map(shown.cells.map((cell) => [cell.indicator, cell]));
  const layout = form.sections.flatMap((section) => [
    { section: section.title, row: null },
    ...section.rows.map((row) => ({ section: null, row })),
  ]);
  const places = new Map(layout.flatMap(({ row }, at) => (row ? [[row.indicator, at] as const] : [])));
  const numbers = new Map(layout.flatMap(({ row }) => row ?? []).map((row, at) => [row.indicator, at + 1]));
  const body = layout.map(({ section, row }): PaperCell[] => {
    if (!row)
      return [
        blank,
        text('', 'section'),
        text(section ? t(section) : '', 'section'),
        ...Array.from({ length: 6 }, () => text('', 'section')),
      ];
    const cell = cells.get(row.indicator);
    const entered = isEntered(row);
    const current = { value: cell?.value ?? null, precision: cell?.precision ?? ('exact' as const) };
    return [
      text(row.indicator, 'code'),
      text(String(numbers.get(row.indicator) ?? ''), 'faint'),
      text(t(row.words)),
      text(t(row.unit), 'faint'),
      figureCell(row, exact(cell?.previous ?? null), false),
      figureCell(row, exact(cell?.lastYear ?? null), false),
      entered
        ? figureCell(row, current, open)
        : computedCell(
            row.indicator,
            valueOfComputed(row.indicator, (id) => cells.get(id)?.value ?? null),
            places,
          ),
      entered ? { is: 'precision', precision: current.precision, entry: open && row.kind !== 'B' } : blank,
      entered ? { is: 'note', text: cell?.note ?? '', entry: open } : blank,
    ];
  });
  return {
    language,
    name: form.code,
    lines: [
      t(form.title),
      t(words.where, {
        unit: report.unit.fullName,
        period: t(report.period.words),
        due: sayDate(dayOfDeadline(new Date(report.dueAt)), language),
      }),
      t(open ? words.how : words.closed),
    ],
    marks: ['indicator', '', '', '', 'previous', 'last-year', 'value', 'precision', 'note'].map(
      (mark) => mark && MARK + mark,
    ),
    heads: [
      [
        '',
        ...[
          words.order,
          words.indicator,
          words.unit,
          words.previous,
          words.lastYear,
          words.value,
          words.precision,
          words.note,
        ].map((each) => t(each)),
      ],
    ],
    body,
    widths: [4, 5, 52, 14, 12, 12, 14, 13, 36],
    hidden: [0],
    frozen: 3,
    words: wordsSheet,
    keys,
  };
};

export type TableUnit = { brief: ReportBrief; cells: Readonly<Record<string, CellInput>>; open: boolean };

/** One table of many units: a row for each, a column for each figure that its form asks for. */
export const paperOfUnits = (
  {
    form,
    period,
    unitName,
    units,
    wordsSheet,
  }: {
    form: FormVersionAnswer;
    period: Words;
    unitName: string;
    units: readonly TableUnit[];
    wordsSheet: PaperSheet | null;
  },
  keys: readonly Pair[],
  language: Language,
): Paper => {
  const t = (each: Words, data?: WordsData) => say(each, language, data);
  const rows = form.sections.flatMap((section) => section.rows).filter(isEntered);
  return {
    language,
    name: form.code,
    lines: [
      t(form.title),
      t(words.whereMany, { unit: unitName, period: t(period), count: units.length }),
      t(words.howMany),
    ],
    marks: [`${MARK}unit`, '', '', ...rows.map(({ indicator }) => MARK + indicator)],
    heads: [
      [t(words.code), t(words.place), t(words.state), ...rows.map((row) => t(row.words))],
      ['', '', '', ...rows.map((row) => t(row.unit))],
    ],
    body: units.map(({ brief, cells, open }) => [
      text(brief.unit.code, 'code'),
      text(brief.unit.fullName),
      text(t(states[brief.state]), 'faint'),
      ...rows.map((row) => {
        const cell = cells[row.indicator];
        return figureCell(row, { value: cell?.value ?? null, precision: cell?.precision ?? 'exact' }, open);
      }),
    ]),
    widths: [10, 32, 12, ...rows.map(() => 14)],
    hidden: [],
    frozen: 2,
    words: wordsSheet,
    keys,
  };
};
