import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';

export const UnitPage = () => {
  const { t } = useWords();
  return <Page title={t({ vi: 'Đơn vị', en: 'Unit' })}>{null}</Page>;
};
