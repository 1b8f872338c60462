import { getRestatedFigures, type RestatedFigure } from '@app/contract/figures/restated/routes.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import { listChildren } from '@app/contract/org/routes.ts';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { FigureText } from '../../ui/FigureText.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import type { Series } from './series.ts';

type Row = { id: string; name: string; unitId: number | null; value: number | null; allocated: number; about: boolean };

type Props = { series: Series; unit: { id: number; fullName: string }; line: Line | 'all' };

/** A unit's figure of a period before the change on the boundaries of a day, part by part: below + own + not allocated = whole. */
export const Made = ({ series, unit, line }: Props) => {
  const { t, tell } = useWords();
  const { indicator, boundaries, unchanged } = series;
  const period = unchanged?.period ?? '';
  const words = series.periods.find(({ code }) => code === period)?.words;
  const read = useRead(
    getRestatedFigures,
    {
      query: {
        indicators: indicator.id,
        units: `children:${unit.id}`,
        periods: period,
        boundaries,
        line,
      },
    },
    { when: period !== '' },
  );
  const below = useRead(listChildren, { params: { unitId: unit.id }, query: { on: boundaries } });
  if (period === '') return null;
  const error = read.error ?? below.error;
  const [whole, ...parts] = read.data?.figures ?? [];
  const names = new Map((below.data ?? []).map(({ id, fullName }) => [id, fullName]));
  if (whole && (parts.length === 0 || whole.value === null)) return null;
  return (
    <section className="panel" aria-labelledby="made">
      <header>
        <h2 id="made">
          {t(
            { vi: '{unit}: từng phần, quy về nay', en: '{unit}: part by part, on today’s boundaries' },
            { unit: unit.fullName },
          )}
        </h2>
        <span className="small dim">
          {words && t(words)}, {t(indicator.words).toLocaleLowerCase('vi')}
        </span>
      </header>
      <div className="in">
        {error && <Notice kind="error">{tell(error)}</Notice>}
        {!error && (!whole || !below.data) && <Waiting>{t({ vi: 'Đang quy về…', en: 'Restating…' })}</Waiting>}
        {whole && below.data && <Parts whole={whole} parts={parts} names={names} unitWords={t(indicator.unit)} />}
      </div>
    </section>
  );
};

type PartsProps = {
  whole: RestatedFigure;
  parts: readonly RestatedFigure[];
  names: ReadonlyMap<number, string>;
  unitWords: string;
};

const Parts = ({ whole, parts, names, unitWords }: PartsProps) => {
  const { t } = useWords();
  const format = useFormat();
  const rows: Row[] = parts
    .map(
      ({ unitId, value, allocated, precision }): Row => ({
        id: String(unitId),
        name: names.get(unitId) ?? String(unitId),
        unitId,
        value,
        allocated: allocated ?? 0,
        about: precision === 'about',
      }),
    )
    .sort((one, other) => (other.value ?? -1) - (one.value ?? -1));
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: t({ vi: 'Phần', en: 'Part' }),
      cell: ({ name, unitId }) =>
        unitId === null ? (
          name
        ) : (
          <Link to={paths.reform} params={{ unitId: String(unitId) }} search={{}}>
            {name}
          </Link>
        ),
      narrow: 'first',
    },
    {
      key: 'value',
      head: unitWords,
      cell: ({ value, about }) => <FigureText value={value} precision={about ? 'about' : 'exact'} />,
      number: true,
      narrow: 'first-right',
    },
    {
      key: 'allocated',
      head: t({ vi: 'Trong đó phân bổ', en: 'Of it allocated' }),
      cell: ({ allocated }) => (
        <span className="dim">{allocated === 0 ? '–' : format.figure({ value: allocated, precision: 'about' })}</span>
      ),
      number: true,
      narrow: 'second-right',
    },
  ];
  const write = (value: number) => format.figure({ value, precision: 'exact' });
  const below = addUp(rows.flatMap(({ value }) => value ?? []));
  const told = rows.filter(({ value }) => value !== null).length;
  const anyAllocated = rows.some(({ allocated }) => allocated !== 0);
  const caption = t({ vi: 'Từng đơn vị trực thuộc', en: 'Each unit below' });
  return (
    <>
      <dl className="eq">
        <dt>
          {t(
            { vi: '{n}/{all} đơn vị trực thuộc có số', en: '{n} of {all} units below with a figure' },
            { n: told, all: rows.length },
          )}
        </dt>
        <dd>{write(below)}</dd>
        <dt>{t({ vi: 'Phần của chính cấp này', en: 'Its own part' })}</dt>
        <dd>{write(whole.own ?? 0)}</dd>
        <dt>{t({ vi: 'Chưa phân bổ', en: 'Not allocated' })}</dt>
        <dd>{write(whole.notAllocated ?? 0)}</dd>
        <dt className="t">{t({ vi: 'Cộng', en: 'Sum' })}</dt>
        <dd className="t">{format.figure({ value: whole.value ?? 0, precision: whole.precision })}</dd>
      </dl>
      <details>
        <summary>{t({ vi: 'Xem cả {n} đơn vị', en: 'All {n} units' }, { n: rows.length })}</summary>
        <Table
          caption={caption}
          columns={anyAllocated ? columns : columns.filter(({ key }) => key !== 'allocated')}
          rows={rows}
          keyOf={({ id }) => id}
          rowHead="name"
        />
      </details>
    </>
  );
};
