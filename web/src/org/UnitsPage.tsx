import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';

export const UnitsPage = () => {
  const { t } = useWords();
  return <Page title={t({ vi: 'Địa giới, sáp nhập', en: 'Units and mergers' })}>{null}</Page>;
};
