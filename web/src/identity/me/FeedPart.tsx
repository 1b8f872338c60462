import { createFeed, listFeeds, revokeFeed } from '@app/contract/notices/routes.ts';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { say } from '../../ui/toast.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { useCopy } from '../use-copy.ts';
import { Section } from './Section.tsx';
import '../secrets.css';

const ShownOnce = ({ address, onClose }: { address: string; onClose: () => void }) => {
  const { t } = useWords();
  const copy = useCopy();
  return (
    <Dialog
      title={t({ vi: 'Địa chỉ lịch', en: 'Calendar address' })}
      onClose={onClose}
      actions={
        <Button look="filled" onClick={onClose}>
          {t({ vi: 'Đã chép địa chỉ', en: 'I have the address' })}
        </Button>
      }
    >
      <Notice kind="warning">
        {t({
          vi: 'Địa chỉ chỉ hiện một lần này. Ai có địa chỉ thì xem được hạn báo cáo của chức danh bạn.',
          en: 'The address is shown only this once. Whoever has it sees the deadlines of your post.',
        })}
      </Notice>
      <p className="one-time">
        <code>{address}</code>
        <Button icon={IconCopy} onClick={() => void copy(address)}>
          {t({ vi: 'Chép địa chỉ', en: 'Copy the address' })}
        </Button>
      </p>
      <p className="mid">
        {t({
          vi: 'Trong ứng dụng lịch trên điện thoại hoặc máy tính, chọn “Đăng ký lịch theo địa chỉ (URL)” rồi dán vào.',
          en: 'In the calendar of your phone or computer choose "Subscribe by address (URL)" and paste it.',
        })}
      </p>
    </Dialog>
  );
};

/** Calendars that show the deadlines of the post elsewhere. */
export const FeedPart = () => {
  const { t, tell } = useWords();
  const format = useFormat();
  const { data, error } = useRead(listFeeds, {});
  const [address, setAddress] = useState<string | null>(null);
  const onProblem = (problem: Parameters<typeof tell>[0]) => say(tell(problem), 'problem');
  const make = useAction(createFeed, {
    touches: [listFeeds],
    onDone: ({ path }) => setAddress(`${location.origin}${path}`),
    onProblem,
  });
  const revoke = useAction(revokeFeed, {
    touches: [listFeeds],
    onDone: () => say(t({ vi: 'Đã thu hồi địa chỉ lịch.', en: 'The calendar address is taken back.' })),
    onProblem,
  });
  return (
    <Section
      title={t({ vi: 'Lịch hạn báo cáo', en: 'Calendar of deadlines' })}
      lead={t({
        vi: 'Hạn báo cáo của chức danh hiện trong ứng dụng lịch của bạn, có chuông nhắc. Lịch không có số liệu.',
        en: 'The deadlines of the post show in your own calendar, with alarms. No figures are in it.',
      })}
      action={
        <Button busy={make.isPending} onClick={() => make.mutate({ body: {} })}>
          {t({ vi: 'Tạo địa chỉ lịch', en: 'Make a calendar address' })}
        </Button>
      }
    >
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!data && !error && <Waiting>{t({ vi: 'Đang tải…', en: 'Loading…' })}</Waiting>}
      {data && data.length > 0 && (
        <ul className="lines">
          {data.map((one) => {
            const made = t({ vi: 'Tạo lúc {when}', en: 'Made {when}' }, { when: format.fullMoment(one.createdAt) });
            return (
              <li key={one.id}>
                <span>
                  <b>{t({ vi: 'Địa chỉ lịch', en: 'Calendar address' })}</b>
                  <small>{made}</small>
                </span>
                <Button
                  look="quiet"
                  small
                  busy={revoke.isPending}
                  onClick={() => revoke.mutate({ params: { feedId: one.id } })}
                >
                  {t({ vi: 'Thu hồi', en: 'Take back' })}
                  <span className="vh">, {made}</span>
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {address !== null && <ShownOnce address={address} onClose={() => setAddress(null)} />}
    </Section>
  );
};
