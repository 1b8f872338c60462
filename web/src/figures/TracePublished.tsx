import type { TraceAnswer } from '@app/contract/figures/routes.ts';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { figureStyle } from './figure-style.ts';

/** The figure as it was published, beside what it is today. */
export const TracePublished = ({ trace: { published, figure, indicator } }: { trace: TraceAnswer }) => {
  const { t } = useWords();
  const format = useFormat();
  if (!published) return null;
  const style = figureStyle(indicator);
  const then = published.value === null ? null : { value: published.value, precision: 'exact' as const };
  const now = figure.value === null ? null : { value: figure.value, precision: figure.precision };
  const same = then?.value === now?.value;
  return (
    <section>
      <h3>{t({ vi: 'Đã ban hành', en: 'Issued' })}</h3>
      <dl className="eq">
        <dt>
          <Link to={paths.edition} params={{ editionId: String(published.editionId) }}>
            {published.number}
          </Link>
          , {t({ vi: 'ngày {on}', en: '{on}' }, { on: format.date(published.issuedOn) })}
        </dt>
        <dd>{format.figure(then, style)}</dd>
        <dt className="t">{t({ vi: 'Hôm nay', en: 'Today' })}</dt>
        <dd className="t">{format.figure(now, style)}</dd>
      </dl>
      <p className="small mid">
        {same
          ? t({ vi: 'Không thay đổi từ khi ban hành.', en: 'Unchanged since it was issued.' })
          : t({
              vi: 'Số đã đổi sau khi ban hành. Bản đã ký giữ nguyên, chỉ đính chính bằng bản mới.',
              en: 'The figure has changed since. The signed paper stays as it is; only a new edition corrects it.',
            })}
      </p>
    </section>
  );
};
