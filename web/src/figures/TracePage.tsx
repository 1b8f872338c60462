import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';

export const TracePage = () => {
  const { t } = useWords();
  return <Page title={t({ vi: 'Nguồn của số liệu', en: 'Source of a figure' })}>{null}</Page>;
};
