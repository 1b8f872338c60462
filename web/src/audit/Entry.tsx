import { differences } from '@app/contract/audit/differences.ts';
import type { AuditEntryAnswer } from '@app/contract/audit/routes.ts';
import { actionWords, keyWords } from '@app/contract/audit/words.ts';
import { IconShieldCheck } from '@tabler/icons-react';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { Narrow } from './filter.ts';

type Props = { entry: AuditEntryAnswer; onNarrow: Narrow };

const Changes = ({ entry }: { entry: AuditEntryAnswer }) => {
  const { t } = useWords();
  const changed = differences(entry.before, entry.after);
  if (changed.length === 0)
    return (
      <p className="small mid">{t({ vi: 'Việc này không kèm nội dung.', en: 'Nothing further was written down.' })}</p>
    );
  const was = changed.some(({ before }) => before !== null);
  return (
    <table className="grid audit-changes">
      <caption className="vh">{t({ vi: 'Trước và sau', en: 'Before and after' })}</caption>
      <thead>
        <tr>
          <th scope="col">{t({ vi: 'Mục', en: 'Field' })}</th>
          {was && <th scope="col">{t({ vi: 'Trước', en: 'Before' })}</th>}
          <th scope="col">{was ? t({ vi: 'Sau', en: 'After' }) : t({ vi: 'Nội dung', en: 'Content' })}</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ field, before, after }) => (
          <tr key={field.vi}>
            <th scope="row">{t(field)}</th>
            {was && <td className="mid">{before ? t(before) : '–'}</td>}
            <td>{after ? t(after) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** How the entry is held: its place in the chain of its unit, and the seal over it and everything before. */
const Seal = ({ entry }: { entry: AuditEntryAnswer }) => {
  const { t } = useWords();
  if (!entry.seal) return null;
  const place = entry.unit?.fullName ?? t({ vi: 'chuỗi chung', en: 'the common chain' });
  return (
    <p className="small mid audit-seal">
      <Icon of={IconShieldCheck} small />
      <span>
        {t(
          { vi: 'Dòng {seq} của {place}, mã niêm ', en: 'Entry {seq} of {place}, seal ' },
          { seq: entry.seal.seq, place },
        )}
        <code title={entry.seal.hash}>{entry.seal.hash.slice(0, 12)}</code>
      </span>
    </p>
  );
};

/** One entry: when, what, where and by which post; opened, what it changed and how it is sealed. */
export const Entry = ({ entry, onNarrow }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  const { unit, by } = entry;
  return (
    <li>
      <details>
        <summary>
          <time dateTime={entry.at} className="num">
            {format.fullMoment(entry.at)}
          </time>
          <span className="what">
            <b>{t(actionWords[entry.action] ?? { vi: entry.action, en: entry.action })}</b>
            <span className="mid">
              {t(entry.subject)}
              {unit && ` · ${unit.fullName}`}
            </span>
          </span>
          <span className="by">
            {t(by.title)}
            {by.key !== null && `, ${t(keyWords(by.key))}`}
          </span>
        </summary>
        <div className="audit-detail">
          <Changes entry={entry} />
          <Seal entry={entry} />
          <p className="audit-chips">
            {unit && (
              <Button small look="quiet" onClick={() => onNarrow({ unit: unit.id })}>
                {t({ vi: 'Chỉ {unit}', en: 'Only {unit}' }, { unit: unit.fullName })}
              </Button>
            )}
            {by.postId !== null && (
              <Button small look="quiet" onClick={() => onNarrow({ post: by.postId ?? undefined })}>
                {t({ vi: 'Chỉ chức danh này', en: 'Only this post' })}
              </Button>
            )}
            <Button small look="quiet" onClick={() => onNarrow({ action: entry.action })}>
              {t({ vi: 'Chỉ việc này', en: 'Only this act' })}
            </Button>
          </p>
        </div>
      </details>
    </li>
  );
};
