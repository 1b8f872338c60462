import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';

/** Stands on every screen of the demonstration, and on its prints. */
export const DemoMark = () => {
  const { t } = useWords();
  if (!useSession().demonstration) return null;
  return <span className="demo-mark">{t({ vi: 'SỐ LIỆU MINH HỌA', en: 'ILLUSTRATIVE DATA' })}</span>;
};
