/**
 * Older months, straight into the ledger: the cells as rows, without a statement's totals, and then every total by the recount that
 * `chungtay verify` trusts. Forty-eight million cells come in minutes instead of hours; the newest months go the way of the product.
 */
import type { Line } from '@app/contract/figures/routes.ts';
import type { Period } from '@app/contract/kernel/period.ts';
import { periodId, rebuildTotals, toSheet } from '../server/src/figures/index.ts';
import { slotsOf } from './cells.ts';
import type { Owner } from './owner.ts';

/** One line of one month: the cells of each reporting unit, by its id. */
export type PostedMonth = {
  month: Period;
  line: Line;
  level: string;
  sheets: readonly { unitId: number; cells: Parameters<typeof toSheet>[0] }[];
};

/** Writes them all in one transaction, sent and accepted, with what was expected of each unit. Nobody else may post meanwhile. */
export const postHistory = async (
  owner: Owner,
  months: AsyncIterable<PostedMonth>,
  say: (text: string) => void,
): Promise<void> => {
  await owner.query('begin');
  await owner.query('set local statement_timeout = 0');
  await owner.query('alter table figures.sheet disable trigger user');
  await owner.query('alter table figures.expectation disable trigger user');
  for await (const posted of months) await writeMonth(owner, posted);
  await owner.query('alter table figures.sheet enable trigger user');
  await owner.query('alter table figures.expectation enable trigger user');
  await owner.query('commit');
  await owner.query('vacuum analyze figures.sheet, figures.expectation');
  say('older months are in the ledger; adding up their totals …');
  await owner.query('begin');
  await rebuildTotals(owner, null);
  await owner.query('commit');
};

/** An array as the database reads it. */
const arrayText = (items: readonly (number | null)[]): string =>
  `{${items.map((item) => (item === null ? 'NULL' : item)).join(',')}}`;

const writeMonth = async (owner: Owner, { month, line, level, sheets }: PostedMonth): Promise<void> => {
  const arrays = sheets.map(({ cells }) => toSheet(cells, line, { level, tags: new Set() }));
  const rows = [
    sheets.map(({ unitId }) => unitId),
    arrays.map(({ own }) => arrayText(own)),
    arrays.map(({ precision }) => arrayText(precision)),
  ];
  const address = [periodId(month), line, `${month.endsOn}T05:00:00Z`];
  await owner.query(
    `with sent as materialized (
       select unit_id, own::numeric[] as own, precision::smallint[] as precision
       from unnest($1::integer[], $2::text[], $3::text[]) as sheet (unit_id, own, precision)
     )
     insert into figures.sheet (unit_id, period_id, line, reading, own, precision, source, changed_at, form)
     select unit_id, $4, $5, reading, own, precision, 'import', $6, 'ALL'
     from unnest(array['submitted', 'accepted']) as reading cross join sent`,
    [...rows, ...address],
  );
  await owner.query(
    `insert into figures.expectation (unit_id, period_id, line, slots)
     select unit_id, $2, $3, $4 from unnest($1::integer[]) as unit_id`,
    [rows[0], periodId(month), line, slotsOf()],
  );
};
