/** Applying a prepared change set, and taking it back. */
import { createHash } from 'node:crypto';
import { addDays, type CivilDate } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import type * as api from '@app/contract/org/drafts/routes.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must } from '../../kernel/problem.ts';
import { holdUnits, latestName, upsertBodies, type WrittenChange, writeChange } from '../changes/queries.ts';
import { removeUnits, restoreUnits } from '../changes/undo-queries.ts';
import { bodiesAtStart } from '../rules.ts';
import { draftAsked, faultsIn, hasDay } from './actions.ts';
import { factsOf } from './gather.ts';
import { planOf } from './plan/rules.ts';
import type { AtOwner, Changing, Passing } from './port.ts';
import * as q from './queries.ts';
import { remaining, restsOn } from './rests.ts';
import { whyNotApply, whyNotKeep, whyNotThisVersion, whyNotUndo } from './rules.ts';

type Dated = q.DraftRow & { effectiveOn: CivilDate };

/** One change set at a time from here on; the draft as it is now, without faults. Refuses `org.change-has-faults` by field. */
export const heldDraft = async (
  at: AtOwner,
  changing: Changing,
  ask: Ask,
  draftId: number,
  action: 'apply' | 'look',
): Promise<Dated> => {
  await q.holdDraft(at.ask.tx, draftId);
  const draft = found(await q.findDraft(at.ask.tx, draftId), refuse(notFound, {}));
  const { doer } = await draftAsked(ask, draftId);
  const faults = await faultsIn(at, changing, draft);
  // Who may look at a draft may look at what it would do; only who prepared it applies it.
  must(whyNotApply(action === 'apply' ? doer : { ...doer, changes: true, level: 'nation', own: true }, draft, faults));
  return found(hasDay(draft) ? draft : null, refuse(notFound, {}));
};

/** Writes the units of a draft by the path that registers take too (decision 0034). */
export const writeDraft = async (at: AtOwner, changing: Changing, draft: Dated): Promise<WrittenChange> => {
  const plan = planOf(draft, await factsOf(at, changing.effects, draft));
  const sourceHash = createHash('sha256').update(`draft ${draft.id} version ${draft.version}`).digest('hex');
  return writeChange(at.owner, plan, sourceHash, at.ask.now);
};

/** Who owes from the day on what ending units owed: the units that begin in their place. */
export const passingOf = async (at: AtOwner, changeSetId: number): Promise<Passing> => {
  const touched = found(await q.touchedBy(at.ask.tx, changeSetId), refuse(notFound, {}));
  const pairs = await q.successionsIn(at.ask.tx, changeSetId);
  return {
    on: touched.on,
    ended: touched.ended,
    opened: touched.begun.map((unitId) => ({
      unitId,
      like: pairs.filter(({ successorId }) => successorId === unitId).map(({ predecessorId }) => predecessorId),
    })),
  };
};

/** The other way round: what new units owed is owed again by those they had taken over. */
const passingBack = async (at: AtOwner, changeSetId: number): Promise<Passing> => {
  const touched = found(await q.touchedBy(at.ask.tx, changeSetId), refuse(notFound, {}));
  const pairs = await q.successionsIn(at.ask.tx, changeSetId);
  return {
    on: touched.on,
    ended: touched.begun,
    opened: touched.ended.map((unitId) => ({
      unitId,
      like: pairs.filter(({ predecessorId }) => predecessorId === unitId).map(({ successorId }) => successorId),
    })),
  };
};

const say = (place: q.Place | undefined) =>
  place && { code: place.code, fullName: place.fullName, parent: place.parent };

/** One entry for each unit that began, ended or changed; `back`: that is taken back. */
const auditUnits = async (at: AtOwner, changeSetId: number, touched: q.Touched, back = false): Promise<void> => {
  const { tx, audit } = at.ask;
  const ids = [...touched.begun, ...touched.ended, ...touched.changed];
  const places = async (on: CivilDate) =>
    new Map((await q.placesOn(tx, ids, on)).map((place) => [place.unitId, place]));
  const eve = await places(addDays(touched.on, -1));
  const day = await places(touched.on);
  const [before, after] = back ? [day, eve] : [eve, day];
  await audit(
    ids.map((unitId) => ({
      action: 'org.changeUnit',
      subject: `unit:${unitId}`,
      unitId,
      before: say(before.get(unitId)) ?? null,
      after: { ...say(after.get(unitId)), on: touched.on, changeSet: changeSetId, ...(back && { back }) },
    })),
  );
};

/**
 * Applies a prepared change set: units, obligations and the totals of open periods, with an entry for each unit, in one
 * transaction of the owner; all of it stands, or nothing. Refuses `org.change-has-faults`, `org.change-already-applied`,
 * `kernel.changed-meanwhile`.
 */
export const applyChangeDraft =
  (changing: Changing) =>
  async (
    { params, body }: Input<typeof api.applyChangeDraft>,
    ask: Ask,
  ): Promise<Answer<typeof api.applyChangeDraft>> => {
    const { draft: seen, doer } = await draftAsked(ask, params.draftId);
    must(whyNotKeep(doer, seen) ?? whyNotThisVersion(body.version, seen.version));
    const done = await changing.asOwner(ask, async (at) => {
      await holdUnits(at.owner);
      await changing.effects.hold(at);
      const draft = await heldDraft(at, changing, ask, seen.id, 'apply');
      must(whyNotThisVersion(body.version, draft.version));
      const { applied } = await writeDraft(at, changing, draft);
      const passed = await changing.effects.passObligations(at, await passingOf(at, applied.id));
      await changing.effects.rebuildTotals(at, draft.effectiveOn);
      await q.setApplied(at.ask.tx, draft.id, applied.id);
      const touched = found(await q.touchedBy(at.ask.tx, applied.id), refuse(notFound, {}));
      await auditUnits(at, applied.id, touched);
      const { id: changeSetId, begun, changed, ended } = applied;
      return { changeSetId, begun, changed, ended, ...passed };
    });
    await ask.audit({
      action: 'org.applyChangeSet',
      subject: `change-set:${done.changeSetId}`,
      unitId: seen.unitId,
      after: { draft: seen.id, title: seen.title, effectiveOn: seen.effectiveOn, ...done },
    });
    return done;
  };

/** The bodies of a unit that has its former name again are called by it. */
const nameBodies = async ({ owner }: AtOwner, unitId: number): Promise<void> => {
  const unit = await latestName(owner, unitId);
  if (unit)
    await upsertBodies(
      owner,
      bodiesAtStart(unit).map((body) => ({ unitId, ...body })),
    );
};

/**
 * Takes back a change set on which nothing rests: units, reach and totals stand as before, and it is prepared again. Refuses
 * `org.something-rests-on-change` with the names of what rests.
 */
export const undoChangeDraft =
  (changing: Changing) =>
  async (
    { params, body }: Input<typeof api.undoChangeDraft>,
    ask: Ask,
  ): Promise<Answer<typeof api.undoChangeDraft>> => {
    const { draft: seen, doer } = await draftAsked(ask, params.draftId);
    must(whyNotUndo(doer, seen, []));
    await changing.asOwner(ask, async (at) => {
      const { tx } = at.ask;
      await holdUnits(at.owner);
      await changing.effects.hold(at);
      await q.holdDraft(tx, seen.id);
      const draft = found(await q.findDraft(tx, seen.id), refuse(notFound, {}));
      const changeSetId = draft.appliedAs ?? 0;
      must(whyNotUndo(doer, draft, await restsOn(at, changing.effects, changeSetId)));
      const touched = found(await q.touchedBy(tx, changeSetId), refuse(notFound, {}));
      const passing = await passingBack(at, changeSetId);
      await auditUnits(at, changeSetId, touched, true);
      await q.setApplied(tx, draft.id, null);
      await restoreUnits(at.owner, changeSetId, touched);
      for (const unitId of touched.changed) await nameBodies(at, unitId);
      await changing.effects.passObligations(at, passing);
      await changing.effects.rebuildTotals(at, touched.on);
      await changing.effects.forget(at, touched.begun);
      // Nothing else may be left, whatever came between the question and here.
      must(whyNotUndo(doer, draft, await remaining(at, touched.begun)));
      await removeUnits(at.owner, changeSetId, touched);
    });
    await ask.audit({
      action: 'org.undoChangeSet',
      subject: `change-draft:${seen.id}`,
      unitId: seen.unitId,
      before: { changeSet: seen.appliedAs, effectiveOn: seen.effectiveOn },
      after: { reason: body.reason },
    });
    return { done: true };
  };
