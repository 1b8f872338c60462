import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { Tag } from '../../ui/Tag.tsx';
import type { ReportAnswer } from '../use-draft.ts';
import { bothSides, type Change } from './changes.ts';
import './returns.css';

type Submission = ReportAnswer['submissions'][number];

const Line = ({ change }: { change: Change }) => {
  const { t } = useWords();
  const format = useFormat();
  const name = indicatorOf(change.indicator)?.words ?? { vi: change.indicator, en: change.indicator };
  const { before, after } = bothSides(change, { t, figure: format.figure });
  return (
    <li>
      <span>
        {t(name)}{' '}
        {change.outside && (
          <Tag look="tra" icon={IconAlertTriangle}>
            {t({ vi: 'ngoài ô trả lại', en: 'not a returned cell' })}
          </Tag>
        )}
      </span>
      <span className="num">
        <del>{before}</del> <span aria-hidden>→</span> <ins>{after}</ins>
      </span>
    </li>
  );
};

/** Exactly what a submission says differently from the one before, cell by cell. */
export const Changes = ({ submission }: { submission: Pick<Submission, 'changed' | 'unchanged'> }) => {
  const { t } = useWords();
  const { changed, unchanged } = submission;
  const names = unchanged.map((id) => t(indicatorOf(id)?.words ?? { vi: id, en: id }));
  return (
    <div className="changes">
      <p className="small mid">
        {changed.length === 0
          ? t({ vi: 'Không ô nào khác lần gửi trước.', en: 'No cell differs from the submission before.' })
          : t(
              {
                vi: 'Khác lần gửi trước ở {n} ô:',
                en: '{n} {n|cell differs|cells differ} from the submission before:',
              },
              { n: changed.length },
            )}
      </p>
      {changed.length > 0 && (
        <ul>
          {changed.map((change) => (
            <Line key={change.indicator} change={change} />
          ))}
        </ul>
      )}
      {names.length > 0 && (
        <p className="small late-note">
          {t(
            { vi: 'Ô bị trả lại nhưng gửi lại như cũ: {names}.', en: 'Returned and sent again unchanged: {names}.' },
            { names: names.join('; ') },
          )}
        </p>
      )}
    </div>
  );
};
