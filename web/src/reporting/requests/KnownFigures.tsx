import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { RequestPreview } from '@app/contract/reporting/requests/routes.ts';
import { useWords } from '../../kernel/words.ts';
import { FigureText } from '../../ui/FigureText.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { UnitName } from './UnitName.tsx';

/** The figures that are known before a request is sent, unit by unit, with the form that brought or will bring each. */
export const KnownFigures = ({ preview }: { preview: RequestPreview }) => {
  const { t } = useWords();
  if (preview.known.length === 0)
    return (
      <Notice>
        {t(
          { vi: 'Chưa đơn vị nào có các số này. Sẽ hỏi {n} đơn vị.', en: 'No unit has these yet. {n} will be asked.' },
          { n: preview.asked },
        )}
      </Notice>
    );
  return (
    <section className="request-known" aria-live="polite">
      <h2>{t({ vi: 'Đã có, không hỏi lại', en: 'Known, not asked again' })}</h2>
      <p>
        {t(
          { vi: 'Sẽ hỏi {asked}/{units} đơn vị phần còn thiếu.', en: '{asked} of {units} will be asked for the rest.' },
          { asked: preview.asked, units: preview.units },
        )}
      </p>
      <ul>
        {preview.known.map(({ unit, figures }) => (
          <li key={unit.id}>
            <b>
              <UnitName unit={unit} />
            </b>
            <ul>
              {figures.map(({ indicator, value, reading, form }) => {
                const facts = indicatorOf(indicator);
                return (
                  <li key={indicator}>
                    {facts && t(facts.words)}:{' '}
                    {reading === null ? (
                      t({ vi: 'sẽ gửi theo {form}', en: 'will come by {form}' }, { form: form ? t(form.title) : '' })
                    ) : (
                      <>
                        <FigureText value={value} {...(facts && { unit: t(facts.unit) })} />{' '}
                        {reading === 'accepted'
                          ? t({ vi: '(đã duyệt)', en: '(accepted)' })
                          : t({ vi: '(đã gửi, chờ duyệt)', en: '(sent, not decided)' })}
                        {form && ` ${t(form.title)}`}
                      </>
                    )}
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
};
