import type { Answer } from '@app/contract/kernel/route.ts';
import { createChangeDraft, listChangeDrafts } from '@app/contract/org/drafts/routes.ts';
import { IconCheck, IconPencil, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import './changes.css';

type Draft = Answer<typeof listChangeDrafts>['drafts'][number];

const Row = ({ draft }: { draft: Draft }) => {
  const { t } = useWords();
  const format = useFormat();
  const applied = draft.changeSetId !== null;
  const day = draft.effectiveOn ? format.date(draft.effectiveOn) : '–';
  const name = t(draft.title) || t({ vi: 'Chưa có tên', en: 'Without a name' });
  return (
    <li className="task">
      <div className="due">
        {day}
        <small>{t({ vi: 'hiệu lực', en: 'takes effect' })}</small>
      </div>
      <div className="what">
        <h3>
          {name}{' '}
          {applied ? (
            <Tag look="duyet" icon={IconCheck}>
              {t({ vi: 'Đã áp dụng', en: 'Applied' })}
            </Tag>
          ) : (
            <Tag look="nhap" icon={IconPencil}>
              {t({ vi: 'Đang chuẩn bị', en: 'Being prepared' })}
            </Tag>
          )}
        </h3>
        <p>
          {t(
            {
              vi: '{n} thay đổi. {unit} chuẩn bị, sửa lần cuối {at}.',
              en: '{n} {n|change|changes}. Prepared by {unit}, last edited {at}.',
            },
            { n: draft.items, unit: draft.unit.fullName, at: format.moment(draft.changedAt) },
          )}
        </p>
      </div>
      <Link
        className={buttonClass('outline', true)}
        to={paths.change}
        params={{ draftId: String(draft.id) }}
        search={{}}
        aria-label={t({ vi: 'Mở {name}', en: 'Open {name}' }, { name })}
      >
        {t({ vi: 'Mở', en: 'Open' })}
      </Link>
    </li>
  );
};

const empty = { title: { vi: '', en: '' }, effectiveOn: null, legalBasis: '', items: [] };

const List = ({ title, drafts }: { title: string; drafts: readonly Draft[] }) =>
  drafts.length === 0 ? null : (
    <section className="list">
      <h2>
        {title} <span className="num">{drafts.length}</span>
      </h2>
      <ul className="tasks">
        {drafts.map((draft) => (
          <Row key={draft.id} draft={draft} />
        ))}
      </ul>
    </section>
  );

/** Changes of units: those being prepared, and those that were applied from here. */
export const ChangesPage = () => {
  const { t, tell } = useWords();
  const navigate = useNavigate();
  const { data, error } = useRead(listChangeDrafts, {});
  const create = useAction(createChangeDraft, {
    touches: [listChangeDrafts],
    onDone: ({ id }) => void navigate({ to: paths.change, params: { draftId: String(id) }, search: {} }),
  });
  if (error) throw error;
  const whyNot = data?.whyNot.createChangeDraft;
  return (
    <Page
      title={t({ vi: 'Thay đổi đơn vị', en: 'Changes of units' })}
      lead={t({
        vi: 'Nhập, chia, chuyển, đổi tên, đổi loại. Chuẩn bị trước, xem kỹ ảnh hưởng rồi mới áp dụng. Chưa có gì dựa vào thì còn hoàn tác được.',
        en: 'Mergers, divisions, moves, new names and types. Prepared first, looked at, then applied. As long as nothing rests on it, it can be undone.',
      })}
      actions={
        <Button
          look="filled"
          icon={IconPlus}
          busy={create.isPending}
          whyNot={whyNot && t(whyNot.says)}
          onClick={() => create.mutate({ body: empty })}
        >
          {t({ vi: 'Chuẩn bị đợt mới', en: 'Prepare a new change' })}
        </Button>
      }
    >
      {create.error && (
        <Notice kind="error" live>
          {tell(create.error)}
        </Notice>
      )}
      {data?.drafts.length === 0 && (
        <Empty>
          {t({
            vi: 'Chưa có đợt nào. Khi có nghị quyết sắp xếp, bấm “Chuẩn bị đợt mới” và làm theo ba bước.',
            en: 'There is none yet. When a resolution comes, press “Prepare a new change” and follow three steps.',
          })}
        </Empty>
      )}
      <List
        title={t({ vi: 'Đang chuẩn bị', en: 'Being prepared' })}
        drafts={data?.drafts.filter(({ changeSetId }) => changeSetId === null) ?? []}
      />
      <List
        title={t({ vi: 'Đã áp dụng', en: 'Applied' })}
        drafts={data?.drafts.filter(({ changeSetId }) => changeSetId !== null) ?? []}
      />
    </Page>
  );
};
