import {
  createToken,
  listTokens,
  revokeToken,
  type TokenAnswer,
  type TokenScope,
  tokenScopes,
} from '@app/contract/identity/tokens/routes.ts';
import { addDays } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { useCopy } from '../use-copy.ts';
import { Section } from './Section.tsx';
import '../secrets.css';

const scopeWords: Record<TokenScope, Words> = {
  read: { vi: 'Chỉ đọc những gì chức danh được xem', en: 'Reads what the post may see' },
  report: { vi: 'Đọc, nhập và gửi báo cáo của chức danh', en: 'Reads, fills and sends the reports of the post' },
};
const shortWords: Record<TokenScope, Words> = {
  read: { vi: 'chỉ đọc', en: 'reads' },
  report: { vi: 'đọc, nhập, gửi', en: 'reads, fills, sends' },
};

/** A quarter: long enough for a program to run, short enough to be renewed by somebody who still knows it. */
const USUAL_DAYS = 90;

const MakeDialog = ({ onDone, onClose }: { onDone: (token: string) => void; onClose: () => void }) => {
  const { t, fault } = useWords();
  const { today } = useSession();
  const [label, setLabel] = useState('');
  const [scope, setScope] = useState<TokenScope>('read');
  const [expiresOn, setExpiresOn] = useState(addDays(today, USUAL_DAYS));
  const make = useAction(createToken, { touches: [listTokens], onDone: ({ token }) => onDone(token) });
  return (
    <FormDialog
      title={t({ vi: 'Tạo khóa cho phần mềm', en: 'Make a key for a program' })}
      keep={t({ vi: 'Không tạo', en: 'Cancel' })}
      act={t({ vi: 'Tạo khóa', en: 'Make the key' })}
      whyNot={
        label.trim()
          ? expiresOn
            ? null
            : t({ vi: 'Chọn ngày hết hạn.', en: 'Choose the last day.' })
          : t({ vi: 'Ghi khóa dùng cho phần mềm nào.', en: 'Say what program it is for.' })
      }
      busy={make.isPending}
      problem={make.error}
      onSubmit={() => make.mutate({ body: { label: label.trim(), scope, expiresOn } })}
      onClose={onClose}
    >
      <TextInput
        label={t({ vi: 'Dùng cho', en: 'What it is for' })}
        hint={t({ vi: 'Ví dụ: phần mềm báo cáo của tỉnh.', en: 'For example: reporting software of the province.' })}
        maxLength={60}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        error={fault(make.error, 'label')}
      />
      <Select
        label={t({ vi: 'Được làm gì', en: 'What it may do' })}
        options={tokenScopes.map((value) => ({ value, label: t(scopeWords[value]) }))}
        value={scope}
        onPick={setScope}
        error={fault(make.error, 'scope')}
      />
      <TextInput
        label={t({ vi: 'Hết hạn sau ngày', en: 'Last day' })}
        hint={t({ vi: 'Nhiều nhất một năm.', en: 'At most one year.' })}
        type="date"
        value={expiresOn}
        onChange={(event) => setExpiresOn(event.target.value)}
        error={fault(make.error, 'expiresOn')}
      />
    </FormDialog>
  );
};

const ShownOnce = ({ token, onClose }: { token: string; onClose: () => void }) => {
  const { t } = useWords();
  const copy = useCopy();
  return (
    <Dialog
      title={t({ vi: 'Khóa cho phần mềm', en: 'Key for a program' })}
      onClose={onClose}
      actions={
        <Button look="filled" onClick={onClose}>
          {t({ vi: 'Đã chép khóa', en: 'I have the key' })}
        </Button>
      }
    >
      <Notice kind="warning">
        {t({
          vi: 'Khóa chỉ hiện một lần này. Dán thẳng vào phần mềm, không gửi qua tin nhắn.',
          en: 'The key is shown only this once. Paste it into the program; do not send it in a message.',
        })}
      </Notice>
      <p className="one-time">
        <code>{token}</code>
        <Button icon={IconCopy} onClick={() => void copy(token)}>
          {t({ vi: 'Chép khóa', en: 'Copy the key' })}
        </Button>
      </p>
    </Dialog>
  );
};

/** Keys for programs that act for the post. */
export const TokenPart = () => {
  const { t, tell } = useWords();
  const format = useFormat();
  const { today } = useSession();
  const { data, error } = useRead(listTokens, {});
  const [making, setMaking] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const revoke = useAction(revokeToken, {
    touches: [listTokens],
    onDone: () => say(t({ vi: 'Đã thu hồi khóa.', en: 'The key is taken back.' })),
    onProblem: (problem) => say(tell(problem), 'problem'),
  });
  const ended = (one: TokenAnswer): Words | null => {
    if (one.revokedAt !== null) return { vi: 'đã thu hồi', en: 'taken back' };
    return one.expiresOn < today ? { vi: 'hết hạn', en: 'expired' } : null;
  };
  return (
    <Section
      title={t({ vi: 'Khóa cho phần mềm', en: 'Keys for programs' })}
      lead={t({
        vi: 'Để phần mềm khác đọc hoặc gửi báo cáo thay chức danh này. Khóa không duyệt, không ban hành được.',
        en: 'For another program to read or send reports for this post. A key can neither accept nor issue.',
      })}
      action={<Button onClick={() => setMaking(true)}>{t({ vi: 'Tạo khóa', en: 'Make a key' })}</Button>}
    >
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!data && !error && <Waiting>{t({ vi: 'Đang tải…', en: 'Loading…' })}</Waiting>}
      {data && data.length > 0 && (
        <ul className="lines">
          {data.map((one) => {
            const end = ended(one);
            return (
              <li key={one.id}>
                <span>
                  <b>{one.label}</b>
                  <small>
                    {t(shortWords[one.scope])} ·{' '}
                    {t({ vi: 'đến {day}', en: 'until {day}' }, { day: format.date(one.expiresOn) })} ·{' '}
                    {one.lastUsedAt === null
                      ? t({ vi: 'chưa dùng', en: 'never used' })
                      : t(
                          { vi: 'dùng lần cuối {when}', en: 'last used {when}' },
                          { when: format.moment(one.lastUsedAt) },
                        )}
                  </small>
                </span>
                {end ? (
                  <Tag>{t(end)}</Tag>
                ) : (
                  <Button
                    look="quiet"
                    small
                    busy={revoke.isPending}
                    onClick={() => revoke.mutate({ params: { tokenId: one.id } })}
                  >
                    {t({ vi: 'Thu hồi', en: 'Take back' })}
                    <span className="vh">{` “${one.label}”`}</span>
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {making && (
        <MakeDialog
          onClose={() => setMaking(false)}
          onDone={(made) => {
            setMaking(false);
            setToken(made);
          }}
        />
      )}
      {token !== null && <ShownOnce token={token} onClose={() => setToken(null)} />}
    </Section>
  );
};
