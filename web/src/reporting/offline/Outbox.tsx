import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useLineDown } from '../../kernel/line.ts';
import { onVault } from '../../kernel/offline/vault.ts';
import { paths } from '../../kernel/paths.ts';
import { useWords } from '../../kernel/words.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { type About, allSendings, leftCopies } from './copies.ts';
import { deliverNow, openForms, withdrawn } from './outbox.ts';
import './offline.css';

type Kind = 'send' | 'refused' | 'draft' | 'look';
type Item = About & { kind: Kind; at: string };

const words: Record<Kind, { vi: string; en: string }> = {
  send: { vi: 'Chờ gửi, sẽ tự gửi khi có mạng', en: 'Waiting; goes by itself when there is a line' },
  refused: { vi: 'Chưa gửi được. Mở báo cáo để xem lý do', en: 'Could not be sent. Open the report for the reason' },
  draft: { vi: 'Số mới gõ, sẽ tự lưu khi có mạng', en: 'Newly typed; is saved by itself when there is a line' },
  look: { vi: 'Có ô cần bạn xem lại', en: 'Some cells need you' },
};

const itemsNow = async (): Promise<Item[]> => {
  const sendings = (await allSendings()).map((each): Item => ({ ...each, kind: each.refused ? 'refused' : 'send' }));
  const waiting = new Set(sendings.map(({ reportId }) => reportId));
  const copies = (await leftCopies()).map(({ copy }): Item => ({ ...copy, kind: copy.needsLook ? 'look' : 'draft' }));
  const byReport = new Map(
    copies.filter(({ reportId }) => !waiting.has(reportId)).map((each) => [each.reportId, each]),
  );
  return [...sendings, ...byReport.values()];
};

/** What only this device holds, and what becomes of it. */
export const Outbox = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords();
  const format = useFormat();
  const down = useLineDown();
  const [items, setItems] = useState<Item[] | null>(null);
  useEffect(() => {
    const look = () => void itemsNow().then(setItems);
    look();
    return onVault(look);
  }, []);
  return (
    <Dialog
      as="drawer"
      title={t({ vi: 'Giữ trên máy này', en: 'Kept on this device' })}
      onClose={onClose}
      actions={
        <Button
          icon={IconRefresh}
          whyNot={down ? t({ vi: 'Chưa có mạng.', en: 'There is no line yet.' }) : null}
          onClick={() => void deliverNow()}
        >
          {t({ vi: 'Gửi ngay', en: 'Send now' })}
        </Button>
      }
    >
      <p className="mid">
        {t({
          vi: 'Những gì dưới đây chỉ có trên máy này, có mã hóa. Đúng hạn hay quá hạn do máy chủ tính lúc nhận được.',
          en: 'What follows is on this device only, encrypted. Whether a report is in time is judged by the server when it arrives.',
        })}
      </p>
      {items?.length === 0 && <Empty>{t({ vi: 'Không còn gì chờ gửi.', en: 'Nothing waits.' })}</Empty>}
      <ul className="outbox-list">
        {items?.map((item) => (
          <li key={`${item.kind} ${item.postId} ${item.reportId}`}>
            <b>{t(item.title)}</b>
            <span className="small mid">
              {item.unit}, {format.moment(item.at)}
            </span>
            <span>{t(words[item.kind])}</span>
            <span className="row">
              <Link
                className={buttonClass('outline', true)}
                to={paths.report}
                params={{ reportId: String(item.reportId) }}
                onClick={onClose}
              >
                {t({ vi: 'Mở báo cáo', en: 'Open the report' })}
              </Link>
              {item.kind === 'send' && !openForms.has(`${item.postId}/${item.reportId}`) && (
                <Button small look="quiet" onClick={() => void withdrawn(item)}>
                  {t({ vi: 'Rút lại để sửa', en: 'Take back and correct' })}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
