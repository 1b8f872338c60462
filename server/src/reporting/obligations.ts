/** Opens who owes what: the reports of a form for a period, and what the ledger may expect from them. */
import type { Period } from '@app/contract/kernel/period.ts';
import { periodId, putExpectations } from '../figures/index.ts';
import type { Ask } from '../kernel/ask.ts';
import { unitFacts, unitsWithSuperior } from '../org/index.ts';
import { formForPeriod } from './form/find.ts';
import { expectedSlots, type Form, rowsFor } from './form/rules.ts';
import { type RegimeBook, regimeBook } from './regimes/book.ts';
import { unitsWithReport } from './regimes/queries.ts';
import type { Regime } from './regimes/rules.ts';
import { openReports } from './report/queries.ts';

const levels = ['commune', 'province'] as const;

type How = {
  /** The regimes in force, when many periods are opened in one go. */
  book?: RegimeBook;
  /** Whether the regime of a unit already opens the period; without it every unit's is opened. */
  opens?: (regime: Regime | null) => boolean;
  /** Whether they are opened again after they were lost; the audit tells the two apart. */
  again?: boolean;
  /** The units it is opened for, where others have had it for long; without it all that owe it. */
  only?: ReadonlySet<number>;
};

/**
 * Opens a form for a period: every commune and province in force at its cut-off owes a report to its direct superior,
 * by the deadline of its regime (NĐ 09/2019/NĐ-CP Art. 7–8: the regime fixes who, to whom and when). Those that exist stay.
 * `within` narrows it to the subtree of one province, for figures of the past that only one province declares and for forms
 * of its own.
 */
export const openPeriod = async (
  ask: Ask,
  formCode: string,
  period: Period,
  within?: number,
  { book, opens, again = false, only }: How = {},
): Promise<number> => {
  const form = await formForPeriod(ask.tx, formCode, period);
  const { dueOf, regimeOf } = book ?? (await regimeBook(ask.tx));
  const has = await unitsWithReport(ask.tx, formCode, periodId(period));
  let opened = 0;
  for (const level of levels) {
    if (rowsFor(form, level).length === 0) continue;
    const all = await unitsWithSuperior(ask.tx, level, form.line, period.endsOn, within);
    const owing = all.filter(
      ({ unitId, superiorId }) =>
        !has.has(unitId) &&
        (only === undefined || only.has(unitId)) &&
        (within === undefined || superiorId === within || unitId === within) &&
        (opens === undefined || opens(regimeOf({ form: formCode, level, superiorId, period }))),
    );
    if (owing.length === 0) continue;
    const fresh = await openReports(
      ask.tx,
      form,
      periodId(period),
      owing.map((each) => ({
        ...each,
        dueAt: dueOf({ form: formCode, level, superiorId: each.superiorId, period }),
      })),
    );
    if (fresh === 0) continue;
    opened += fresh;
    await expectReports(
      ask,
      form,
      level,
      period,
      owing.map((each) => each.unitId),
    );
  }
  if (opened > 0)
    await ask.audit({
      action: again ? 'reporting.openAgain' : 'reporting.openPeriod',
      subject: `form:${formCode}`,
      unitId: within ?? null,
      after: { period: period.code, opened, ...(only && { only: true }) },
    });
  return opened;
};

/** Tells the ledger which figures to expect from these units, or no longer; units with the same tags owe the same. */
export const expectReports = async (
  ask: Ask,
  form: Form,
  level: string,
  period: Period,
  unitIds: readonly number[],
  change = putExpectations,
): Promise<void> => {
  const facts = await unitFacts(ask.tx, unitIds, period.endsOn);
  const groups = new Map<string, { slots: number[]; units: number[] }>();
  for (const unitId of unitIds) {
    const slots = expectedSlots(form, level, facts.get(unitId)?.tags ?? new Set());
    const group = groups.get(slots.join(',')) ?? { slots, units: [] };
    group.units.push(unitId);
    groups.set(slots.join(','), group);
  }
  for (const { slots, units } of groups.values()) await change(ask.tx, periodId(period), form.line, units, slots);
};
