import type { Route } from '@app/contract/kernel/route.ts';
import { downloadDocx, downloadPdf, downloadXlsx } from '@app/contract/review/routes.ts';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { download, Problem } from '../kernel/call.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { say } from '../ui/toast.ts';
import type { ReviewQuestion } from './use-review.ts';

const formats = [
  { route: downloadPdf, name: 'PDF', ending: 'pdf' },
  { route: downloadXlsx, name: 'Excel', ending: 'xlsx' },
  { route: downloadDocx, name: 'Word', ending: 'docx' },
] as const satisfies readonly { route: Route; name: string; ending: string }[];

type Ending = (typeof formats)[number]['ending'];

/** The paper as files. Making one takes a moment; the button says so and cannot be pressed twice. */
export const Downloads = ({ question }: { question: ReviewQuestion }) => {
  const { t, tell } = useWords();
  const [busy, setBusy] = useState<readonly Ending[]>([]);
  const fetchFile = async ({ route, ending }: (typeof formats)[number]) => {
    setBusy((now) => [...now, ending]);
    try {
      await download(route, { query: question }, `bao-cao-${question.period}.${ending}`);
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      say(tell(cause), 'problem');
    } finally {
      setBusy((now) => now.filter((one) => one !== ending));
    }
  };
  return formats.map((format) => (
    <Button
      key={format.ending}
      look={format.ending === 'docx' ? 'filled' : 'outline'}
      icon={IconDownload}
      busy={busy.includes(format.ending)}
      onClick={() => void fetchFile(format)}
    >
      {busy.includes(format.ending)
        ? t({ vi: 'Đang dựng {name}…', en: 'Making {name}…' }, { name: format.name })
        : t({ vi: 'Tải {name}', en: 'Download {name}' }, { name: format.name })}
    </Button>
  ));
};
