/** Preparing change sets: kept, shown with what is wrong in them, thrown away. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { type FieldFault, refuse } from '@app/contract/kernel/problem.ts';
import { changedMeanwhile, notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type * as api from '@app/contract/org/drafts/routes.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, sayWhyNot } from '../../kernel/problem.ts';
import { findBrief } from '../life/queries.ts';
import { unitById } from '../queries.ts';
import { factsOf, noFacts, unitsNamed } from './gather.ts';
import type { AtOwner, Changing } from './port.ts';
import * as q from './queries.ts';
import { restsOn } from './rests.ts';
import {
  type DraftDoer,
  faultsOf,
  whyNotApply,
  whyNotKeep,
  whyNotPrepare,
  whyNotSeeDrafts,
  whyNotThisVersion,
  whyNotUndo,
} from './rules.ts';

type By = Pick<Ask, 'tx' | 'actor' | 'today'>;

const doerOf = async ({ tx, actor, today }: By): Promise<Omit<DraftDoer, 'own'>> => ({
  changes: actor.does.has('change-units'),
  looks: actor.does.has('tag-unit'),
  level: (await unitById(tx, actor.unitId, today))?.level ?? '',
});

/** The draft that is asked about and who asks; refuses `kernel.not-found` also for what may not be seen. */
export const draftAsked = async (ask: By, draftId: number): Promise<{ draft: q.DraftRow; doer: DraftDoer }> => {
  const draft = found(await q.findDraft(ask.tx, draftId), refuse(notFound, {}));
  return { draft, doer: { ...(await doerOf(ask)), own: draft.unitId === ask.actor.unitId } };
};

/** What is wrong in a draft, by field. */
export const faultsIn = async (at: AtOwner, { effects }: Changing, draft: q.DraftRow): Promise<FieldFault[]> =>
  faultsOf(draft, hasDay(draft) ? await factsOf(at, effects, draft) : noFacts(draft.unitId, at.ask.today));

export const hasDay = <D extends { effectiveOn: CivilDate | null }>(
  draft: D,
): draft is D & { effectiveOn: CivilDate } => draft.effectiveOn !== null;

const brief = ({ id, title, effectiveOn, unitId, unitName, changedAt, appliedAs }: q.DraftRow) => ({
  id,
  title,
  effectiveOn,
  unit: { id: unitId, fullName: unitName },
  changedAt: changedAt.toISOString(),
  changeSetId: appliedAs,
});

/** The change sets being prepared or applied in the subtree of the post. */
export const listChangeDrafts = async (_: unknown, ask: Ask): Promise<Answer<typeof api.listChangeDrafts>> => {
  const doer = await doerOf(ask);
  must(whyNotSeeDrafts(doer));
  return {
    drafts: (await q.listDrafts(ask.tx)).map((row) => ({ ...brief(row), items: row.items.length })),
    whyNot: { createChangeDraft: sayWhyNot(whyNotPrepare(doer)) },
  };
};

/** One change set; its faults while it is prepared, what rests on it once it is applied. */
export const getChangeDraft =
  (changing: Changing) =>
  async ({ params }: Input<typeof api.getChangeDraft>, ask: Ask): Promise<Answer<typeof api.getChangeDraft>> => {
    const { draft, doer } = await draftAsked(ask, params.draftId);
    const { appliedAs } = draft;
    const { faults, rests } = await changing.asOwner(
      ask,
      async (at): Promise<{ faults: FieldFault[]; rests: Words[] }> =>
        appliedAs === null
          ? { faults: await faultsIn(at, changing, draft), rests: [] }
          : { faults: [], rests: await restsOn(at, changing.effects, appliedAs) },
    );
    const eve = draft.effectiveOn;
    const units = await Promise.all(unitsNamed(draft.items).map((id) => findBrief(ask.tx, id, eve)));
    return {
      ...brief(draft),
      legalBasis: draft.legalBasis,
      items: draft.items,
      version: draft.version,
      units: units.filter((unit) => unit !== null),
      faults,
      rests,
      whyNot: {
        saveChangeDraft: sayWhyNot(whyNotKeep(doer, draft)),
        deleteChangeDraft: sayWhyNot(whyNotKeep(doer, draft)),
        applyChangeDraft: sayWhyNot(whyNotApply(doer, draft, faults)),
        undoChangeDraft: sayWhyNot(whyNotUndo(doer, draft, rests)),
      },
    };
  };

/** Begins to prepare a change set for the own unit's area. */
export const createChangeDraft = async (
  { body }: Input<typeof api.createChangeDraft>,
  ask: Ask,
): Promise<Answer<typeof api.createChangeDraft>> => {
  must(whyNotPrepare(await doerOf(ask)));
  const { unitId } = ask.actor;
  const id = await q.insertDraft(ask.tx, unitId, body, ask.now);
  await ask.audit({
    action: 'org.createChangeDraft',
    subject: `change-draft:${id}`,
    unitId,
    after: { title: body.title, effectiveOn: body.effectiveOn },
  });
  return { id };
};

/** Keeps a draft, faults and all. Refuses `kernel.changed-meanwhile`, `org.change-already-applied`. */
export const saveChangeDraft =
  (changing: Changing) =>
  async (
    { params, body }: Input<typeof api.saveChangeDraft>,
    ask: Ask,
  ): Promise<Answer<typeof api.saveChangeDraft>> => {
    const { draft, doer } = await draftAsked(ask, params.draftId);
    must(whyNotKeep(doer, draft) ?? whyNotThisVersion(body.version, draft.version));
    const version = found(await q.updateDraft(ask.tx, draft.id, body, ask.now), refuse(changedMeanwhile, {}));
    await ask.audit({
      action: 'org.saveChangeDraft',
      subject: `change-draft:${draft.id}`,
      unitId: draft.unitId,
      after: { version, title: body.title, effectiveOn: body.effectiveOn, items: body.items.length },
    });
    const { title, effectiveOn, legalBasis, items } = body;
    const kept = { ...draft, title, effectiveOn, legalBasis, items };
    return { version, faults: await changing.asOwner(ask, (at) => faultsIn(at, changing, kept)) };
  };

/** Throws away a draft that was not applied. */
export const deleteChangeDraft = async (
  { params }: Input<typeof api.deleteChangeDraft>,
  ask: Ask,
): Promise<Answer<typeof api.deleteChangeDraft>> => {
  const { draft, doer } = await draftAsked(ask, params.draftId);
  must(whyNotKeep(doer, draft));
  await q.deleteDraft(ask.tx, draft.id);
  await ask.audit({
    action: 'org.deleteChangeDraft',
    subject: `change-draft:${draft.id}`,
    unitId: draft.unitId,
    before: { title: draft.title, effectiveOn: draft.effectiveOn, items: draft.items.length },
  });
  return { done: true };
};
