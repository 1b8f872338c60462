import { listTargets } from '@app/contract/reporting/targets/routes.ts';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { standingLooks } from './standing.ts';
import './targets.css';

/** What is set for the unit itself, or for the units below it together, by indicator; the closer period stands first. */
export const useTargets = (unit: number, period: string) => {
  const { data } = useRead(listTargets, { query: { unit, period } });
  const shares = new Map<string, { share: number | null; value: number; standing: keyof typeof standingLooks }>();
  for (const each of data?.together ?? []) shares.set(each.indicator, each);
  for (const each of data?.own ?? []) shares.set(each.indicator, each);
  return shares;
};

type Props = {
  unit: number;
  period: string;
  target: { share: number | null; value: number; standing: keyof typeof standingLooks } | undefined;
};

/** "62% chỉ tiêu" beside a figure, with the way to its targets. */
export const TargetShare = ({ unit, period, target }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  if (!target) return null;
  const { share, value, standing } = target;
  const { words } = standingLooks[standing];
  return (
    <Link className={`target-share ${standing}`} to={paths.targets} search={{ unit: String(unit), period }}>
      {share === null
        ? t({ vi: 'chỉ tiêu {value}', en: 'target {value}' }, { value })
        : t(
            { vi: '{share} chỉ tiêu', en: '{share} of target' },
            { share: format.figure({ value: share, precision: 'exact' }, { unit: '%' }) },
          )}
      <span className="vh">, {t(words)}</span>
    </Link>
  );
};
