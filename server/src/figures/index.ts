/** The door of the figures ledger. */
export { periodOfCode, sayPeriod, unitsToRead } from './actions.ts';
export { addIndicators, foreignIndicator, type NewIndicator, toIndicator } from './catalogue/added.ts';
export { type AddedRow, addedRows, countAdded, storeEnd, storeWords } from './catalogue/queries.ts';
export { syncCatalogue } from './catalogue/sync.ts';
export { changedSlots, type SlotChange, unitsOfEdition } from './edition/changes-queries.ts';
export { publishedValues } from './edition/frozen.ts';
export { editionById, editionsOf, freeze, hashToday, unitsIssued } from './edition/queries.ts';
export { exportAsCsv, exportAsParquet } from './export/actions.ts';
export { periodId, periodOfId } from './period-ids.ts';
export { totalsIfAccepted } from './preview/actions.ts';
export type { Provenance } from './provenance.ts';
export {
  acceptSheets,
  dropExpectations,
  type Extent,
  type HeldRow,
  heldOf,
  postInTurn,
  putExpectations,
  putSheets,
  unitsNotExpecting,
  withdrawSheet,
} from './queries.ts';
export { forgetTotals, issuedPeriods, watchTotals } from './regrouping/actions.ts';
export { figuresRoutes } from './routes.ts';
export { whyNotReadLine } from './rules.ts';
export { toSheet } from './slots.ts';
export { readFigures } from './totals.ts';
export { differencesOfTotals, rebuildExpected, rebuildTotals, sheetsUnlike } from './verify/actions.ts';
export { editionsUnlike, holdPostings } from './verify/queries.ts';
