/** The address of a trace, as documents and links carry it: `/figures/trace?indicator=…&unit=…&period=…`. */
import { type getTrace, type Line, lines, type Reading, readings } from '@app/contract/figures/routes.ts';
import { parsePeriod } from '@app/contract/kernel/period.ts';
import type { Call } from '@app/contract/kernel/route.ts';
import { paths } from '../kernel/paths.ts';

export type TraceQuestion = Call<typeof getTrace>['query'];

const INDICATOR = /^[a-z][a-z0-9_]{0,79}$/;

/** Reads the parts of an address, with what the contract assumes; null when they do not name a figure. The server judges them again. */
export const readQuestion = ({
  indicator,
  unit,
  period,
  line = 'all',
  reading = 'accepted',
}: Record<string, unknown>): TraceQuestion | null => {
  const asked = { indicator: String(indicator), unit: Number(unit), period: String(period) };
  const named = INDICATOR.test(asked.indicator) && Number.isSafeInteger(asked.unit) && asked.unit > 0;
  if (!named || parsePeriod(asked.period) === null) return null;
  if (!readings.includes(reading as Reading) || ![...lines, 'all'].includes(line as Line)) return null;
  return { ...asked, line: line as Line, reading: reading as Reading };
};

/** Reads the whole address of a trace; null for any other address. */
export const readTraceAddress = (address: string): TraceQuestion | null => {
  const [path, search = ''] = address.split('?');
  return path === paths.trace ? readQuestion(Object.fromEntries(new URLSearchParams(search))) : null;
};

/** The parts of an address as texts, for a link; what the contract assumes is left out. */
export const searchOf = ({ indicator, unit, period, line, reading }: TraceQuestion): Record<string, string> => ({
  indicator,
  unit: String(unit),
  period,
  ...(line && line !== 'all' && { line }),
  ...(reading && reading !== 'accepted' && { reading }),
});
