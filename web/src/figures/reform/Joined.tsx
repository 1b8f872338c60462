import type { SuccessionStep, UnitInTime } from '@app/contract/figures/restated/routes.ts';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useWords } from '../../kernel/words.ts';
import { Mark } from '../../ui/Brand.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { type Change, sayChange } from './steps.ts';

/** 'mã 44, đến 30/06/2025': a code says nothing without its days. */
const useCode = () => {
  const { t } = useWords();
  const format = useFormat();
  return ({ code, from, to }: UnitInTime): string =>
    [
      code === '' ? t({ vi: 'không có mã', en: 'no code' }) : t({ vi: 'mã {code}', en: 'code {code}' }, { code }),
      to
        ? t({ vi: 'đến {to}', en: 'until {to}' }, { to: format.date(to) })
        : from && t({ vi: 'từ {from}', en: 'since {from}' }, { from: format.date(from) }),
    ]
      .filter(Boolean)
      .join(', ');
};

/** By what a part is allocated, in one sentence. */
const useShare = () => {
  const { t } = useWords();
  const format = useFormat();
  return ({ kind, weight, weightBy }: SuccessionStep): string => {
    if (kind === 'whole') return t({ vi: 'Chuyển trọn', en: 'Whole' });
    if (weight === null)
      return t({ vi: 'Một phần, chưa rõ bao nhiêu: chưa phân bổ', en: 'A part, how much is not known: not allocated' });
    const share = format.figure({ value: weight * 100, precision: 'exact' }, { unit: '%' });
    return weightBy === 'law'
      ? t({ vi: '{share} dân số theo văn bản', en: '{share} of the population by the legal text' }, { share })
      : t({ vi: '{share} theo quyết định có căn cứ', en: '{share} by a decision with its paper' }, { share });
  };
};

const Card = ({ unit, self, steps }: { unit: UnitInTime; self: boolean; steps: readonly SuccessionStep[] }) => {
  const code = useCode();
  const share = useShare();
  return (
    <li className={self ? 'unit-card self' : 'unit-card'}>
      {self ? (
        <b>{unit.fullName}</b>
      ) : (
        <Link to={paths.reform} params={{ unitId: String(unit.id) }} search={{}}>
          {unit.fullName}
        </Link>
      )}{' '}
      <Tag look={unit.to === null ? 'gui' : ''}>{code(unit)}</Tag>
      {steps.length === 1 &&
        steps.map((step) => (
          <p key={`${step.fromId} ${step.toId}`}>{[share(step), step.clause].filter(Boolean).join(', ')}</p>
        ))}
    </li>
  );
};

/** More units than these stand in columns. */
const FEW = 4;

/** One day's change: the units before, the clasp, the units after, and the paper it rests on. */
export const Joined = ({ change: { on, from, to, steps }, unitId }: { change: Change; unitId: number }) => {
  const { t } = useWords();
  const format = useFormat();
  const heading = useId();
  const papers = [...new Set(steps.flatMap(({ legalBasis }) => legalBasis ?? []))];
  // On the side with several units each says what of it passed over.
  const [fromSays, toSays] = from.length >= to.length ? [true, false] : [false, true];
  const stepsOf = (id: number, says: boolean, side: 'fromId' | 'toId') =>
    says ? steps.filter((step) => step[side] === id) : [];
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="joined-head">
        {t(
          { vi: 'Ngày {on}: {what}', en: 'On {on}: {what}' },
          { on: format.date(on), what: sayChange(unitId, from, to) },
        )}
        {papers.length > 0 && <span className="small dim"> · {papers.join(', ')}</span>}
      </h2>
      <div className="joined">
        <ul aria-label={t({ vi: 'Trước', en: 'Before' })} className={from.length > FEW ? 'many' : undefined}>
          {from.map((unit) => (
            <Card key={unit.id} unit={unit} self={unit.id === unitId} steps={stepsOf(unit.id, fromSays, 'fromId')} />
          ))}
        </ul>
        <Mark />
        <ul aria-label={t({ vi: 'Sau', en: 'After' })} className={to.length > FEW ? 'many' : undefined}>
          {to.map((unit) => (
            <Card key={unit.id} unit={unit} self={unit.id === unitId} steps={stepsOf(unit.id, toSays, 'toId')} />
          ))}
        </ul>
      </div>
    </section>
  );
};
