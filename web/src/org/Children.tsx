import { listChildren, type UnitLife } from '@app/contract/org/routes.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Notice } from '../ui/Notice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { UnitTable } from './UnitTable.tsx';
import { countOfType } from './words.ts';

/** The units directly below, on the day that is looked at; of an ended unit, on its last day. */
export const Children = ({ life: { unit, childCounts }, on }: { life: UnitLife; on: string | undefined }) => {
  const { t, tell } = useWords();
  const inForce =
    on !== undefined && (unit.validFrom ?? '') <= on && (unit.validTo === null || on <= unit.validTo) ? on : null;
  const day = inForce ?? unit.validTo ?? undefined;
  const { data, error } = useRead(
    listChildren,
    { params: { unitId: unit.id }, query: day ? { on: day } : {} },
    { when: childCounts.length > 0 },
  );
  if (childCounts.length === 0) return null;
  const title = t({ vi: 'Đơn vị trực thuộc', en: 'Units below' });
  return (
    <section className="list" aria-labelledby="children">
      <h2 id="children">
        {title}{' '}
        <span className="num">{childCounts.map(({ type, count }) => t(countOfType(type), { count })).join(', ')}</span>
      </h2>
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {data ? (
        <UnitTable caption={title} units={data.map((child) => ({ ...child, within: [] }))} on={day} />
      ) : (
        !error && <Waiting>{t({ vi: 'Đang tải danh mục…', en: 'Loading the register…' })}</Waiting>
      )}
    </section>
  );
};
