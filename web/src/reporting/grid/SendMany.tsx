import type { Words } from '@app/contract/kernel/words.ts';
import { IconAlertCircle, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { EntryGrid } from './many-rows.ts';
import type { Many } from './use-many.ts';

const whyNotSend = ({ whyNot }: EntryGrid, many: Many): Words | null => {
  if (whyNot.importReports) return whyNot.importReports.says;
  if (many.ready.length > 0) return null;
  return {
    vi: 'Chưa đơn vị nào nhập đủ ô.',
    en: 'No unit has every cell filled yet.',
  };
};

/** The foot of the grid of many units: how far it is, what is kept where, and sending what is complete. */
export const SendMany = ({ answer, many }: { answer: EntryGrid; many: Many }) => {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const { ready, lines } = many;
  const gaps = lines.filter(({ standing }) => standing.state === 'gaps');
  const wrong = lines.filter(({ standing, told }) => standing.state === 'wrong' || Object.keys(told).length > 0);
  const typed = ready.length + gaps.length + wrong.length;
  const reason = whyNotSend(answer, many);
  const send = () => {
    setAsking(false);
    many.send();
  };
  return (
    <>
      <section className="foot-bar" aria-label={t({ vi: 'Gửi các báo cáo', en: 'Send the reports' })}>
        <div className="left">
          <span className="b">
            {t({ vi: '{n} đơn vị đủ ô', en: '{n} {n|unit|units} complete' }, { n: ready.length })}
          </span>
          {gaps.length > 0 && (
            <span>{t({ vi: '{n} đơn vị còn ô trống', en: '{n} {n|unit|units} with gaps' }, { n: gaps.length })}</span>
          )}
          {wrong.length > 0 && (
            <span className="late">
              <Icon of={IconAlertCircle} small />{' '}
              {t({ vi: '{n} đơn vị có lỗi', en: '{n} {n|unit|units} with faults' }, { n: wrong.length })}
            </span>
          )}
          <span className="dim" role="status">
            {typed > 0 &&
              (many.isKept
                ? t({ vi: 'Số chưa gửi giữ trên máy này', en: 'What is not sent is kept on this device' })
                : t({
                    vi: 'Máy này không giữ được, gửi trước khi đóng',
                    en: 'This device keeps nothing: send before closing',
                  }))}
          </span>
        </div>
        <div className="row push">
          <Button
            look="filled"
            icon={IconSend}
            whyNot={reason && t(reason)}
            busy={many.isSending}
            onClick={() => setAsking(true)}
          >
            {t({ vi: 'Gửi {n} báo cáo', en: 'Send {n} {n|report|reports}' }, { n: ready.length })}
          </Button>
        </div>
      </section>
      {asking && (
        <Dialog
          title={t(
            many.isEach
              ? { vi: 'Gửi báo cáo của {n} đơn vị', en: 'Send the reports of {n} {n|unit|units}' }
              : { vi: 'Gửi thay {n} đơn vị', en: 'Send for {n} {n|unit|units}' },
            { n: ready.length },
          )}
          onClose={() => setAsking(false)}
          onConfirm={send}
          actions={
            <Button look="filled" icon={IconSend} onClick={send}>
              {t({ vi: 'Gửi {n} báo cáo', en: 'Send {n} {n|report|reports}' }, { n: ready.length })}
            </Button>
          }
        >
          <p>{ready.map(({ row }) => row.unit.fullName).join('; ')}.</p>
          <Notice>
            {t(
              many.isEach
                ? {
                    vi: 'Mỗi báo cáo được gửi riêng, dưới chức danh của bạn ở đơn vị đó. Báo cáo có lỗi ở lại, báo cáo khác vẫn được gửi.',
                    en: 'Each report is sent by itself, as your post at that unit. One with a fault stays, the others are sent.',
                  }
                : {
                    vi: 'Các báo cáo này mang chức danh của bạn là người gửi, nên một người khác phải duyệt. Một báo cáo có lỗi thì không báo cáo nào được gửi.',
                    en: 'These reports name your post as the sender, so somebody else must decide on them. If one has a fault, none is sent.',
                  },
            )}
          </Notice>
          {gaps.length + wrong.length > 0 && (
            <p className="mid">
              {t(
                {
                  vi: 'Chưa gửi cùng: {names}. Số của các đơn vị này vẫn giữ trên máy này.',
                  en: 'Not sent with them: {names}. What you typed for these stays on this device.',
                },
                { names: [...gaps, ...wrong].map(({ row }) => row.unit.fullName).join('; ') },
              )}
            </p>
          )}
        </Dialog>
      )}
    </>
  );
};
