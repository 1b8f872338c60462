/** The door of the room: units on a day, their bodies and tags, and the import of registers. */
export { nation, parentOf, superiorOf, tagUnit, unitByCode, unitsByCode } from './actions.ts';
export { ensureBodies } from './bodies/actions.ts';
export { type UnitBelow, unitsBelowWithSuperior } from './bodies/queries.ts';
export type { BodyKind } from './body.ts';
export { chooseUnits } from './choice/kept.ts';
export { type ChosenUnit, pairsWithin, tagsOfUnits, type UnitTerm } from './choice/queries.ts';
export type { AsOwner, ChangeEffects } from './drafts/port.ts';
export {
  boundariesSince,
  communeIdsBelow,
  reformBetween,
  reformsWithin,
  unitsDirectlyBelow,
  unitsWithSuperior,
} from './facts/queries.ts';
export { ensureBody, importUnits, unitsFolder } from './import.ts';
export { allStretches, allSuccessions, stepsAbout, unitsInTime } from './lineage/queries.ts';
export {
  ancestorsOf,
  bodiesByIds,
  bodyOf,
  type Unit,
  unitById,
  unitFacts,
  unitsBelow,
  unitsByIds,
  unitsInForce,
} from './queries.ts';
export { reaches, unitsBelowEver } from './reach/queries.ts';
export { orgRoutes } from './routes.ts';
export { orgConstraints } from './rules.ts';
export { tagsOn } from './tags/queries.ts';
