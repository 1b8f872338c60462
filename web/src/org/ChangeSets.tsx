import { listChangeSets } from '@app/contract/org/routes.ts';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { buttonClass } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Notice } from '../ui/Notice.tsx';

/** What has changed the tree, newest first, with how many units it touched. */
export const ChangeSets = () => {
  const { t, tell } = useWords();
  const format = useFormat();
  const { screens } = useSession();
  // Administrators prepare changes; who answers for forms and tags of the area looks at them.
  const looks = screens.includes('accounts') || screens.includes('design');
  const { data, error } = useRead(listChangeSets, {});
  const counts = (set: NonNullable<typeof data>[number]) =>
    [
      { n: set.unitsEnded, words: { vi: '{n} đơn vị kết thúc', en: '{n} {n|unit|units} ended' } },
      { n: set.unitsBegun, words: { vi: '{n} đơn vị mới', en: '{n} new {n|unit|units}' } },
      {
        n: set.unitsChanged,
        words: { vi: '{n} đơn vị đổi tên hoặc loại', en: '{n} {n|unit|units} renamed or retyped' },
      },
      { n: set.successions, words: { vi: '{n} cặp kế thừa', en: '{n} {n|succession|successions}' } },
    ].filter(({ n }) => n > 0);
  return (
    <section className="panel" aria-labelledby="change-sets">
      <header>
        <h2 id="change-sets">{t({ vi: 'Các lần thay đổi địa giới', en: 'Changes of boundaries' })}</h2>
      </header>
      <div className="in changes">
        {looks && (
          <Link className={buttonClass('outline', true)} to={paths.changes}>
            {t({ vi: 'Chuẩn bị thay đổi', en: 'Prepare a change' })}
          </Link>
        )}
        {error && <Notice kind="error">{tell(error)}</Notice>}
        {data?.length === 0 && (
          <Empty>{t({ vi: 'Chưa nạp danh mục đơn vị nào.', en: 'No register of units has been loaded yet.' })}</Empty>
        )}
        <ol>
          {data?.map((set) => (
            <li key={set.id}>
              <h3>{t(set.title)}</h3>
              <p className="small dim">
                {set.effectiveOn
                  ? t({ vi: 'Hiệu lực từ {on}', en: 'In force since {on}' }, { on: format.date(set.effectiveOn) })
                  : t({ vi: 'Từ trước khi có hồ sơ', en: 'From before records begin' })}
                {set.legalBasis && ` · ${set.legalBasis}`}
              </p>
              <ul>
                {counts(set).map(({ n, words }) => (
                  <li key={words.en}>{t(words, { n })}</li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
};
