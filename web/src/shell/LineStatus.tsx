import { IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { Icon } from '../ui/Icon.tsx';
import { later } from '../ui/later.tsx';
import { say } from '../ui/toast.ts';
import { useDevice } from './use-device.ts';

const Outbox = later(() => import('../reporting/offline/Outbox.tsx').then((file) => file.Outbox));
const OtherAccount = later(() => import('./OtherAccount.tsx').then((file) => file.OtherAccount));

/** Quiet while all is well. Without a line: since when, and how much is kept on this device. */
export const LineStatus = () => {
  const { t } = useWords();
  const format = useFormat();
  const { downSince, unsent, other } = useDevice(({ sending, revision, isLate }) =>
    say(
      t(
        isLate
          ? {
              vi: 'Đã gửi {title}, lần {revision}, sau hạn.',
              en: '{title} was sent, submission {revision}, after the deadline.',
            }
          : {
              vi: 'Đã gửi {title}, lần {revision}, đúng hạn.',
              en: '{title} was sent, submission {revision}, in time.',
            },
        { title: sending.title, revision },
      ),
    ),
  );
  const [open, setOpen] = useState(false);
  const quiet = downSince === null && unsent === 0;
  const kept = t({ vi: '{n} báo cáo giữ trên máy', en: '{n} {n|report|reports} kept here' }, { n: unsent });
  const time = downSince && (format.moment(downSince.toISOString()).split(' ')[1] ?? '');
  return (
    <>
      {!quiet && (
        <button type="button" className={downSince ? 'line-status down' : 'line-status'} onClick={() => setOpen(true)}>
          <Icon of={downSince ? IconCloudOff : IconCloudUp} small />
          <span>
            {time && t({ vi: 'Mất mạng từ {time}', en: 'Offline since {time}' }, { time })}
            {unsent > 0 && <span className={time ? 'kept also' : 'kept'}>{kept}</span>}
          </span>
        </button>
      )}
      <span className="vh" role="status">
        {downSince &&
          t(
            {
              vi: 'Mất mạng từ {time}. Bạn cứ nhập. Thay đổi được giữ trên máy này và tự gửi khi có mạng.',
              en: 'Offline since {time}. Keep typing. Changes are kept on this device and will be sent by themselves.',
            },
            { time: time ?? '' },
          )}
      </span>
      {open && <Outbox onClose={() => setOpen(false)} />}
      {other && <OtherAccount other={other} />}
    </>
  );
};
