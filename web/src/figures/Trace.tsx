import { getTrace, type Reading } from '@app/contract/figures/routes.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Notice } from '../ui/Notice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { TraceHead } from './TraceHead.tsx';
import { TraceLines } from './TraceLines.tsx';
import { TraceOwn } from './TraceOwn.tsx';
import { TraceParts } from './TraceParts.tsx';
import { TracePublished } from './TracePublished.tsx';
import { TraceSum } from './TraceSum.tsx';
import type { TraceQuestion } from './trace-address.ts';
import './trace.css';

type Props = { question: TraceQuestion; compact: boolean; onReading: (reading: Reading) => void };

/** Everything that is known about where a figure comes from, as sections of a panel or a page. */
export const Trace = ({ question, compact, onReading }: Props) => {
  const { t, tell } = useWords();
  const { data, error } = useRead(getTrace, { query: question });
  if (error) {
    return (
      <section>
        <Notice kind="error" live>
          {tell(error)}
          {error.status === 404 &&
            t({
              vi: ' Đơn vị có thể không tồn tại trong kỳ này: chọn kỳ khác hoặc đơn vị khác.',
              en: ' The unit may not exist in this period: choose another period or another unit.',
            })}
        </Notice>
      </section>
    );
  }
  if (!data) {
    return (
      <section>
        <Waiting>{t({ vi: 'Đang lần nguồn của số này…', en: 'Following the figure to its source…' })}</Waiting>
      </section>
    );
  }
  return (
    <>
      <TraceHead trace={data} onReading={onReading} heading={compact ? 'p' : 'h2'} />
      <TraceSum trace={data} question={question} />
      <TracePublished trace={data} />
      <TraceOwn trace={data} />
      <TraceLines trace={data} />
      <TraceParts trace={data} question={question} compact={compact} />
    </>
  );
};
