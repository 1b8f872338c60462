/** The door of the figures ledger. */
export { periodOfCode, sayPeriod, unitsToRead } from './actions.ts';
export { syncCatalogue } from './catalogue/sync.ts';
export { publishedValues } from './edition/frozen.ts';
export { editionById, editionsOf, freeze, hashToday } from './edition/queries.ts';
export { periodId } from './period-ids.ts';
export type { Provenance } from './provenance.ts';
export { acceptSheets, type Extent, putExpectations, putSheets, withdrawSheet } from './queries.ts';
export { figuresRoutes } from './routes.ts';
export { whyNotReadLine } from './rules.ts';
export { toSheet } from './slots.ts';
export { readFigures } from './totals.ts';
export { differencesOfTotals, rebuildTotals, sheetsUnlike } from './verify/actions.ts';
export { editionsUnlike } from './verify/queries.ts';
