import type { CivilDate } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { nfc } from '@app/contract/kernel/text.ts';
import { unknownUnit } from '@app/contract/org/problems.ts';
import type * as api from '@app/contract/org/routes.ts';
import type { Ask } from '../kernel/ask.ts';
import type { Tx } from '../kernel/database.ts';
import { found, must, sayWhyNot } from '../kernel/problem.ts';
import * as life from './life/queries.ts';
import * as q from './queries.ts';
import { reaches } from './reach/queries.ts';
import { aliasOf, dayAfter, searchWords, superiorAmong, whyNotEndTag, whyNotTagUnit } from './rules.ts';
import * as tags from './tags/queries.ts';

/** Units by name without accents, or by code. */
export const searchUnits = (
  { query }: Pick<Input<typeof api.searchUnits>, 'query'>,
  { tx }: Pick<Ask, 'tx'>,
): Promise<Result<typeof api.searchUnits>> =>
  life.searchUnits(tx, { ...searchWords(query.q), on: query.on ?? null, limit: query.limit });

/** The life of a unit. On a day on which it was not in force, its latest state speaks for it. */
export const getUnit = async (
  { params, query }: Pick<Input<typeof api.getUnit>, 'params' | 'query'>,
  ask: Pick<Ask, 'tx' | 'actor' | 'today'>,
): Promise<Result<typeof api.getUnit>> => {
  const { tx, today } = ask;
  const { unitId } = params;
  const unit = found(await life.findBrief(tx, unitId, query.on ?? null), refuse(notFound, {}));
  const day = dayWithin(unit, query.on);
  const parentId = await q.findParentId(tx, unitId, day);
  const ownTags = await tags.tagsOf(tx, unitId);
  const bodies = await q.bodiesOf(tx, unitId);
  const rights = await rightsOver(ask, unitId);
  const inForce = (await q.unitById(tx, unitId, today)) !== null;
  return {
    unit,
    parent: parentId === null ? null : await life.findBrief(tx, parentId, day),
    states: await life.statesOf(tx, unitId),
    predecessors: await life.successionsOf(tx, unitId, 'predecessors'),
    successors: await life.successionsOf(tx, unitId, 'successors'),
    tags: ownTags.map(({ unitId: _, ...tag }) => tag),
    bodies: bodies.map(({ unitId: _, ...body }) => body),
    childCounts: await life.countChildren(tx, unitId, day),
    whyNot: {
      tagUnit: sayWhyNot(whyNotTagUnit({ ...rights, name: unit.fullName, inForce, from: today, to: null })),
      endTag: sayWhyNot(whyNotEndTag({ ...rights, from: today }, today)),
    },
  };
};

/** The asked day where it lies in the state shown, else the state's last day; null: it is open. */
const dayWithin = (
  unit: { validFrom: CivilDate | null; validTo: CivilDate | null },
  on: CivilDate | undefined,
): CivilDate | null => {
  const inForce =
    on !== undefined &&
    (unit.validFrom === null || unit.validFrom <= on) &&
    (unit.validTo === null || on <= unit.validTo);
  return inForce ? on : unit.validTo;
};

/** The units directly below on the tree of a day, today unless said otherwise. */
export const listChildren = async (
  { params, query }: Pick<Input<typeof api.listChildren>, 'params' | 'query'>,
  { tx, today }: Pick<Ask, 'tx' | 'today'>,
): Promise<Result<typeof api.listChildren>> => {
  found(await q.unitById(tx, params.unitId), refuse(notFound, {}));
  return life.findChildren(tx, params.unitId, query.on ?? today);
};

export const listChangeSets = async (_: unknown, { tx }: Pick<Ask, 'tx'>): Promise<Result<typeof api.listChangeSets>> =>
  (await life.listChangeSets(tx)).map(({ appliedAt, ...set }) => ({ ...set, appliedAt: appliedAt.toISOString() }));

/** What the post may do with the tags of a unit. */
const rightsOver = async ({ tx, actor }: Pick<Ask, 'tx' | 'actor'>, unitId: number) => ({
  inReach: actor.allUnits || (await reaches(tx, actor.unitId, unitId)),
  tags: actor.does.has('tag-unit'),
});

/**
 * Tags an area from a day, by a decision; `to` is the last day. Refuses `kernel.not-found` outside the subtree of the
 * post, `kernel.not-allowed`, `org.tag-ends-before-start`, `org.unit-not-in-force`, `org.tag-overlaps`.
 */
export const tagUnit = async (
  { params: { unitId }, body }: Pick<Input<typeof api.tagUnit>, 'params' | 'body'>,
  ask: Ask,
): Promise<Result<typeof api.tagUnit>> => {
  const { tx } = ask;
  const unit = found(await q.unitById(tx, unitId), refuse(notFound, {}));
  const inForce = (await q.unitById(tx, unitId, body.from)) !== null;
  must(
    whyNotTagUnit({ ...(await rightsOver(ask, unitId)), name: unit.fullName, inForce, from: body.from, to: body.to }),
  );
  const tag = { tag: body.tag, from: body.from, to: body.to, basis: nfc(body.basis) };
  const id = await tags.insertTag(tx, {
    unitId,
    tag: tag.tag,
    from: tag.from,
    until: dayAfter(tag.to),
    basis: tag.basis,
  });
  await ask.audit({ action: 'org.tagUnit', subject: `area-tag:${id}`, unitId, after: tag });
  return { done: true };
};

/** Ends an area tag; `to` is its last day. Refuses `kernel.not-found`, `kernel.not-allowed`, `org.tag-ends-before-start`. */
export const endTag = async (
  { params: { unitId, tagId }, body: { to } }: Pick<Input<typeof api.endTag>, 'params' | 'body'>,
  ask: Ask,
): Promise<Result<typeof api.endTag>> => {
  const tag = found(await tags.findTag(ask.tx, unitId, tagId), refuse(notFound, {}));
  must(whyNotEndTag({ ...(await rightsOver(ask, unitId)), from: tag.from }, to));
  await tags.cutTag(ask.tx, tagId, dayAfter(to));
  await ask.audit({
    action: 'org.endTag',
    subject: `area-tag:${tagId}`,
    unitId,
    before: { to: tag.to },
    after: { to },
  });
  return { done: true };
};

/** The units that carry these codes on a day, by the code asked for; unknown codes are left out. */
export const unitsByCode = async (tx: Tx, codes: readonly string[], on: CivilDate): Promise<Map<string, q.Unit>> => {
  const carrying = await q.unitsCarrying(tx, codes, on);
  const others = codes.flatMap((code) => {
    const alias = carrying.has(code) ? null : aliasOf(code);
    return alias === null ? [] : [{ code, alias }];
  });
  if (others.length === 0) return carrying;
  const meant = await q.unitsCarrying(
    tx,
    others.map(({ alias }) => alias),
    on,
  );
  for (const { code, alias } of others) {
    const unit = meant.get(alias);
    if (unit) carrying.set(code, unit);
  }
  return carrying;
};

/** The unit that carries a code on a day; refuses `org.unknown-unit`. */
export const unitByCode = async (tx: Tx, code: string, on: CivilDate): Promise<q.Unit> =>
  found((await unitsByCode(tx, [code], on)).get(code), refuse(unknownUnit, { code, on }));

/** The unit directly above on a day, districts included; null for the nation and for units not in force. */
export const parentOf = async (tx: Tx, unitId: number, on: CivilDate): Promise<q.Unit | null> => {
  const parentId = await q.findParentId(tx, unitId, on);
  return parentId === null ? null : q.unitById(tx, parentId, on);
};

/** The unit that receives a unit's reports on a day; null for the nation and for units not in force. */
export const superiorOf = async (tx: Tx, unitId: number, on: CivilDate): Promise<q.Unit | null> =>
  (await q.unitById(tx, unitId, on)) && superiorAmong(await q.ancestorsOf(tx, unitId, on));

/** The root of the tree; fails before a register has been loaded. */
export const nation = async (tx: Tx): Promise<q.Unit> => found(await q.findNation(tx), refuse(notFound, {}));
