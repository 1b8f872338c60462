import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { periodContaining } from '@app/contract/kernel/period.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { endTarget, listTargets, type TargetAnswer } from '@app/contract/reporting/targets/routes.ts';
import { IconTarget } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { usePost, useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { Loaded } from '../Loaded.tsx';
import { styleOf } from '../report-grid.ts';
import { UnitPicker } from '../UnitPicker.tsx';
import { SetTargetsDialog } from './SetTargetsDialog.tsx';
import { standingLooks } from './standing.ts';
import './targets.css';

type Targets = Answer<typeof listTargets>;
type Measured = Pick<
  TargetAnswer,
  'indicator' | 'value' | 'result' | 'precision' | 'share' | 'gap' | 'standing' | 'reported' | 'expected'
> & {
  direction?: TargetAnswer['direction'];
};

const useColumns = <Row extends Measured>() => {
  const { t } = useWords();
  const format = useFormat();
  const written = ({ indicator }: Measured, value: number | null, precision: TargetAnswer['precision'] = 'exact') =>
    format.figure(value === null ? null : { value, precision }, styleOf(indicatorOf(indicator)));
  const columns: Column<Row>[] = [
    {
      key: 'target',
      head: t({ vi: 'Chỉ tiêu giao', en: 'Target' }),
      cell: (row) => `${row.direction === 'at_most' ? '≤' : '≥'} ${written(row, row.value)}`,
      number: true,
      narrow: 'second-right',
    },
    {
      key: 'result',
      head: t({ vi: 'Đã duyệt', en: 'Accepted' }),
      cell: (row) => written(row, row.result, row.precision),
      number: true,
      narrow: 'first-right',
    },
    {
      key: 'share',
      head: t({ vi: 'So chỉ tiêu', en: 'Of target' }),
      cell: ({ share }) => format.figure(share === null ? null : { value: share, precision: 'exact' }, { unit: '%' }),
      number: true,
      narrow: 'hidden',
    },
    {
      key: 'gap',
      head: t({ vi: 'Chênh', en: 'Gap' }),
      cell: (row) => (row.gap === null ? '–' : `${row.gap > 0 ? '+' : ''}${written(row, row.gap)}`),
      number: true,
      narrow: 'hidden',
    },
    {
      key: 'standing',
      head: t({ vi: 'Tiến độ', en: 'Pace' }),
      cell: ({ standing }) => <Tag look={standingLooks[standing].look}>{t(standingLooks[standing].words)}</Tag>,
      narrow: 'second',
    },
    {
      key: 'reports',
      head: t({ vi: 'Số báo cáo', en: 'Reports' }),
      cell: ({ reported, expected }) => `${reported}/${expected}`,
      number: true,
      narrow: 'hidden',
    },
  ];
  const name: Column<Row> = {
    key: 'indicator',
    head: t({ vi: 'Chỉ tiêu số liệu', en: 'Indicator' }),
    cell: ({ indicator }) => {
      const known = indicatorOf(indicator);
      return (
        <>
          {t(known?.words ?? { vi: indicator, en: indicator })} <span className="dim">{known && t(known.unit)}</span>
        </>
      );
    },
    narrow: 'first',
  };
  return { name, columns };
};

const Basis = ({ row }: { row: TargetAnswer }) => {
  const { t } = useWords();
  const end = useAction(endTarget, {
    onDone: () => say(t({ vi: 'Đã rút chỉ tiêu.', en: 'The target is taken back.' })),
  });
  return (
    <span className="target-basis">
      {row.basis}
      {row.eachBelow && <span className="dim"> · {t({ vi: 'giao đều', en: 'the same for each' })}</span>}{' '}
      {row.whyNot.endTarget === null && (
        <button
          type="button"
          className="link"
          aria-busy={end.isPending}
          onClick={() => end.mutate({ params: { targetId: row.id } })}
        >
          {row.eachBelow ? t({ vi: 'rút cho mọi đơn vị', en: 'take back for all' }) : t({ vi: 'rút', en: 'take back' })}
          <span className="vh">
            {' '}
            {t(indicatorOf(row.indicator)?.words ?? { vi: row.indicator, en: row.indicator })}, {row.unit.fullName}
          </span>
        </button>
      )}
    </span>
  );
};

const useLead = ({ own, below, elapsed }: Targets): string | undefined => {
  const { t } = useWords();
  const all = [...own, ...below];
  const many = (...standings: TargetAnswer['standing'][]) =>
    all.filter(({ standing }) => standings.includes(standing)).length;
  if (all.length === 0) return undefined;
  return t(
    {
      vi: '{n} chỉ tiêu: {good} đạt hoặc đúng tiến độ, {late} chậm hoặc chưa đạt, {unknown} chưa có số. Đã qua {elapsed}% thời gian của kỳ.',
      en: '{n} {n|target|targets}: {good} reached or on pace, {late} behind, {unknown} without a figure. {elapsed}% of the period is over.',
    },
    {
      n: all.length,
      good: many('reached', 'ahead', 'within'),
      late: many('behind', 'below', 'above'),
      unknown: many('unknown'),
      elapsed: Math.round(elapsed),
    },
  );
};

const OneTargets = ({ targets }: { targets: Targets }) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const [setting, setSetting] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const lead = useLead(targets);
  const { name, columns } = useColumns<TargetAnswer>();
  const sums = useColumns<Targets['together'][number]>();
  const { unit, period, own, below, together, periods, whyNot } = targets;
  const basis: Column<TargetAnswer> = {
    key: 'basis',
    head: t({ vi: 'Văn bản giao', en: 'Set by' }),
    cell: (row) => <Basis row={row} />,
    narrow: 'hidden',
  };
  const unitColumn: Column<TargetAnswer> = {
    key: 'unit',
    head: t({ vi: 'Đơn vị', en: 'Unit' }),
    cell: (row) => (
      <Link to={paths.targets} search={{ unit: String(row.unit.id), period: period.code }}>
        {row.unit.fullName}
      </Link>
    ),
    narrow: 'first',
  };
  const byIndicator = [...new Set(below.map(({ indicator }) => indicator))];
  return (
    <Page
      title={t({ vi: 'Chỉ tiêu giao', en: 'Targets' })}
      lead={lead}
      address={[
        {
          label: t({ vi: 'Đơn vị', en: 'Unit' }),
          value: unit.fullName,
          onOpen: () => setChoosing(true),
        },
        {
          label: t({ vi: 'Kỳ', en: 'Period' }),
          value: t(period.words),
          options: {
            list: periods.map(({ code, words }) => ({ value: code, label: t(words) })),
            chosen: period.code,
            onPick: (code) => void navigate({ to: paths.targets, search: { unit: String(unit.id), period: code } }),
          },
        },
      ]}
      actions={
        <Button
          look="filled"
          icon={IconTarget}
          whyNot={whyNot.setTargets && t(whyNot.setTargets.says)}
          onClick={() => setSetting(true)}
        >
          {t({ vi: 'Giao chỉ tiêu', en: 'Set targets' })}
        </Button>
      }
    >
      <div className="stack">
        {own.length + below.length === 0 && (
          <Empty>
            {t({
              vi: 'Chưa có chỉ tiêu cho kỳ này. Cơ quan Thường trực cấp tỉnh, trung ương giao theo kế hoạch, kèm số văn bản.',
              en: 'There is no target for this period. The standing agency of a province or the centre sets them, with the paper that says so.',
            })}
          </Empty>
        )}
        {own.length > 0 && (
          <section aria-labelledby="targets-own">
            <h2 id="targets-own">{t({ vi: 'Của {unit}', en: 'Of {unit}' }, { unit: unit.fullName })}</h2>
            <Table
              caption={t({ vi: 'Chỉ tiêu của đơn vị', en: 'Targets of the unit' })}
              columns={[name, ...columns, basis]}
              rows={own}
              keyOf={({ id }) => String(id)}
              rowHead="indicator"
            />
          </section>
        )}
        {together.length > 0 && (
          <section aria-labelledby="targets-together">
            <h2 id="targets-together">{t({ vi: 'Các đơn vị bên dưới cộng lại', en: 'The units below together' })}</h2>
            <Table
              caption={t({ vi: 'Tổng chỉ tiêu và tổng kết quả', en: 'Sum of targets against totals' })}
              columns={[
                sums.name,
                {
                  key: 'units',
                  head: t({ vi: 'Số đơn vị', en: 'Units' }),
                  cell: ({ units }) => units,
                  number: true,
                  narrow: 'hidden',
                },
                ...sums.columns,
              ]}
              rows={together}
              keyOf={({ indicator }) => indicator}
              rowHead="indicator"
            />
          </section>
        )}
        {byIndicator.map((id) => (
          <section key={id} aria-label={t(indicatorOf(id)?.words ?? { vi: id, en: id })}>
            <h2>{t(indicatorOf(id)?.words ?? { vi: id, en: id })}</h2>
            <Table
              caption={t({ vi: 'Từng đơn vị', en: 'Unit by unit' })}
              columns={[unitColumn, ...columns, basis]}
              rows={below.filter(({ indicator }) => indicator === id)}
              keyOf={({ id: target, unit: { id: of } }) => `${target} ${of}`}
              rowHead="unit"
            />
          </section>
        ))}
      </div>
      {choosing && (
        <UnitPicker
          on={period.endsOn}
          onPick={(picked) => {
            setChoosing(false);
            void navigate({ to: paths.targets, search: { unit: picked, period: period.code } });
          }}
          onClose={() => setChoosing(false)}
        />
      )}
      {setting && <SetTargetsDialog targets={targets} onClose={() => setSetting(false)} />}
    </Page>
  );
};

/** Unit by unit and indicator by indicator: target, result, share, gap, and whether it keeps the pace. Never about persons. */
export const TargetsPage = () => {
  const search = useSearch({ strict: false }) as { unit?: string; period?: string };
  const post = usePost();
  const { today } = useSession();
  const unit = Number(search.unit) || (post?.unit.id ?? 0);
  const period = search.period ?? periodContaining('year', today).code;
  const read = useRead(listTargets, { query: { unit, period } });
  return <Loaded read={read}>{(targets) => <OneTargets key={`${targets.unit.id}`} targets={targets} />}</Loaded>;
};
