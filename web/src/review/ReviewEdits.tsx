import type { Paragraph } from '@app/contract/documents/tree.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import {
  dropReviewAddition,
  dropReviewEdit,
  type getReview,
  keepReviewEdit,
  saveReviewEdit,
} from '@app/contract/review/routes.ts';
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useAction } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { say } from '../ui/toast.ts';
import type { ReviewQuestion } from './use-review.ts';

export type Review = Answer<typeof getReview>;
type Edit = Review['edits'][number];

/** The paragraph of the program that a shown one belongs to: an own wording may have become several. */
export const blockOf = (id: string): string => id.replace(/~\d+$/, '');

/** What stands in the paper at a block, line by line. */
const textAt = (review: Review, block: string): string =>
  review.document.blocks
    .flatMap((each) =>
      each.kind === 'paragraph' && blockOf(each.id) === block ? [each.runs.map((run) => run.text).join('')] : [],
    )
    .join('\n');

type Asked = { unit: number; period: string; reading: 'accepted' | 'submitted'; language: 'vi' | 'en' };
const askedOf = (question: ReviewQuestion): Asked => ({
  unit: Number(question.unit),
  period: question.period,
  reading: question.reading ?? 'accepted',
  language: question.language ?? 'vi',
});

type Props = { review: Review; question: ReviewQuestion; block: string; onClose: () => void };

/** A paragraph to be written by hand; it stays when the report is made again. */
export const EditDialog = ({ review, question, block, onClose }: Props) => {
  const { t, tell, fault } = useWords();
  const edit = review.edits.find((each) => each.block === block);
  const [text, setText] = useState(edit ? edit.text : textAt(review, block));
  const done = () => {
    say(t({ vi: 'Đã lưu đoạn bạn sửa.', en: 'Your wording is saved.' }));
    onClose();
  };
  const save = useAction(saveReviewEdit, { onDone: done });
  const drop = useAction(dropReviewEdit, { onDone: onClose });
  const press = () =>
    save.mutate({
      body: { ...askedOf(question), block, seen: review.marks[block] ?? '', version: edit?.version ?? 0, text },
    });
  const failed = save.error ?? drop.error;
  return (
    <Dialog
      title={t({ vi: 'Sửa đoạn', en: 'Edit the paragraph' })}
      onClose={onClose}
      onConfirm={press}
      actions={
        <>
          {edit && (
            <Button busy={drop.isPending} onClick={() => drop.mutate({ params: { editId: edit.id } })}>
              {t({ vi: 'Lấy lại bản tự lập', en: 'Take the generated text' })}
            </Button>
          )}
          <Button onClick={onClose}>{t({ vi: 'Thôi', en: 'Cancel' })}</Button>
          <Button look="filled" busy={save.isPending} onClick={press}>
            {text.trim() === ''
              ? t({ vi: 'Bỏ đoạn này', en: 'Leave it out' })
              : t({ vi: 'Lưu đoạn đã sửa', en: 'Save the paragraph' })}
          </Button>
        </>
      }
    >
      {failed && (
        <Notice kind="error" live>
          {tell(failed)}
        </Notice>
      )}
      <TextArea
        label={t({ vi: 'Lời của bạn', en: 'Your wording' })}
        hint={t({
          vi: 'Lập lại báo cáo vẫn giữ lời này. Số còn nguyên trong câu vẫn mở được nguồn; để trống là bỏ đoạn.',
          en: 'It stays when the report is made again. Figures left as they are keep their source; empty leaves the paragraph out.',
        })}
        error={fault(save.error, 'text') ?? fault(save.error, 'body.text')}
        rows={8}
        maxLength={8000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Dialog>
  );
};

/** A paragraph on the paper with the button that opens it; it stays off the print. */
export const Editable = ({
  paragraph,
  shown,
  onEdit,
}: {
  paragraph: Paragraph;
  shown: ReactNode;
  onEdit: (block: string) => void;
}) => {
  const { t } = useWords();
  const begin = paragraph.runs
    .map((run) => run.text)
    .join('')
    .slice(0, 40);
  return (
    <div className="editable">
      {shown}
      <IconButton
        icon={IconPencil}
        name={t({ vi: 'Sửa đoạn “{begin}…”', en: 'Edit the paragraph "{begin}…"' }, { begin })}
        onClick={() => onEdit(blockOf(paragraph.id))}
      />
    </div>
  );
};

const Changed = ({ edit, question, mayEdit }: { edit: Edit; question: ReviewQuestion; mayEdit: boolean }) => {
  const { t, tell } = useWords();
  const keep = useAction(keepReviewEdit);
  const drop = useAction(dropReviewEdit);
  const failed = keep.error ?? drop.error;
  return (
    <li lang={question.language}>
      <p>
        <span className="small mid">{t({ vi: 'Lời bạn sửa', en: 'Your wording' })}: </span>
        {edit.text || t({ vi: '(bỏ đoạn này)', en: '(left out)' })}
      </p>
      <p>
        <span className="small mid">{t({ vi: 'Bản lập mới', en: 'Generated now' })}: </span>
        {edit.nowText ?? t({ vi: '(không còn đoạn này)', en: '(no such paragraph any more)' })}
      </p>
      {failed && (
        <Notice kind="error" live>
          {tell(failed)}
        </Notice>
      )}
      {mayEdit && (
        <span className="row">
          <Button
            small
            busy={keep.isPending}
            onClick={() => keep.mutate({ params: { editId: edit.id }, body: { version: edit.version } })}
          >
            {t({ vi: 'Giữ lời của tôi', en: 'Keep mine' })}
          </Button>
          <Button small busy={drop.isPending} onClick={() => drop.mutate({ params: { editId: edit.id } })}>
            {t({ vi: 'Lấy bản lập mới', en: 'Take the new text' })}
          </Button>
        </span>
      )}
    </li>
  );
};

/** What was written by hand: where figures have changed since, both texts and a choice; what was left out; what was taken in. */
export const EditNotes = ({ review, question }: { review: Review; question: ReviewQuestion }) => {
  const { t } = useWords();
  const drop = useAction(dropReviewEdit);
  const dropTaken = useAction(dropReviewAddition);
  const mayEdit = review.whyNot.editReview === null;
  const changed = review.edits.filter((edit) => edit.changed);
  const leftOut = review.edits.filter((edit) => !edit.changed && edit.text === '');
  if (changed.length + leftOut.length + review.additions.length === 0) return null;
  return (
    <div className="stack edit-notes">
      {changed.length > 0 && (
        <Notice kind="warning">
          <b>
            {t(
              {
                vi: 'Số liệu đã đổi từ lần sửa ở {n} đoạn. Chọn cho từng đoạn:',
                en: 'Figures have changed since {n} {n|paragraph was|paragraphs were} edited. Choose for each:',
              },
              { n: changed.length },
            )}
          </b>
          <ul>
            {changed.map((edit) => (
              <Changed key={edit.id} edit={edit} question={question} mayEdit={mayEdit} />
            ))}
          </ul>
        </Notice>
      )}
      {leftOut.length > 0 && (
        <details>
          <summary>
            {t({ vi: '{n} đoạn bạn đã bỏ', en: '{n} {n|paragraph|paragraphs} left out' }, { n: leftOut.length })}
          </summary>
          <ul>
            {leftOut.map((edit) => (
              <li key={edit.id}>
                {edit.nowText}{' '}
                {mayEdit && (
                  <Button small onClick={() => drop.mutate({ params: { editId: edit.id } })}>
                    {t({ vi: 'Lấy lại', en: 'Put back' })}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {review.additions.length > 0 && (
        <details>
          <summary>
            {t(
              { vi: '{n} đoạn lấy từ lời báo cáo', en: '{n} {n|paragraph|paragraphs} taken from reports' },
              { n: review.additions.length },
            )}
          </summary>
          <ul>
            {review.additions.map((addition) => (
              <li key={addition.id}>
                <b>{addition.source.fullName}</b> <span className="small mid">{t(addition.source.period)}</span>
                <br />
                {textAt(review, addition.block)}{' '}
                {mayEdit && (
                  <Button small onClick={() => dropTaken.mutate({ params: { additionId: addition.id } })}>
                    {t({ vi: 'Bỏ ra', en: 'Take out' })}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
};
