import type { FigureAnswer, Reading, TraceAnswer } from '@app/contract/figures/routes.ts';
import { missingWords } from '@app/contract/kernel/figure.ts';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { FigureText } from '../ui/FigureText.tsx';
import { completenessWords } from './completeness.ts';
import { columnStyle, figureStyle } from './figure-style.ts';

const readingWords = {
  accepted: { vi: 'Đã duyệt', en: 'Accepted' },
  submitted: { vi: 'Đã gửi (tạm tính)', en: 'Submitted (provisional)' },
} as const;

type Props = { trace: TraceAnswer; onReading: (reading: Reading) => void; heading: 'h2' | 'p' };

/** The figure itself, in both readings, and on how many reports it rests. */
export const TraceHead = ({ trace, onReading, heading: Heading }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  const { figure, other, indicator } = trace;
  const unit = t(indicator.unit);
  const style = figureStyle(indicator);
  const both: FigureAnswer[] = figure.reading === 'accepted' ? [figure, other] : [other, figure];
  return (
    <header>
      <Heading className="trace-what">
        {t(indicator.words)}
        <span className="small dim">
          {trace.unit.fullName} · {t(trace.periodWords)}
        </span>
      </Heading>
      <p className="big">
        <FigureText value={figure.value} precision={figure.precision} unit={unit} {...columnStyle(indicator)} />
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons that belong together, not fields of a form */}
      <div className="read" role="group" aria-label={t({ vi: 'Cách đọc', en: 'Reading' })}>
        {both.map((one) => (
          <button
            key={one.reading}
            type="button"
            aria-pressed={one.reading === figure.reading}
            onClick={() => onReading(one.reading)}
          >
            {one.value === null ? (
              <b className="missing">{t(missingWords)}</b>
            ) : (
              <b>{format.figure({ value: one.value, precision: one.precision }, style)}</b>
            )}
            {t(readingWords[one.reading])}
            {one.expected > 0 && `, ${one.reported}/${one.expected}`}
          </button>
        ))}
      </div>
      <p className="small mid rests">
        {t(completenessWords(figure), { reported: figure.reported, expected: figure.expected })}
      </p>
    </header>
  );
};
