import { IconTableOptions } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { linesRead } from '../../figures/lines-read.ts';
import { paths } from '../../kernel/paths.ts';
import { usePost } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';

type Props = { decides: boolean; search: { unit: string; form: string; period: string } };

/** The way from the desk to the grid of many units, for the standing agency: other bodies may not enter for those below. */
export const EnterManyLink = ({ decides, search }: Props) => {
  const { t } = useWords();
  const post = usePost();
  if (!decides || !post || !linesRead(post.body).includes('all')) return null;
  return (
    <Link className={buttonClass()} to={paths.entryGrid} search={search}>
      <Icon of={IconTableOptions} />
      {t({ vi: 'Nhập nhiều đơn vị', en: 'Enter for many units' })}
    </Link>
  );
};
