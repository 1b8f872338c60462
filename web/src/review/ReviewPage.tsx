import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';

export const ReviewPage = () => {
  const { t } = useWords();
  return <Page title={t({ vi: 'Sơ kết, tổng kết', en: 'Review reports' })}>{null}</Page>;
};
