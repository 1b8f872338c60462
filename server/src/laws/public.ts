/** What the routes that are open to everybody may say: nothing of the ledger, and no indicator that is internal. */
import { catalogue } from '@app/contract/figures/catalogue.ts';
import type { NamedRoute } from './repository.ts';

const internal = catalogue.filter((indicator) => !indicator.public);

/** Internal indicators that a text names, by id or in words. */
export const internalIn = (text: string): string[] =>
  internal
    .filter(({ id, words }) => [id, words.vi, words.en].some((name) => text.includes(name)))
    .map(({ id }) => id as string);

/** Names of fields that hold figures in the answers of this product. */
const ofFigures = new Set([
  'indicator',
  'indicatorid',
  'indicators',
  'figure',
  'figures',
  'cells',
  'value',
  'values',
  'total',
]);

/** Fields of figures in an answer, at whatever depth, as a path. */
export const figuresIn = (answer: unknown, path = ''): string[] => {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([key, inner]) => {
    const here = path ? `${path}.${key}` : key;
    return [...(ofFigures.has(key.toLowerCase()) ? [here] : []), ...figuresIn(inner, here)];
  });
};

/** The routes that answer without a session. */
export const openRoutes = (routes: readonly NamedRoute[]): NamedRoute[] => routes.filter(({ route }) => route.open);
