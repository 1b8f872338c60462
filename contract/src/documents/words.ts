/** The fixed words of an official paper and how its head, lists and end are written (Decree 30/2020/NĐ-CP, Annex I). */
import type {
  Block,
  Chart,
  DocumentDate,
  DocumentHead,
  DocumentLanguage,
  Heading,
  OfficialDocument,
  Run,
} from './tree.ts';

export const documentWords = {
  nation: { vi: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', en: 'SOCIALIST REPUBLIC OF VIET NAM' },
  motto: { vi: 'Độc lập - Tự do - Hạnh phúc', en: 'Independence - Freedom - Happiness' },
  demonstration: { vi: 'SỐ LIỆU MINH HỌA', en: 'DEMONSTRATION DATA' },
  numberMark: { vi: 'Số:', en: 'No.:' },
  to: { vi: 'Kính gửi:', en: 'To:' },
  recipients: { vi: 'Nơi nhận:', en: 'Recipients:' },
  annex: { vi: 'Phụ lục', en: 'Annex' },
  attachedTo: { vi: 'Kèm theo', en: 'Attached to' },
  chartUnit: { vi: 'Đơn vị tính', en: 'Unit' },
  trace: { vi: 'Nguồn', en: 'Source' },
  openTrace: { vi: 'Xem nguồn', en: 'Open source' },
  missing: { vi: 'chưa có', en: 'missing' },
  page: { vi: 'Trang', en: 'Page' },
  atLeast: { vi: 'hơn', en: 'over' },
  about: { vi: 'gần', en: 'about' },
  edited: { vi: 'Đoạn đã sửa tay:', en: 'Edited by hand:' },
  table: { vi: 'Bảng', en: 'Table' },
  figureStyle: { vi: 'Số có nguồn', en: 'Sourced figure' },
} as const satisfies Record<string, Record<DocumentLanguage, string>>;

/** Room for a number or day that is written in by hand; no-break spaces, so that neither Word nor a browser swallows it. */
const gap = (width: number): string => '\u00a0'.repeat(width);

/** A line of text as one written run. */
export const plain = (text: string): Run => ({ kind: 'text', text });

/** `Số: 05/BC-BCĐ`; numbers below 10 get a leading zero, a missing one leaves a gap (Annex I, II.3). */
export const writeNumber = (head: Pick<DocumentHead, 'number' | 'symbol'>, language: DocumentLanguage): string => {
  const number = head.number === null ? gap(6) : /^\d$/.test(head.number) ? `0${head.number}` : head.number;
  return `${documentWords.numberMark[language]} ${number}/${head.symbol}`;
};

const englishMonths = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `Hà Nội, ngày 05 tháng 01 năm 2020`: a leading zero for days below 10 and for the months 1 and 2 (Annex I, II.4). */
export const writePlaceAndDate = (place: string, date: DocumentDate, language: DocumentLanguage): string => {
  if (language === 'en') {
    const month = date.month === null ? gap(12) : (englishMonths[date.month - 1] ?? gap(12));
    return `${place}, ${date.day ?? gap(5)} ${month} ${date.year}`;
  }
  const day = date.day === null ? gap(5) : String(date.day).padStart(2, '0');
  const month = date.month === null ? gap(5) : date.month <= 2 ? `0${date.month}` : String(date.month);
  return `${place}, ngày ${day} tháng ${month} năm ${date.year}`;
};

/** `I. TÌNH HÌNH, ĐẶC ĐIỂM`: the first level is written in capitals (Annex I, II.6.d). */
export const writeHeading = ({ level, number, title }: Pick<Heading, 'level' | 'number' | 'title'>): string => {
  const written = level === 1 ? title.toLocaleUpperCase('vi') : title;
  return number === null ? written : `${number} ${written}`;
};

/** The lines under "Kính gửi:" or "Nơi nhận:": a dash before, a semicolon after, a full stop at the last one. */
export const writeList = (entries: readonly string[]): string[] =>
  entries.map((entry, i) => `- ${entry.replace(/[\s.;]+$/u, '')}${i === entries.length - 1 ? '.' : ';'}`);

/** "V/v đôn đốc …": what a letter is about, below its number (Annex I, II.5.b). */
export const writeLetterSubject = (abstract: readonly string[], language: DocumentLanguage): string =>
  `${{ vi: 'V/v', en: 'Re:' }[language]} ${abstract.join(' ')}`;

/** A single addressee as it stands after "Kính gửi:". */
export const writeAddressee = (addressee: string): string => `${addressee.replace(/[\s.;]+$/u, '')}.`;

/** "Phụ lục" or, with two annexes or more, "Phụ lục I". */
export const writeAnnexName = (number: string | null, language: DocumentLanguage): string =>
  number === null ? documentWords.annex[language] : `${documentWords.annex[language]} ${number}`;

/** "(Kèm theo Báo cáo số      /BC-BCĐ ngày … của …)": the note under the title of an annex (Annex I, III.1). */
export const writeAnnexNote = ({
  head,
  typeName,
  language,
}: Pick<OfficialDocument, 'head' | 'typeName' | 'language'>): string => {
  const type = sentenceCase(typeName, language);
  const number = writeNumber(head, language);
  if (language === 'en') return `(${documentWords.attachedTo.en} ${type} ${number})`;
  const { day, month, year } = head.date;
  const date = `${day === null ? gap(4) : String(day).padStart(2, '0')}/${month === null ? gap(4) : String(month).padStart(2, '0')}/${year}`;
  return `(${documentWords.attachedTo.vi} ${type} ${number.charAt(0).toLocaleLowerCase('vi')}${number.slice(1).replace(':', '')} ngày ${date})`;
};

const sentenceCase = (text: string, language: DocumentLanguage): string => {
  const lower = text.toLocaleLowerCase(language);
  return lower.charAt(0).toLocaleUpperCase(language) + lower.slice(1);
};

/**
 * The body with the mark that ends it, "./.": joined to the last words when these are a paragraph or notice, on a line of
 * its own otherwise (Annex I, II.6; usual practice after a table).
 */
export const withEndMark = (blocks: readonly Block[]): Block[] => {
  const last = blocks.at(-1);
  const lastRun = last?.kind === 'paragraph' || last?.kind === 'notice' ? last.runs.at(-1) : undefined;
  if ((last?.kind !== 'paragraph' && last?.kind !== 'notice') || lastRun === undefined) {
    return [...blocks, { kind: 'paragraph', id: 'end-mark', runs: [plain('./.')] }];
  }
  if (lastRun.text.endsWith('./.')) return [...blocks];
  const mark = /\.\s*$/u.test(lastRun.text) ? '/.' : './.';
  const runs: Run[] =
    lastRun.kind === 'text'
      ? [...last.runs.slice(0, -1), { ...lastRun, text: lastRun.text.trimEnd() + mark }]
      : [...last.runs, plain(mark)];
  return [...blocks.slice(0, -1), { ...last, runs }];
};

/** A number the way the language writes it, with a true minus sign: `1.931`, `12,5`, `−12,7`. */
export const writeAmount = (value: number, language: DocumentLanguage): string =>
  new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 2 })
    .format(value)
    .replace('-', '\u2212');

/** How a value of a chart is written at its bar or point; missing is said, not drawn as zero. */
export const writeChartValue = (series: Chart['series'][number], at: number, language: DocumentLanguage): string => {
  const value = series.values[at];
  return (
    series.labels?.[at] ||
    (value === null || value === undefined ? documentWords.missing[language] : writeAmount(value, language))
  );
};

/** The chart in words, for readers who do not see the picture: title, unit and each number. */
export const describeChart = (chart: Chart, language: DocumentLanguage): string => {
  const numbers = chart.series.map((series) => {
    const pairs = chart.categories.map((category, i) => `${category}: ${writeChartValue(series, i, language)}`);
    return chart.series.length > 1 ? `${series.name}: ${pairs.join(', ')}` : pairs.join('; ');
  });
  return `${chart.title} (${documentWords.chartUnit[language].toLocaleLowerCase(language)}: ${chart.unit}). ${numbers.join('. ')}.`;
};
