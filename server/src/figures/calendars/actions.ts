import type * as api from '@app/contract/figures/calendars/routes.ts';
import {
  addDays,
  type Calendar,
  type CalendarRule,
  learnCalendars,
  periodOf,
  rulesByCalendar,
} from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, Input, Result } from '@app/contract/kernel/route.ts';
import type { Ask } from '../../kernel/ask.ts';
import { keepInMemory } from '../../kernel/memory.ts';
import { found, must, sayWhyNot } from '../../kernel/problem.ts';
import { periodOfId } from '../period-ids.ts';
import * as q from './queries.ts';
import { whyNotChangeCalendars, whyNotMove, whyNotSetCalendar, whyNotWithdrawCalendar } from './rules.ts';

// Every process learns a changed calendar in the first transaction that sees it, as it does the catalogue.
keepInMemory('calendars', async (tx) => learnCalendars(await q.calendarRules(tx)));

/** How the calendars close; browsers reckon periods by it, as the server does. */
export const listCalendars = async (
  _: unknown,
  { tx, actor, today }: Ask,
): Promise<Result<typeof api.listCalendars>> => ({
  rules: (await q.calendarRules(tx)).map((rule) => ({
    ...rule,
    kinds: [...rule.kinds],
    whyNotWithdraw: sayWhyNot(whyNotWithdrawCalendar(rule, actor, today)),
  })),
  whyNot: { setCalendarRule: sayWhyNot(whyNotChangeCalendars(actor)) },
});

/** Lets a calendar close otherwise from a day on. Only periods that nobody was asked about yet get other days. */
export const setCalendarRule = async (
  { body }: Input<typeof api.setCalendarRule>,
  ask: Ask,
): Promise<Answer<typeof api.setCalendarRule>> => {
  const { tx, actor, now, today } = ask;
  must(whyNotChangeCalendars(actor));
  await q.holdCalendars(tx);
  const rules = await q.calendarRules(tx);
  must(whyNotSetCalendar(body, { today, rules }));
  const rule = { ...body, kinds: [...new Set(body.kinds)] };
  const moved = await reckonAnew(ask, rule.calendar, [...rules, rule]);
  const id = await q.insertRule(tx, { ...rule, madeAt: now, madeBy: actor.postId });
  await ask.audit({
    action: 'figures.setCalendarRule',
    subject: `calendar:${rule.calendar}`,
    unitId: actor.unitId,
    after: { ...rule, moved },
  });
  return { id, moved };
};

/** Takes back a rule that has not begun. */
export const withdrawCalendarRule = async (
  { params }: Input<typeof api.withdrawCalendarRule>,
  ask: Ask,
): Promise<Answer<typeof api.withdrawCalendarRule>> => {
  const { tx, actor, now, today } = ask;
  await q.holdCalendars(tx);
  const rules = await q.calendarRules(tx);
  const rule = found(
    rules.find(({ id }) => id === params.ruleId),
    refuse(notFound, {}),
  );
  must(whyNotWithdrawCalendar(rule, actor, today));
  const moved = await reckonAnew(
    ask,
    rule.calendar,
    rules.filter(({ id }) => id !== rule.id),
  );
  await q.withdrawRule(tx, rule.id, now);
  await ask.audit({
    action: 'figures.withdrawCalendarRule',
    subject: `calendar:${rule.calendar}`,
    unitId: actor.unitId,
    before: rule,
    after: { moved },
  });
  return { moved };
};

/** Brings the stored days of a calendar's periods to some rules; refused when one that is in use would move. */
const reckonAnew = async ({ tx }: Ask, calendar: Calendar, rules: readonly CalendarRule[]): Promise<number> => {
  const then = rulesByCalendar(rules);
  const moves = (await q.periodsOfCalendar(tx, calendar)).flatMap(({ id, startsOn, endsOn }) => {
    const { kind, year, number } = periodOfId(id);
    const next = periodOf(kind, year, number, calendar, then);
    return next.startsOn === startsOn && next.endsOn === endsOn
      ? []
      : [{ id, during: `[${next.startsOn},${addDays(next.endsOn, 1)})` }];
  });
  if (moves.length === 0) return 0;
  const ids = moves.map(({ id }) => id);
  const [used] = await q.usedPeriods(tx, ids);
  must(whyNotMove(used === undefined ? null : periodOfId(used)));
  return q.movePeriods(tx, moves);
};
