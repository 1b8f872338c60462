import { IconTable } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { linesRead } from '../../figures/lines-read.ts';
import { paths } from '../../kernel/paths.ts';
import { usePost } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';

/** The way from a report to its form as a file. */
export const ReportExcelLink = ({ reportId }: { reportId: number }) => (
  <Link className={buttonClass()} to={paths.workbook} params={{ reportId: String(reportId) }}>
    <Icon of={IconTable} />
    Excel
  </Link>
);

type Props = { decides: boolean; search: { unit: string; form: string; period: string } };

/** The way from the desk to the table of many units, for the standing agency: other bodies may not send for those below. */
export const DeskExcelLink = ({ decides, search }: Props) => {
  const { t } = useWords();
  const post = usePost();
  if (!decides || !post || !linesRead(post.body).includes('all')) return null;
  return (
    <Link className={buttonClass()} to={paths.workbooks} search={search}>
      <Icon of={IconTable} />
      {t({ vi: 'Excel nhiều đơn vị', en: 'Excel of many units' })}
    </Link>
  );
};
