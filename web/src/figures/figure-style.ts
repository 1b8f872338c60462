import type { TraceAnswer } from '@app/contract/figures/routes.ts';

/** How figures of an indicator are written: a rate with its sign, an average with one decimal, a count as it is. */
export const figureStyle = ({ kind }: TraceAnswer['indicator']): { unit?: string; decimals?: number } =>
  kind === 'R' ? { unit: '%' } : kind === 'A' ? { decimals: 1 } : {};

/** The same in a column whose head carries the unit. */
export const columnStyle = ({ kind }: Pick<TraceAnswer['indicator'], 'kind'>): { decimals?: number } =>
  kind === 'R' || kind === 'A' ? { decimals: 1 } : {};
