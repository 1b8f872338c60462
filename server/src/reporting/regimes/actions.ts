import { addDays, hasKind, isKept, type Period, parsePeriod, periodOf } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, Input, Result } from '@app/contract/kernel/route.ts';
import { deadlineDay, isWorkingDay } from '@app/contract/kernel/working-days.ts';
import { unknownForm } from '@app/contract/reporting/problems.ts';
import type * as api from '@app/contract/reporting/regimes/routes.ts';
import { sayPeriod } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, sayWhyNot } from '../../kernel/problem.ts';
import { ancestorsOf, unitById, unitsByIds } from '../../org/index.ts';
import { bookOf, type RegimeBook, regimeBook } from './book.ts';
import * as q from './queries.ts';
import {
  type Regime,
  whyNotDays,
  whyNotDesignRegimes,
  whyNotSetDaysOff,
  whyNotSetRegime,
  whyNotWithdrawRegime,
} from './rules.ts';
import { tellMoved } from './tell.ts';

const keyOf = ({ unitId, form, level, calendar, periodKind }: Regime) =>
  [unitId, form, level, calendar, periodKind].join(' ');

/** The regimes that the acting post lives by: the country's, and those of the province it belongs to. */
export const listRegimes = async (_: unknown, ask: Ask): Promise<Result<typeof api.listRegimes>> => {
  const { tx, actor, today } = ask;
  const names = await q.formNames(tx);
  const province = await provinceAbove(ask);
  const regimes = (await q.allRegimes(tx)).filter(
    ({ unitId }) => actor.allUnits || unitId === null || unitId === province?.id,
  );
  const units = await unitsByIds(
    tx,
    regimes.flatMap(({ unitId }) => (unitId === null ? [] : [{ id: unitId, on: today }])),
  );
  const nowOf = new Map<string, q.RegimeRow>();
  for (const each of regimes) {
    const before = nowOf.get(keyOf(each));
    if (each.validFrom <= today && (!before || each.validFrom >= before.validFrom)) nowOf.set(keyOf(each), each);
  }
  const own = actor.does.has('design') && !actor.allUnits ? await unitById(tx, actor.unitId, today) : null;
  return {
    regimes: regimes.map(({ unitId, form, ...each }) => ({
      ...each,
      remindDays: [...each.remindDays],
      unit: unitId === null ? null : { id: unitId, fullName: units.get(unitId)?.fullName ?? '' },
      form: form === null ? null : { code: form, title: titleOf(names, form) },
      state:
        each.validFrom > today
          ? 'future'
          : nowOf.get(keyOf({ unitId, form, ...each }))?.id === each.id
            ? 'now'
            : 'past',
      madeAt: each.madeAt.toISOString(),
      whyNotWithdraw: sayWhyNot(whyNotWithdrawRegime({ unitId, validFrom: each.validFrom }, actor, today)),
    })),
    forms: names,
    setsFor: own && { id: own.id, fullName: own.fullName },
    whyNot: {
      setRegime: sayWhyNot(whyNotDesignRegimes(actor)),
      setDaysOff: sayWhyNot(whyNotSetDaysOff(actor)),
    },
  };
};

const titleOf = (names: readonly q.FormName[], code: string) =>
  names.find((name) => name.code === code)?.title ?? { vi: code, en: code };

const provinceAbove = async ({ tx, actor, today }: Ask) => {
  const unit = await unitById(tx, actor.unitId, today);
  if (!unit || unit.level === 'nation') return null;
  if (unit.level === 'province') return unit;
  return (await ancestorsOf(tx, actor.unitId, today)).find(({ level }) => level === 'province') ?? null;
};

/**
 * Sets a regime from a day on. What is open, not sent and not yet due follows at once; a deadline is never moved into the past.
 * NĐ 09/2019/NĐ-CP Art. 7–8: the regime fixes who reports to whom and when.
 */
export const setRegime = async (
  { body }: Input<typeof api.setRegime>,
  ask: Ask,
): Promise<Answer<typeof api.setRegime>> => {
  const { tx, actor, now, today } = ask;
  must(whyNotDesignRegimes(actor));
  await q.holdRegimes(tx);
  const forms = await q.formNames(tx);
  const form = body.form === null ? null : forms.find(({ code }) => code === body.form);
  if (body.form !== null) found(form, refuse(unknownForm, { form: body.form }));
  const regimes = await q.allRegimes(tx);
  must(whyNotSetRegime(body, actor, { today, regimes, form: form ?? null }));
  const regime = { ...body, remindDays: [...new Set(body.remindDays)].sort((a, b) => a - b) };
  const id = await q.insertRegime(tx, { ...regime, madeAt: now, madeBy: actor.postId });
  const moved = await realign(ask);
  await ask.audit({
    action: 'reporting.setRegime',
    subject: `regime:${id}`,
    unitId: body.unitId ?? actor.unitId,
    after: { ...regime, moved },
  });
  return { id, moved };
};

/** Takes back a regime that has not begun. */
export const withdrawRegime = async (
  { params }: Input<typeof api.withdrawRegime>,
  ask: Ask,
): Promise<Answer<typeof api.withdrawRegime>> => {
  const { tx, actor, now, today } = ask;
  await q.holdRegimes(tx);
  const province = await provinceAbove(ask);
  const regime = found(
    (await q.allRegimes(tx)).find(
      ({ id, unitId }) => id === params.regimeId && (actor.allUnits || unitId === null || unitId === province?.id),
    ),
    refuse(notFound, {}),
  );
  must(whyNotWithdrawRegime(regime, actor, today));
  await q.withdraw(tx, regime.id, now);
  const moved = await realign(ask);
  const { madeAt: _, ...before } = regime;
  await ask.audit({
    action: 'reporting.withdrawRegime',
    subject: `regime:${regime.id}`,
    unitId: regime.unitId ?? actor.unitId,
    before,
    after: { moved },
  });
  return { moved };
};

/** What would change: the deadlines of the coming year, and the open reports that would move. Nothing is written. */
export const previewRegime = async (
  { query }: Input<typeof api.previewRegime>,
  ask: Ask,
): Promise<Answer<typeof api.previewRegime>> => {
  const { tx, actor, today } = ask;
  must(whyNotDesignRegimes(actor));
  const book = await regimeBook(tx);
  const { unitId = null, form = null } = query;
  const asked: Regime = {
    ...query,
    unitId,
    form,
    // Set last, so it stands before others of its day.
    id: Number.MAX_SAFE_INTEGER,
    moves: query.moves === 'yes',
    lockDays: null,
    opensDays: 0,
    remindDays: [],
    escalateDays: null,
    // As the one in whose place it would stand; it does not decide on deadlines of this level.
    ownAllowed: book.regimes.some((each) => each.unitId === null && each.ownAllowed && each.level === query.level),
  };
  const then = bookOf([...book.regimes, asked], book.special);
  const owed = (period: Period) => ({
    form: form ?? '',
    level: query.level,
    superiorId: unitId ?? actor.unitId,
    period,
  });
  const periods = comingYear(query, query.validFrom > today ? query.validFrom : today);
  const moves = await movesOf(ask, then);
  return {
    periods: periods.map((period) => {
      const rule = then.regimeOf(owed(period));
      return {
        period: sayPeriod(period),
        dueAt: then.dueOf(owed(period)).toISOString(),
        dueBefore: book.dueOf(owed(period)).toISOString(),
        onDayOff: rule !== null && !isWorkingDay(deadlineDay(period, rule, book.special), book.special),
      };
    }),
    moving: moves.length,
  };
};

/** The periods of a calendar and kind whose cut-off lies within a year from a day on, without those that the calendar gave up. */
const comingYear = (
  { calendar, periodKind: kind }: Pick<Regime, 'calendar' | 'periodKind'>,
  from: string,
): Period[] => {
  if (!hasKind(calendar, kind)) return [];
  const until = addDays(from, 366);
  const first = Number(from.slice(0, 4));
  const perYear = { month: 12, quarter: 4, half_year: 2, nine_months: 1, year: 1 }[kind];
  return [first, first + 1, first + 2]
    .flatMap((year) => Array.from({ length: perYear }, (_, at) => periodOf(kind, year, at + 1, calendar)))
    .filter((period) => period.endsOn >= from && period.endsOn < until && isKept(period));
};

/** The open reports whose deadline a book of regimes sets otherwise than it stands, and still to come. */
const movesOf = async ({ tx, actor, now, today }: Ask, book: RegimeBook) =>
  // Whoever sets a regime without standing for the country stands at a province.
  (await q.openAndNotDue(tx, { now, today }, actor.allUnits ? null : { unitId: actor.unitId, isRoot: false })).flatMap(
    (row) => {
      const period = parsePeriod(row.period);
      const dueAt = period && book.dueOf({ ...row, period });
      return dueAt && dueAt > now && dueAt.getTime() !== row.dueAt.getTime() ? [{ ...row, dueAt }] : [];
    },
  );

/** Brings the deadlines of what is open to the regimes of now; answers how many moved. */
const realign = async (ask: Ask): Promise<number> => {
  const moves = await movesOf(ask, await regimeBook(ask.tx));
  if (moves.length === 0) return 0;
  const moved = await q.moveDeadlines(ask.tx, moves, ask.now);
  await tellMoved(ask, moves);
  return moved;
};

export const getDaysOff = async (
  { params }: Input<typeof api.getDaysOff>,
  { tx }: Ask,
): Promise<Answer<typeof api.getDaysOff>> => ({ days: await q.daysOffOf(tx, params.year) });

/** Replaces the days off of a year; deadlines of regimes that move with them follow (Bộ luật Lao động 2019, Art. 112). */
export const setDaysOff = async (
  { params, body }: Input<typeof api.setDaysOff>,
  ask: Ask,
): Promise<Answer<typeof api.setDaysOff>> => {
  const { tx, actor } = ask;
  must(whyNotSetDaysOff(actor));
  must(whyNotDays(params.year, body.days));
  await q.holdRegimes(tx);
  const before = await q.daysOffOf(tx, params.year);
  await q.replaceDaysOff(tx, params.year, body.days);
  const moved = await realign(ask);
  await ask.audit({
    action: 'reporting.setDaysOff',
    subject: `days-off:${params.year}`,
    unitId: actor.unitId,
    before: { days: before },
    after: { days: body.days, moved },
  });
  return { moved };
};
