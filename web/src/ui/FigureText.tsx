import type { Precision } from '@app/contract/kernel/figure.ts';
import { missingWords } from '@app/contract/kernel/figure.ts';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';

type Props = {
  /** Null: missing, which is not zero. */
  value: number | null;
  precision?: Precision;
  unit?: string;
  decimals?: number;
};

/** A figure in tabular digits with its unit; "chưa có" when it is missing. In tables the unit stands in the head instead. */
export const FigureText = ({ value, precision = 'exact', unit, decimals }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  if (value === null) return <span className="figure missing">{t(missingWords)}</span>;
  const percent = unit === '%';
  const style = { ...(percent && { unit: '%' }), ...(decimals !== undefined && { decimals }) };
  return (
    <span className="figure num">
      {format.figure({ value, precision }, style)}
      {unit && !percent && <span className="unit"> {unit}</span>}
    </span>
  );
};
