import { addMessage, listMessages, markMessagesRead } from '@app/contract/reporting/discussion/routes.ts';
import { IconSend } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import './discussion.css';

const EVERY = 20_000;

type Props = { reportId: number; unit: string; onClose: () => void };

/** Remembers that what stands on the screen has been read; once for each newest message. */
const useMarkRead = (reportId: number, newest: number, seen: number) => {
  const told = useRef(0);
  const mark = useAction(markMessagesRead);
  const { mutate } = mark;
  useEffect(() => {
    if (newest <= seen || newest <= told.current) return;
    told.current = newest;
    mutate({ params: { reportId }, body: { upTo: newest } });
  }, [mutate, newest, reportId, seen]);
};

/** The talk about a report between who fills it and who decides on it: by post, and nothing is taken back. Ctrl Enter sends. */
export const Talk = ({ reportId, unit, onClose }: Props) => {
  const { t, tell, fault } = useWords();
  const format = useFormat();
  const [words, setWords] = useState('');
  const { data, error } = useRead(listMessages, { params: { reportId } }, { every: EVERY });
  const add = useAction(addMessage, { onDone: () => setWords('') });
  const messages = data?.messages ?? [];
  // What was new when the talk was opened stays marked while it is read.
  const opened = useRef<number | null>(null);
  if (data && opened.current === null) opened.current = data.seen;
  useMarkRead(reportId, messages.at(-1)?.id ?? 0, data?.seen ?? 0);
  const end = useRef<HTMLLIElement>(null);
  const count = messages.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  const whyNot = data?.whyNot.addMessage;
  const press = () => {
    if (words.trim() !== '' && !add.isPending && data && !whyNot)
      add.mutate({ params: { reportId }, body: { words: words.trim() } });
  };
  const wrong = add.error && (fault(add.error, 'words') ?? tell(add.error));
  return (
    <Dialog
      as="drawer"
      title={t({ vi: 'Trao đổi về báo cáo của {unit}', en: 'Talk about the report of {unit}' }, { unit })}
      onClose={onClose}
      onConfirm={press}
      actions={
        data &&
        !whyNot && (
          <Button look="filled" icon={IconSend} busy={add.isPending} onClick={press}>
            {t({ vi: 'Gửi 1 tin', en: 'Send 1 message' })}
          </Button>
        )
      }
    >
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!data && !error && <Waiting>{t({ vi: 'Đang mở trao đổi…', en: 'Opening the talk…' })}</Waiting>}
      {data && count === 0 && (
        <Empty>
          {t({
            vi: 'Chưa có tin nào. Hỏi hoặc trả lời về con số ở đây: đơn vị nhập và cấp duyệt cùng đọc được, lưu cùng báo cáo.',
            en: 'Nothing has been written yet. Ask and answer about figures here: the unit and whoever decides both read it, and it stays with the report.',
          })}
        </Empty>
      )}
      {count > 0 && (
        <ol className="talk">
          {messages.map((message, at) => (
            <li key={message.id} className={message.own ? 'own' : undefined} ref={at === count - 1 ? end : undefined}>
              <p className="small mid">
                <b>{t(message.by)}</b> · <span className="num">{format.moment(message.saidAt)}</span>
                {!message.own && opened.current !== null && message.id > opened.current && (
                  <span className="new"> {t({ vi: 'mới', en: 'new' })}</span>
                )}
              </p>
              <p className="words">{message.words}</p>
            </li>
          ))}
        </ol>
      )}
      {data && whyNot && <p className="small mid">{t(whyNot.says)}</p>}
      {data && !whyNot && (
        <TextArea
          label={t({ vi: 'Tin của bạn', en: 'Your message' })}
          hint={t({
            vi: 'Ký theo chức danh. Không ghi tên, số điện thoại, giấy tờ của ai. Đã gửi thì không sửa, không xóa.',
            en: 'Signed by your post. No names, telephone or identity numbers. What was sent is neither changed nor deleted.',
          })}
          error={wrong ? wrong : null}
          maxLength={2000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
    </Dialog>
  );
};
