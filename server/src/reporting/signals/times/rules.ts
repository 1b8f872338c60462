/** When reports were sent: many periods at once, and always just before the deadline. */
import type { Evidence } from '@app/contract/reporting/signals/evidence.ts';
import type { Setting } from '@app/contract/reporting/signals/kinds.ts';
import type { Case } from '../case.ts';
import { roundTo } from '../coincidence/rules.ts';

type Of<K extends Evidence['kind']> = Extract<Evidence, { kind: K }>;
const MINUTE = 60_000;

/** Many periods sent for the first time within minutes, by the unit itself; told at the newest of them. */
export const yearAtOnce = (of: Case, { thresholds }: Setting): Of<'year-at-once'> | null => {
  const limit = (thresholds['minutes'] ?? 0) * MINUTE;
  const sent = of.sendings.filter(({ own }) => own).toSorted((one, other) => one.sentAt - other.sentAt);
  const here = sent.find(({ period }) => period === of.sheet.period);
  if (!here) return null;
  let best: typeof sent = [];
  for (const [at, first] of sent.entries()) {
    const burst = sent.slice(at).filter(({ sentAt }) => sentAt - first.sentAt <= limit);
    if (burst.includes(here) && burst.length > best.length) best = burst;
  }
  if (best.length < (thresholds['periods'] ?? 0) || best.some((each) => each.at > here.at)) return null;
  const from = best[0]?.sentAt ?? 0;
  const until = best.at(-1)?.sentAt ?? 0;
  return {
    kind: 'year-at-once',
    periods: best.toSorted((one, other) => one.at - other.at).map(({ period }) => period),
    minutes: roundTo((until - from) / MINUTE, 1),
    from: new Date(from).toISOString(),
  };
};

/** The first sendings of some periods in a row, each in the last minutes before its deadline. */
export const lastHour = (of: Case, { thresholds }: Setting): Of<'last-hour'> | null => {
  const needed = thresholds['periods'] ?? 0;
  const limit = (thresholds['minutes'] ?? 0) * MINUTE;
  const row = Array.from({ length: needed }, (_, back) => of.sendings.find(({ at }) => at === of.sheet.at - back));
  const sendings = row.flatMap((each) => {
    const left = each ? each.dueAt - each.sentAt : -1;
    return each?.own && left >= 0 && left <= limit ? [{ period: each.period, minutes: Math.floor(left / MINUTE) }] : [];
  });
  return needed > 0 && sendings.length === needed ? { kind: 'last-hour', sendings } : null;
};
