import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';

export const EditionPage = () => {
  const { t } = useWords();
  return <Page title={t({ vi: 'Bản ban hành', en: 'Edition' })}>{null}</Page>;
};
