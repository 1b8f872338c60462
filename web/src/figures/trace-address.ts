/** The address of a trace, as documents and links carry it: `/figures/trace?indicator=…&unit=…&period=…`. */
import { getTrace } from '@app/contract/figures/routes.ts';
import type { Call } from '@app/contract/kernel/route.ts';
import { paths } from '../kernel/paths.ts';

export type TraceQuestion = Call<typeof getTrace>['query'];

/** Reads the parts of an address; null when they do not name a figure. */
export const readQuestion = (parts: Record<string, unknown>): TraceQuestion | null => {
  const read = getTrace.query.safeParse(parts);
  return read.success ? read.data : null;
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
