import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';

export const MyWorkPage = () => {
  const { t } = useWords();
  return <Page title={t({ vi: 'Việc của tôi', en: 'My work' })}>{null}</Page>;
};
