import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { listExceptions } from '@app/contract/reporting/desk/routes.ts';
import { sayPeriod, unitsToRead } from '../../figures/index.ts';
import { postTitles } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { unitsByIds } from '../../org/index.ts';
import { formVersion } from '../form/queries.ts';
import type { Form } from '../form/rules.ts';
import { periodOfRow, titleFor } from '../report/answer.ts';
import { exceptionsBelow } from './queries.ts';

/** Every report of a unit and of everything below it that stands open by an exception today, the one that ends first first. */
export const showExceptions = async (
  { query }: Input<typeof listExceptions>,
  ask: Ask,
): Promise<Result<typeof listExceptions>> => {
  const { tx } = ask;
  await unitsToRead(ask, [query.unit]);
  const rows = await exceptionsBelow(tx, query.unit, ask.today);
  const units = await unitsByIds(
    tx,
    rows.map((row) => ({ id: row.unitId, on: row.endsOn })),
  );
  const titles = await postTitles(
    tx,
    rows.map((row) => row.exceptionBy),
  );
  const forms = new Map<string, Form>();
  for (const { form, version } of rows) {
    const key = `${form}:${version}`;
    if (!forms.has(key)) forms.set(key, await formVersion(tx, form, version));
  }
  const noTitle = { vi: '', en: '' };
  return rows.map((row) => ({
    reportId: row.id,
    form: { code: row.form, title: forms.get(`${row.form}:${row.version}`)?.content.title ?? noTitle },
    period: sayPeriod(periodOfRow(row.period)).words,
    unit: { id: row.unitId, fullName: units.get(row.unitId)?.fullName ?? '' },
    until: row.exceptionUntil,
    reason: row.exceptionReason,
    by: row.exceptionAt ? titleFor(titles, row.exceptionBy) : null,
    at: row.exceptionAt?.toISOString() ?? null,
  }));
};
