import { type Division, listDivisions, withdrawDivision } from '@app/contract/figures/divisions/routes.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { IconCheck, IconCircleDashed, IconCircleHalf2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import type { IconOf } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { DecideDialog } from './DecideDialog.tsx';

const states: Record<Division['state'], { look: string; icon: IconOf; words: Words }> = {
  'by-law': { look: 'duyet', icon: IconCheck, words: { vi: 'Theo văn bản', en: 'By the legal text' } },
  decided: { look: 'duyet', icon: IconCheck, words: { vi: 'Đã quyết tỷ lệ', en: 'Shares decided' } },
  partly: { look: 'gui', icon: IconCircleHalf2, words: { vi: 'Phân bổ một phần', en: 'Allocated in part' } },
  'not-allocated': { look: 'chua', icon: IconCircleDashed, words: { vi: 'Chưa phân bổ', en: 'Not allocated' } },
};

/** Units of which few are shown at once; the rest waits under a summary. */
const FEW = 5;

const useParts = () => {
  const format = useFormat();
  return ({ parts }: Division): string =>
    parts
      .map(({ unit, weight }) =>
        weight === null
          ? unit.fullName
          : `${unit.fullName} ${format.figure({ value: weight * 100, precision: 'exact' }, { unit: '%' })}`,
      )
      .join(' · ');
};

const Decision = ({ division, decision }: { division: Division; decision: NonNullable<Division['decision']> }) => {
  const { t, tell } = useWords();
  const format = useFormat();
  const withdraw = useAction(withdrawDivision, {
    onDone: () =>
      say(
        t(
          { vi: 'Đã rút quyết định về {unit}.', en: 'The decision about {unit} is withdrawn.' },
          { unit: division.unit.fullName },
        ),
      ),
  });
  return (
    <>
      <p className="small mid">
        {t({ vi: 'Căn cứ: {basis}', en: 'Basis: {basis}' }, { basis: decision.basis })}.{' '}
        {format.fullMoment(decision.madeAt)}
        {decision.madeBy && `, ${t(decision.madeBy)}`}
      </p>
      {withdraw.error && <Notice kind="error">{tell(withdraw.error)}</Notice>}
      {decision.whyNotWithdraw?.code !== 'kernel.not-allowed' && (
        <Button
          small
          busy={withdraw.isPending}
          whyNot={decision.whyNotWithdraw && t(decision.whyNotWithdraw.says)}
          onClick={() => withdraw.mutate({ params: { decisionId: decision.id } })}
        >
          {t({ vi: 'Rút quyết định', en: 'Withdraw the decision' })}
        </Button>
      )}
    </>
  );
};

const One = ({ division, onDecide }: { division: Division; onDecide: () => void }) => {
  const { t } = useWords();
  const format = useFormat();
  const sayParts = useParts();
  const { look, icon, words } = states[division.state];
  const { unit, value, notAllocated, decision, whyNotDecide, above } = division;
  const write = (figure: number) => format.figure({ value: figure, precision: 'exact' });
  return (
    <li>
      <p>
        <Link to={paths.reform} params={{ unitId: String(unit.id) }} search={{}}>
          {unit.fullName}
        </Link>{' '}
        <Tag look={look} icon={icon}>
          {t(words)}
        </Tag>
      </p>
      <p className="small mid">
        {t({ vi: 'Chia cho {parts}', en: 'Divided among {parts}' }, { parts: sayParts(division) })}
      </p>
      {value !== null && (
        <p className="small mid">
          {t(
            {
              vi: 'Số cũ {value}, chưa phân bổ {rest}, đứng ở {above}',
              en: 'Figure {value}, not allocated {rest}, standing with {above}',
            },
            { value: write(value), rest: write(notAllocated ?? 0), above: above.fullName },
          )}
        </p>
      )}
      {decision && <Decision division={division} decision={decision} />}
      {!decision && division.state !== 'by-law' && whyNotDecide?.code !== 'kernel.not-allowed' && (
        <Button small whyNot={whyNotDecide && t(whyNotDecide.says)} onClick={onDecide}>
          {t({ vi: 'Quyết tỷ lệ, ghi căn cứ…', en: 'Decide the shares…' })}
        </Button>
      )}
    </li>
  );
};

type Props = { unitId: number; indicator: string; period: string | null; line: Line | 'all' };

/** The divided units that stand in a unit: what of them is allocated, by what paper, and what is not. */
export const Divisions = ({ unitId, indicator, period, line }: Props) => {
  const { t, tell } = useWords();
  const [open, setOpen] = useState<Division | null>(null);
  const { data, error } = useRead(listDivisions, {
    query: { below: unitId, line, ...(period !== null && { indicator, period }) },
  });
  if (!error && (!data || data.length === 0)) return null;
  // The largest come first; a decision does not move its unit away from under the hand.
  const list = (data ?? []).toSorted((one, other) => (other.value ?? -1) - (one.value ?? -1));
  const items = (some: readonly Division[]) => (
    <ul className="divisions">
      {some.map((each) => (
        <One key={`${each.unit.id} ${each.on}`} division={each} onDecide={() => setOpen(each)} />
      ))}
    </ul>
  );
  return (
    <section className="panel" aria-labelledby="divisions">
      <header>
        <h2 id="divisions">
          {t({ vi: 'Đơn vị bị chia', en: 'Divided units' })} <span className="num">{list.length}</span>
        </h2>
      </header>
      <div className="in">
        {error && <Notice kind="error">{tell(error)}</Notice>}
        <p className="small mid">
          {t({
            vi: 'Có xã cũ được chia cho nhiều đơn vị mà văn bản không nói bao nhiêu dân. Số cũ đứng ở cấp chung thấp nhất, không đoán, cho đến khi có người quyết tỷ lệ và ghi căn cứ.',
            en: 'Some former communes were divided, and the text does not say how many people went where. Their figures stand with the lowest unit that holds all parts, until somebody decides the shares and names the paper.',
          })}
        </p>
        {items(list.slice(0, FEW))}
        {list.length > FEW && (
          <details>
            <summary>{t({ vi: 'Xem {n} đơn vị còn lại', en: '{n} more' }, { n: list.length - FEW })}</summary>
            {items(list.slice(FEW))}
          </details>
        )}
      </div>
      {open && <DecideDialog division={open} onClose={() => setOpen(null)} />}
    </section>
  );
};
