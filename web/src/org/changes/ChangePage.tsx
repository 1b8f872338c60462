import { type DraftAnswer, getChangeDraft } from '@app/contract/org/drafts/routes.ts';
import { IconArrowBackUp, IconArrowsSplit2, IconCheck, IconGitMerge, IconPencil, IconTrash } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { ApplyDialog, DiscardDialog, UndoDialog } from './ChangeDialogs.tsx';
import { ChangePreview } from './ChangePreview.tsx';
import { emptyItems, sayItem } from './draft-edit.ts';
import { type Editing, useEditing } from './editing.ts';
import { ItemCard } from './ItemCard.tsx';
import { FaultLine } from './UnitField.tsx';
import './changes.css';

const steps = ['paper', 'items', 'preview'] as const;
type Step = (typeof steps)[number];

const Paper = ({ editing }: { editing: Editing }) => {
  const { t } = useWords();
  const { draft, readOnly, faultAt, change } = editing;
  return (
    <div className="fields change-head">
      <TextInput
        label={t({ vi: 'Tên đợt thay đổi', en: 'Name in Vietnamese' })}
        readOnly={readOnly}
        maxLength={200}
        value={draft.title.vi}
        error={faultAt('title.vi')}
        onChange={(event) => change({ title: { ...draft.title, vi: event.target.value } })}
      />
      <TextInput
        label={t({ vi: 'Tên bằng tiếng Anh', en: 'Name in English' })}
        readOnly={readOnly}
        maxLength={200}
        value={draft.title.en}
        error={faultAt('title.en')}
        onChange={(event) => change({ title: { ...draft.title, en: event.target.value } })}
      />
      <TextInput
        label={t({ vi: 'Căn cứ', en: 'Legal basis' })}
        hint={t({ vi: 'Số, ký hiệu và ngày của nghị quyết.', en: 'Number and date of the resolution.' })}
        readOnly={readOnly}
        maxLength={300}
        value={draft.legalBasis}
        error={faultAt('legalBasis')}
        onChange={(event) => change({ legalBasis: event.target.value })}
      />
      <TextInput
        label={t({ vi: 'Ngày có hiệu lực', en: 'Takes effect on' })}
        type="date"
        readOnly={readOnly}
        value={draft.effectiveOn ?? ''}
        onChange={(event) => change({ effectiveOn: event.target.value || null })}
      />
      {editing.faultsUnder('effectiveOn').map(({ says }) => (
        <FaultLine key={says.en} says={t(says)} />
      ))}
    </div>
  );
};

const Items = ({ editing }: { editing: Editing }) => {
  const { t } = useWords();
  const { draft, readOnly, change } = editing;
  const add = (item: (typeof emptyItems)[keyof typeof emptyItems]) => change({ items: [...draft.items, item] });
  return (
    <div className="stack">
      {draft.items.length === 0 && (
        <Empty>
          {t({
            vi: 'Chưa có thay đổi nào. Mỗi khoản của nghị quyết là một mục: chọn loại ở dưới.',
            en: 'Nothing changes yet. Each clause of the resolution is one item: choose its kind below.',
          })}
        </Empty>
      )}
      {draft.items.map((item, at) => (
        <ItemCard
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is known by its place alone, in the rules too
          key={`${at} ${draft.items.length}`}
          item={item}
          at={at}
          editing={editing}
          onChange={(next) => change({ items: draft.items.map((each, place) => (place === at ? next : each)) })}
          onRemove={() => change({ items: draft.items.filter((_, place) => place !== at) })}
        />
      ))}
      {!readOnly && (
        <div className="add-item">
          <Button icon={IconGitMerge} onClick={() => add(emptyItems.merge)}>
            {t({ vi: 'Nhập đơn vị', en: 'Merge units' })}
          </Button>
          <Button icon={IconArrowsSplit2} onClick={() => add(emptyItems.split)}>
            {t({ vi: 'Chia đơn vị', en: 'Divide a unit' })}
          </Button>
          <Button icon={IconPencil} onClick={() => add(emptyItems.change)}>
            {t({ vi: 'Đổi tên, loại, mã, cấp trên', en: 'Change name, type, code, superior' })}
          </Button>
        </div>
      )}
    </div>
  );
};

/** What is left to mend, each with the item it stands in. */
const ToMend = ({ editing }: { editing: Editing }) => {
  const { t } = useWords();
  const { faults, draft, units } = editing;
  const placeOf = (path: string) => {
    const at = /^items\.(\d+)/.exec(path)?.[1];
    const item = at === undefined ? undefined : draft.items[Number(at)];
    return item ? `${Number(at) + 1}. ${t(sayItem(item, units))}: ` : '';
  };
  return (
    <Notice kind="warning">
      <p>
        {t(
          {
            vi: 'Còn {n} chỗ phải sửa trước khi xem trước và áp dụng:',
            en: '{n} {n|place|places} to mend before you can preview and apply:',
          },
          { n: faults.length },
        )}
      </p>
      <ul>
        {faults.map(({ path, code, says }) => (
          <li key={`${path} ${code} ${says.en}`}>
            {placeOf(path)}
            {t(says)}
          </li>
        ))}
      </ul>
    </Notice>
  );
};

const Applied = ({ answer }: { answer: DraftAnswer }) => {
  const { t } = useWords();
  const { rests } = answer;
  if (rests.length === 0)
    return (
      <Notice>
        {t({
          vi: 'Chưa có gì dựa vào đợt này: vẫn hoàn tác được.',
          en: 'Nothing rests on this change: it can still be undone.',
        })}
      </Notice>
    );
  return (
    <Notice kind="warning">
      <p>
        {t({
          vi: 'Không hoàn tác được nữa, vì đã có dữ liệu dựa vào:',
          en: 'It cannot be undone any more, for this rests on it:',
        })}
      </p>
      <ul>
        {rests.map((what) => (
          <li key={what.en}>{t(what)}</li>
        ))}
      </ul>
    </Notice>
  );
};

type Doing = 'apply' | 'undo' | 'discard';
type ActionsProps = {
  answer: DraftAnswer;
  editing: Editing;
  now: Step;
  go: (next: Step) => void;
  onAsk: (doing: Doing) => void;
};

const next = {
  paper: { to: 'items', says: { vi: 'Tiếp: các thay đổi', en: 'Next: the changes' } },
  items: { to: 'preview', says: { vi: 'Tiếp: xem trước', en: 'Next: preview' } },
} as const;

/** The buttons of a change that is not applied yet: throw it away, and the one that goes on. */
const Preparing = ({ answer, editing, now, go, onAsk }: ActionsProps) => {
  const { t } = useWords();
  const format = useFormat();
  const { whyNot, effectiveOn } = answer;
  return (
    <>
      {!editing.readOnly && (
        <Button icon={IconTrash} onClick={() => onAsk('discard')}>
          {t({ vi: 'Bỏ bản chuẩn bị…', en: 'Throw it away…' })}
        </Button>
      )}
      {now === 'preview' ? (
        <Button
          look="filled"
          whyNot={whyNot.applyChangeDraft && t(whyNot.applyChangeDraft.says)}
          onClick={() => onAsk('apply')}
        >
          {t(
            { vi: 'Áp dụng từ {day}…', en: 'Apply from {day}…' },
            { day: effectiveOn ? format.date(effectiveOn) : '–' },
          )}
        </Button>
      ) : (
        <Button look="filled" busy={editing.busy} onClick={() => go(next[now].to)}>
          {t(next[now].says)}
        </Button>
      )}
    </>
  );
};

const Undoing = ({ answer, onAsk }: Pick<ActionsProps, 'answer' | 'onAsk'>) => {
  const { t } = useWords();
  const whyNot = answer.whyNot.undoChangeDraft;
  return (
    <Button icon={IconArrowBackUp} whyNot={whyNot && t(whyNot.says)} onClick={() => onAsk('undo')}>
      {t({ vi: 'Hoàn tác…', en: 'Undo…' })}
    </Button>
  );
};

const StateOf = ({ applied }: { applied: boolean }) => {
  const { t } = useWords();
  return applied ? (
    <Tag look="duyet" icon={IconCheck}>
      {t({ vi: 'Đã áp dụng', en: 'Applied' })}
    </Tag>
  ) : (
    <Tag look="nhap" icon={IconPencil}>
      {t({ vi: 'Đang chuẩn bị', en: 'Being prepared' })}
    </Tag>
  );
};

const Shown = ({ now, answer, editing }: Pick<ActionsProps, 'now' | 'answer' | 'editing'>) => {
  if (now === 'paper') return <Paper editing={editing} />;
  if (now === 'items') return <Items editing={editing} />;
  return editing.faults.length > 0 ? (
    <ToMend editing={editing} />
  ) : (
    <ChangePreview answer={answer} version={editing.version} />
  );
};

const One = ({ answer }: { answer: DraftAnswer }) => {
  const { t, tell } = useWords();
  const format = useFormat();
  const navigate = useNavigate();
  const { step } = useSearch({ from: '/inside/unit-changes/$draftId' });
  const [asking, setAsking] = useState<Doing | null>(null);
  const editing = useEditing(answer);
  const applied = answer.changeSetId !== null;
  const now: Step = applied ? 'items' : (steps.find((each) => each === step) ?? 'paper');
  const go = async (to: Step) => {
    if (await editing.save())
      void navigate({ to: paths.change, params: { draftId: String(answer.id) }, search: { step: to } });
  };
  const inForce = { day: answer.effectiveOn ? format.date(answer.effectiveOn) : '–', basis: answer.legalBasis };
  return (
    <Page
      title={t(answer.title) || t({ vi: 'Đợt thay đổi mới', en: 'A new change' })}
      tag={<StateOf applied={applied} />}
      lead={
        applied
          ? t({ vi: 'Hiệu lực từ {day}. {basis}', en: 'In force from {day}. {basis}' }, inForce)
          : t({
              vi: 'Ba bước: văn bản, các thay đổi, xem trước rồi áp dụng. Chưa áp dụng thì chưa có gì đổi.',
              en: 'Three steps: the paper, the changes, a preview and then applying. Until then nothing changes.',
            })
      }
      actions={
        applied ? (
          <Undoing answer={answer} onAsk={setAsking} />
        ) : (
          <Preparing answer={answer} editing={editing} now={now} go={(to) => void go(to)} onAsk={setAsking} />
        )
      }
    >
      <div className="stack">
        {!applied && (
          <Segmented<Step>
            label={t({ vi: 'Bước', en: 'Step' })}
            value={now}
            onPick={(picked) => void go(picked)}
            options={[
              { value: 'paper', label: t({ vi: '1 Văn bản', en: '1 Paper' }) },
              { value: 'items', label: t({ vi: '2 Các thay đổi', en: '2 Changes' }) },
              { value: 'preview', label: t({ vi: '3 Xem trước', en: '3 Preview' }) },
            ]}
          />
        )}
        {editing.problem && (
          <Notice kind="error" live>
            {tell(editing.problem)}
          </Notice>
        )}
        {applied && <Applied answer={answer} />}
        <Shown now={now} answer={answer} editing={editing} />
      </div>
      {asking === 'apply' && <ApplyDialog answer={answer} version={editing.version} onClose={() => setAsking(null)} />}
      {asking === 'discard' && <DiscardDialog answer={answer} onClose={() => setAsking(null)} />}
      {asking === 'undo' && <UndoDialog answer={answer} onClose={() => setAsking(null)} />}
    </Page>
  );
};

/** A change of units, step by step: the paper behind it, what changes, what that does; and once applied, whether it can be undone. */
export const ChangePage = () => {
  const { t } = useWords();
  const { draftId } = useParams({ from: '/inside/unit-changes/$draftId' });
  const { data, error, isPlaceholderData } = useRead(getChangeDraft, { params: { draftId } });
  if (error) throw error;
  // Applied or taken back it is another page; edited it stays the one in which somebody types.
  if (data && !isPlaceholderData) return <One key={`${draftId} ${data.changeSetId}`} answer={data} />;
  return (
    <Page title={t({ vi: 'Thay đổi đơn vị', en: 'Change of units' })}>
      <Waiting>{t({ vi: 'Đang tải…', en: 'Loading…' })}</Waiting>
    </Page>
  );
};
