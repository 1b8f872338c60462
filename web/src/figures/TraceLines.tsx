import { type Line, lineWords, type TraceAnswer } from '@app/contract/figures/routes.ts';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { Bars } from '../ui/Bars.tsx';
import { columnStyle } from './figure-style.ts';

/** The figure by line of authority, where the lines hold disjoint parts. */
export const TraceLines = ({ trace: { byLine, indicator } }: { trace: TraceAnswer }) => {
  const { t } = useWords();
  const format = useFormat();
  if (byLine.length === 0) return null;
  const most = Math.max(1, ...byLine.map(({ value }) => value ?? 0));
  const named = (line: string) => (line in lineWords ? t(lineWords[line as Line]) : line);
  return (
    <section>
      <h3>{t({ vi: 'Theo tuyến', en: 'By line' })}</h3>
      <Bars
        bars={byLine.map(({ line, value }) => ({
          name: named(line),
          share: (value ?? 0) / most,
          text: format.figure(value === null ? null : { value, precision: 'exact' }, columnStyle(indicator)),
        }))}
      />
    </section>
  );
};
