import type { Figure } from '@app/contract/kernel/figure.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { FormVersionAnswer } from '@app/contract/reporting/routes.ts';
import { useMemo } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { Empty } from '../../ui/Empty.tsx';
import { figureWays } from '../../ui/figure-ways.ts';
import { type GridHeads, NumberGrid } from '../../ui/NumberGrid.tsx';
import { useGrid } from '../../ui/use-grid.ts';
import { whyNotTyped } from '../form-cells.ts';
import { sectionWriter } from '../report-grid.ts';

const ways = figureWays(whyNotTyped);
const nothing: Record<string, Figure | null> = {};

const columns: Record<keyof GridHeads, [Words, Words]> = {
  previous: [
    { vi: 'Kỳ trước', en: 'Previous' },
    { vi: '', en: '' },
  ],
  lastYear: [
    { vi: 'Cùng kỳ', en: 'A year ago' },
    { vi: '', en: '' },
  ],
  current: [
    { vi: 'Kỳ này', en: 'This period' },
    { vi: 'gõ thử', en: 'try it' },
  ],
  change: [
    { vi: 'So cùng', en: 'Against a' },
    { vi: 'kỳ', en: 'year ago' },
  ],
  toDate: [
    { vi: 'Lũy kế', en: 'Year' },
    { vi: 'năm', en: 'to date' },
  ],
};

/** The form as bodies of a level will see it. What is typed here tries its sums and checks, and is kept nowhere. */
export const FormPreview = ({ form }: { form: FormVersionAnswer }) => {
  const { t, language } = useWords();
  const format = useFormat();
  const grid = useGrid(ways, nothing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the writers follow from the language
  const write = useMemo(() => sectionWriter({ form, cells: [] }, { t, format }), [form, language]);
  const figures = Object.fromEntries(Object.entries(grid.entries).map(([id, entry]) => [id, entry?.figure ?? null]));
  const sections = write({ figures, notes: {}, faults: {}, typing: grid.typing });
  // The columns are those of the record, in whatever order the grid draws them.
  const heads = Object.fromEntries(
    Object.entries(columns).map(([column, [first, second]]) => [column, [t(first), t(second)]]),
  ) as unknown as GridHeads;
  if (form.sections.length === 0)
    return (
      <Empty>
        {t({ vi: 'Cấp này không nhập dòng nào của biểu.', en: 'Bodies of this level fill no row of the form.' })}
      </Empty>
    );
  return (
    <div className="stack">
      <p className="small mid">
        {t({
          vi: 'Gõ thử để xem tổng, tỷ lệ và cách báo lỗi. Số gõ ở đây không được lưu.',
          en: 'Type to try sums, ratios and checks. What is typed here is not kept.',
        })}
      </p>
      <NumberGrid label={t(form.title)} heads={heads} sections={sections} grid={grid} />
    </div>
  );
};
