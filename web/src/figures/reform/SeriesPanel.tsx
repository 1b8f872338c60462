import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { columnStyle } from '../figure-style.ts';
import { namesOf } from './names.ts';
import { SeriesChart } from './SeriesChart.tsx';
import { SeriesTable } from './SeriesTable.tsx';
import { type Series, shownIn, type View, views, viewWords } from './series.ts';

/** The picture and the table of a series in the chosen view. */
export const SeriesPanel = ({ series, view, onView }: { series: Series; view: View; onView: (view: View) => void }) => {
  const { t } = useWords();
  const format = useFormat();
  const names = namesOf(
    [...series.atTheTime, ...series.restated].map(({ unit }) => unit),
    t,
  );
  const shown = shownIn(series, view, names);
  const style = columnStyle(series.indicator);
  const [first, last] = [shown.periods[0], shown.periods.at(-1)];
  const caption = t(
    { vi: '{what}, {from} đến {to}', en: '{what}, {from} to {to}' },
    { what: series.indicator.words, from: first?.words ?? '', to: last?.words ?? '' },
  );
  const isEmpty = shown.lines.every(({ points }) => points.every((point) => (point?.value ?? null) === null));
  const sentence = [
    caption,
    ...shown.lines.map(({ name, points }) => {
      const told = points.flatMap((point) => (point?.value == null ? [] : [point.value]));
      return told.length === 0
        ? name
        : `${name} ${told.map((value) => format.figure({ value, precision: 'exact' }, style)).join(', ')}`;
    }),
    ...shown.breaks.map(({ on, words }) => `${format.date(on)}: ${t(words)}`),
  ].join('; ');
  const notes: Record<View, string> = {
    each: t({
      vi: 'Mỗi kỳ theo ranh giới của ngày cuối kỳ. Nét chấm là phép cộng để so, không phải số đã ban hành.',
      en: 'Each period on the boundaries of its last day. The dotted line is added up to compare; nobody issued it.',
    }),
    now: t({
      vi: 'Mọi kỳ quy về ranh giới hôm nay. Số quy về để so sánh, không thay số đã ban hành.',
      en: 'Every period on the boundaries of today. Restated figures compare; they replace nothing that was issued.',
    }),
    before: t(
      {
        vi: 'Mọi kỳ quy về ranh giới ngày {on}. Xã mới gồm nhiều huyện, tỉnh cũ thì số đứng ở cấp chung, không đoán.',
        en: 'Every period on the boundaries of {on}. Where a new commune lies in several former units, its figures stand above them.',
      },
      { on: format.date(series.boundaries) },
    ),
  };
  return (
    <section className="panel" aria-labelledby="series">
      <header>
        <h2 id="series">
          {t(series.indicator.words)} <span className="small dim">{t(series.indicator.unit)}</span>
        </h2>
        <div className="push">
          <Segmented
            label={t({ vi: 'Cách xem ranh giới', en: 'Which boundaries' })}
            options={views.map((value) => ({ value, label: t(viewWords[value]) }))}
            value={view}
            onPick={onView}
          />
        </div>
      </header>
      <div className="in">
        {isEmpty ? (
          <Empty>
            {t({
              vi: 'Quanh lần sắp xếp này chưa có số đã duyệt của chỉ tiêu. Chọn chỉ tiêu khác hoặc xem theo năm.',
              en: 'There is no accepted figure of this indicator around the change. Choose another indicator, or look at years.',
            })}
          </Empty>
        ) : (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways on a phone is reached by the keyboard */}
            <section className="scroll" tabIndex={0} aria-label={t({ vi: 'Biểu đồ', en: 'Chart' })}>
              <SeriesChart shown={shown} sentence={sentence} />
            </section>
            <p className="small mid">{notes[view]}</p>
            <SeriesTable shown={shown} caption={caption} {...style} />
          </>
        )}
      </div>
    </section>
  );
};
