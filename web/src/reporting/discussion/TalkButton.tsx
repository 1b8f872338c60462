import type { ReportBrief } from '@app/contract/reporting/routes.ts';
import { IconMessages } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Talk } from './Talk.tsx';

type Props = {
  report: Pick<ReportBrief, 'id' | 'unit'>;
  messages: { unread: number; all: number };
  small?: boolean;
};

/** Opens the talk about a report; says how many messages there are, and how many are new. */
export const TalkButton = ({ report, messages, small = false }: Props) => {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={IconMessages} small={small} onClick={() => setOpen(true)}>
        {messages.unread > 0
          ? t({ vi: 'Trao đổi ({n} mới)', en: 'Talk ({n} new)' }, { n: messages.unread })
          : t({ vi: 'Trao đổi ({n})', en: 'Talk ({n})' }, { n: messages.all })}
      </Button>
      {open && <Talk reportId={report.id} unit={report.unit.fullName} onClose={() => setOpen(false)} />}
    </>
  );
};
