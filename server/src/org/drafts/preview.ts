/** What a prepared change set would do: it is carried out in a transaction that is taken back. */
import { addDays, type CivilDate } from '@app/contract/kernel/period.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import type * as api from '@app/contract/org/drafts/routes.ts';
import type { ChangeItem, ChangePreview } from '@app/contract/org/drafts/routes.ts';
import type { Ask } from '../../kernel/ask.ts';
import { holdUnits } from '../changes/queries.ts';
import { draftAsked } from './actions.ts';
import { heldDraft, passingOf, writeDraft } from './apply.ts';
import type { AtOwner, Changing } from './port.ts';
import * as q from './queries.ts';
import { namedRows } from './rests.ts';

/** Ends the transaction of a rehearsal: nothing of it stays, but what was seen. */
class Rehearsed extends Error {
  readonly seen: ChangePreview;
  constructor(seen: ChangePreview) {
    super('rehearsed');
    this.seen = seen;
  }
}

/**
 * Units side by side, obligations, posts and figures, as they would be after the change. Nobody who reports waits for it: neither
 * reports nor figures are held, and only other change sets stand in line.
 */
export const previewChangeDraft =
  (changing: Changing) =>
  async (
    { params }: Input<typeof api.previewChangeDraft>,
    ask: Ask,
  ): Promise<Answer<typeof api.previewChangeDraft>> => {
    const { draft } = await draftAsked(ask, params.draftId);
    try {
      return await changing.asOwner(ask, async (at): Promise<never> => {
        throw new Rehearsed(await rehearse(at, changing, ask, draft.id));
      });
    } catch (cause) {
      if (cause instanceof Rehearsed) return cause.seen;
      throw cause;
    }
  };

const rehearse = async (at: AtOwner, changing: Changing, ask: Ask, draftId: number): Promise<ChangePreview> => {
  const { effects } = changing;
  await holdUnits(at.owner);
  const draft = await heldDraft(at, changing, ask, draftId, 'look');
  const on = draft.effectiveOn;
  const totals = await effects.watchTotals(at, on, ask.actor.lines.includes('all'));
  const { applied } = await writeDraft(at, changing, draft);
  const touched = (await q.touchedBy(at.ask.tx, applied.id)) ?? { on, begun: [], ended: [], changed: [] };
  const names = await namesOf(at, touched);
  const called = (id: number) => names.get(id) ?? '';
  const passing = await passingOf(at, applied.id);
  return {
    units: await unitsOf(at, applied.id, touched, called),
    obligations: {
      ...(await effects.lookAtObligations(at, passing, called)),
      moved: await effects.openReportsOf(at, await q.movedIn(at.ask.tx, applied.id), on),
    },
    posts: (await effects.postsAt(at, touched.ended)).map(({ unitId, ...held }) => ({ unit: called(unitId), ...held })),
    bodies: await q.bodyNames(at.ask.tx, touched.begun),
    named: (await namedRows(at, touched.ended, toldElsewhere)).map(({ what, count, unitIds }) => ({
      what,
      count,
      units: unitIds.map(called),
    })),
    figures: {
      ...(await totals([...touched.ended, ...touched.changed])),
      notAllocated: await notAllocated(at, draft.items, on, called),
    },
  };
};

/** Figures and posts have their own place in what is shown. */
const toldElsewhere: ReadonlySet<string> = new Set(['figures sheet', 'figures edition', 'identity post']);

/** What the touched units are called: new ones as they will be, all others as on the eve. */
const namesOf = async (at: AtOwner, { on, begun, ended, changed }: q.Touched): Promise<Map<number, string>> =>
  new Map(
    [
      ...(await q.placesOn(at.ask.tx, begun, on)),
      ...(await q.placesOn(at.ask.tx, [...ended, ...changed], addDays(on, -1))),
    ].map(({ unitId, fullName }) => [unitId, fullName]),
  );

const unitsOf = async (
  at: AtOwner,
  changeSetId: number,
  { on, begun, ended, changed }: q.Touched,
  called: (id: number) => string,
): Promise<ChangePreview['units']> => {
  const { tx } = at.ask;
  const pairs = await q.successionsIn(tx, changeSetId);
  const ids = [...ended, ...begun, ...changed];
  const places = async (day: CivilDate) =>
    new Map((await q.placesOn(tx, ids, day)).map((place) => [place.unitId, place]));
  const [before, after] = [await places(addDays(on, -1)), await places(on)];
  const targets = await q.placesOn(
    tx,
    pairs.map(({ successorId }) => successorId),
    on,
  );
  const targetName = new Map(targets.map(({ unitId, fullName }) => [unitId, fullName]));
  const line = (id: number, fate: ChangePreview['units'][number]['fate']) => ({
    fate,
    before: sayPlace(before.get(id)),
    after: sayPlace(after.get(id)),
    others: pairs.flatMap(({ predecessorId, successorId, weight }) =>
      predecessorId === id
        ? [{ fullName: targetName.get(successorId) ?? '', share: weight }]
        : fate === 'begins' && successorId === id
          ? [{ fullName: called(predecessorId), share: weight }]
          : [],
    ),
  });
  return [
    ...ended.map((id) => line(id, 'ends')),
    ...begun.map((id) => line(id, 'begins')),
    ...changed.map((id) => line(id, 'changes')),
  ];
};

const sayPlace = (place: q.Place | undefined) =>
  place ? { code: place.code, fullName: place.fullName, parent: place.parent } : null;

/** Divided units of which a share is not known: what they counted before the day stays where all parts meet (figures.md §4). */
const notAllocated = async (
  at: AtOwner,
  items: readonly ChangeItem[],
  on: CivilDate,
  called: (id: number) => string,
): Promise<ChangePreview['figures']['notAllocated']> => {
  const divided = items.flatMap((item) =>
    item.kind === 'split' && item.unitId !== null && item.parts.some(({ share }) => share === null)
      ? [item.unitId]
      : [],
  );
  return (await q.standingAt(at.ask.tx, divided, on)).map(({ id, standsAt }) => ({ unit: called(id), standsAt }));
};
