import type { TraceAnswer } from '@app/contract/figures/routes.ts';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { Notice } from '../ui/Notice.tsx';
import { figureStyle } from './figure-style.ts';
import { missingOf, sumOf } from './sums.ts';
import { searchOf, type TraceQuestion } from './trace-address.ts';

/** 'tỉnh Quảng Trị': the type of a unit is written small inside a sentence. */
const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);

type Props = { trace: TraceAnswer; question: TraceQuestion };

/** The sum in numbers: the units below, the unit itself, and the total. */
const Adding = ({ trace }: { trace: TraceAnswer }) => {
  const { t } = useWords();
  const format = useFormat();
  const sum = sumOf(trace);
  if (!sum) return null;
  const write = (value: number) => format.figure({ value, precision: 'exact' });
  return (
    <dl className="eq">
      {sum.units > 0 && (
        <>
          <dt>
            {t({ vi: '{n} đơn vị trực thuộc có số', en: '{n} {n|unit|units} below with a figure' }, { n: sum.units })}
          </dt>
          <dd>{write(sum.below)}</dd>
        </>
      )}
      {sum.unseen !== 0 && (
        <>
          <dt>{t({ vi: 'Các đơn vị bên dưới, gộp chung', en: 'Units below, taken together' })}</dt>
          <dd>{write(sum.unseen)}</dd>
        </>
      )}
      {sum.itself !== null && (
        <>
          <dt>
            {t(
              { vi: 'Phần {inner} tự làm', en: 'Own part of {unit}' },
              { unit: trace.unit.fullName, inner: lowerFirst(trace.unit.fullName) },
            )}
          </dt>
          <dd>{write(sum.itself)}</dd>
        </>
      )}
      <dt className="t">{t({ vi: 'Cộng', en: 'Sum' })}</dt>
      <dd className="t">{format.figure({ value: sum.total, precision: trace.figure.precision })}</dd>
    </dl>
  );
};

/** A rate or an average in numbers, from its two operands; each opens its own trace. */
const Dividing = ({ trace: { figure, indicator, operands }, question }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  const [part, whole] = operands;
  if (!part || !whole) return null;
  const percent = indicator.kind === 'R';
  return (
    <dl className="eq">
      {operands.map((operand) => (
        <div className="pair" key={operand.role}>
          <dt>
            <Link to={paths.trace} search={searchOf({ ...question, indicator: operand.figure.indicator })}>
              {t(operand.words)}
            </Link>
          </dt>
          <dd>
            {format.figure(
              operand.figure.value === null
                ? null
                : { value: operand.figure.value, precision: operand.figure.precision },
            )}
          </dd>
        </div>
      ))}
      <dt className="t">
        {format.figure(part.figure.value === null ? null : { value: part.figure.value, precision: 'exact' })} :{' '}
        {format.figure(whole.figure.value === null ? null : { value: whole.figure.value, precision: 'exact' })}
        {percent && ' × 100'}
      </dt>
      <dd className="t">
        {format.figure(
          figure.value === null ? null : { value: figure.value, precision: figure.precision },
          figureStyle(indicator),
        )}
      </dd>
    </dl>
  );
};

const namesShown = 8;

const Missing = ({ trace }: { trace: TraceAnswer }) => {
  const { t } = useWords();
  const missing = missingOf(trace);
  if (missing.length === 0) return null;
  if (sumOf(trace)?.unseen) {
    return (
      <Notice>
        {t({
          vi: 'Chức danh của bạn xem được số cộng này, không xem được số của từng đơn vị bên dưới.',
          en: 'Your post sees this total, not the figures of each unit below.',
        })}
      </Notice>
    );
  }
  const names = missing.slice(0, namesShown).map(({ fullName }) => fullName);
  const more = missing.length - names.length;
  return (
    <Notice kind="warning">
      <b>{t({ vi: '{n} đơn vị chưa có số:', en: '{n} {n|unit|units} without a figure:' }, { n: missing.length })}</b>{' '}
      {names.join(', ')}
      {more > 0 && t({ vi: ' và {more} đơn vị khác', en: ' and {more} more' }, { more })}
      {t({ vi: '. Không tính là 0.', en: '. Not counted as 0.' })}
    </Notice>
  );
};

/** How the figure comes about: the rule in words, then with its numbers. */
export const TraceSum = ({ trace, question }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  const { declared } = trace.figure;
  return (
    <section>
      <h3>{t({ vi: 'Cách tính', en: 'How it is worked out' })}</h3>
      <p className="small mid formula">{t(trace.formula)}.</p>
      {trace.operands.length > 0 ? <Dividing trace={trace} question={question} /> : <Adding trace={trace} />}
      {declared !== null && (
        <p className="small mid">
          {t(
            {
              vi: 'Số nêu cho cả địa bàn: {declared}. Ghi bên cạnh, không cộng vào.',
              en: 'Quoted for the whole area: {declared}. Stands beside, never added.',
            },
            { declared: format.figure({ value: declared, precision: 'exact' }) },
          )}
        </p>
      )}
      {trace.breakOn && (
        <Notice kind="warning">
          {t(
            {
              vi: 'Trong kỳ có thay đổi địa giới ngày {on}. Số được cộng theo địa giới ở ngày cuối kỳ.',
              en: 'Boundaries changed on {on}, within the period. The sum follows the boundaries of its last day.',
            },
            { on: format.date(trace.breakOn) },
          )}{' '}
          <Link to={paths.reform} params={{ unitId: String(trace.unit.id) }} search={{ indicator: trace.indicator.id }}>
            {t({ vi: 'Xem số qua lần sắp xếp', en: 'See the figures through the reform' })}
          </Link>
        </Notice>
      )}
      <Missing trace={trace} />
    </section>
  );
};
