/** Change sets while they are prepared: kept, looked at beforehand, applied, taken back. */
import * as z from 'zod';
import { periodAnswer } from '../../figures/routes.ts';
import { civilDate, done, freeText, id, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { unitBrief } from '../routes.ts';
import { unitTypes } from '../words.ts';

const unitCode = z.string().regex(/^(\d{2}|\d{5})$/);
/** A draft may be half finished, so that a name may still be missing. */
const name = freeText(0, 80);
const legal = freeText(0, 300);

/** A unit that stands already, by its id; or one that another item of the same draft begins, by its new code. */
const unitRef = z.union([z.strictObject({ unitId: id }), z.strictObject({ code: unitCode })]);
export type UnitRef = z.infer<typeof unitRef>;

const newUnit = z.strictObject({
  code: unitCode.nullable(),
  name,
  type: z.enum(unitTypes),
  parent: unitRef.nullable(),
});
export type NewUnit = z.infer<typeof newUnit>;

/** Where something goes: into a unit that goes on, or into one that begins. Neither: not said yet. */
const target = { unit: unitRef.nullable(), begins: newUnit.nullable() };
const targetInput = z.strictObject(target);
export type Target = z.infer<typeof targetInput>;

/** Units go over whole into one. */
const merge = z.strictObject({
  kind: z.literal('merge'),
  from: z.array(id).max(60),
  into: targetInput,
  clause: legal,
});
/** One unit is divided. `share`: the part of its population that goes there, 0 to 1; null: the paper does not say. */
const split = z.strictObject({
  kind: z.literal('split'),
  unitId: id.nullable(),
  parts: z.array(z.strictObject({ ...target, share: z.number().min(0).max(1).nullable() })).max(20),
  clause: legal,
});
/** A unit stays itself under another name, type, code or parent; null: that stays as it is. */
const change = z.strictObject({
  kind: z.literal('change'),
  unitId: id.nullable(),
  name: name.nullable(),
  type: z.enum(unitTypes).nullable(),
  code: unitCode.nullable(),
  parent: unitRef.nullable(),
  clause: legal,
});
export const changeItem = z.discriminatedUnion('kind', [merge, split, change]);
export type ChangeItem = z.infer<typeof changeItem>;

const draftFields = {
  title: z.strictObject({ vi: freeText(0, 200), en: freeText(0, 200) }),
  effectiveOn: civilDate.nullable(),
  legalBasis: legal,
  items: z.array(changeItem).max(400),
};
const draftInput = z.strictObject(draftFields);
export type DraftInput = z.infer<typeof draftInput>;

const faultAnswer = z.object({ path: z.string(), code: z.string(), says: wordsAnswer });
const draftId = z.object({ draftId: id });

const draftBrief = z.object({
  id: z.number().int(),
  title: wordsAnswer,
  effectiveOn: civilDate.nullable(),
  /** The unit whose administrator prepares it. */
  unit: z.object({ id: z.number().int(), fullName: z.string() }),
  items: z.number().int(),
  changedAt: moment,
  /** The change set it has become; null: prepared only. */
  changeSetId: z.number().int().nullable(),
});

export const listChangeDrafts = route({
  method: 'GET',
  path: '/api/change-drafts',
  summary: 'Change sets being prepared, and those that were applied from here, in the subtree of the post',
  response: z.object({ drafts: z.array(draftBrief), whyNot: z.object({ createChangeDraft: whyNotAnswer }) }),
});

const draftAnswer = draftBrief.extend({
  legalBasis: z.string(),
  items: z.array(changeItem),
  version: z.number().int(),
  /** The units it names, as they stand on its eve, else in their latest state. */
  units: z.array(unitBrief),
  /** What keeps it from being applied, each at its place. */
  faults: z.array(faultAnswer),
  /** What rests on it since it was applied, by name: it cannot be undone before that is gone. */
  rests: z.array(wordsAnswer),
  whyNot: z.object({
    saveChangeDraft: whyNotAnswer,
    deleteChangeDraft: whyNotAnswer,
    applyChangeDraft: whyNotAnswer,
    undoChangeDraft: whyNotAnswer,
  }),
});
export type DraftAnswer = z.infer<typeof draftAnswer>;

export const createChangeDraft = route({
  method: 'POST',
  path: '/api/change-drafts',
  summary: 'Begin to prepare a change set',
  body: draftInput,
  response: z.object({ id: z.number().int() }),
});

export const getChangeDraft = route({
  method: 'GET',
  path: '/api/change-drafts/:draftId',
  summary: 'A change set being prepared or applied, with what is still wrong in it and what rests on it',
  params: draftId,
  response: draftAnswer,
});

export const saveChangeDraft = route({
  method: 'PUT',
  path: '/api/change-drafts/:draftId',
  summary: 'Keep a change set being prepared; it may still have faults',
  params: draftId,
  body: z.strictObject({ ...draftFields, version: z.number().int().min(1) }),
  response: z.object({ version: z.number().int(), faults: z.array(faultAnswer) }),
});

export const deleteChangeDraft = route({
  method: 'DELETE',
  path: '/api/change-drafts/:draftId',
  summary: 'Throw away a change set that was prepared and not applied',
  params: draftId,
  response: done,
});

const placeAnswer = z.object({ code: z.string(), fullName: z.string(), parent: z.string().nullable() });
const previewAnswer = z.object({
  /** Every unit that ends, begins or changes. */
  units: z.array(
    z.object({
      fate: z.enum(['ends', 'begins', 'changes']),
      before: placeAnswer.nullable(),
      after: placeAnswer.nullable(),
      /** Where an ending unit goes, or where a new one comes from. */
      others: z.array(z.object({ fullName: z.string(), share: z.number().nullable() })),
    }),
  ),
  obligations: z.object({
    /** Reports of ending units for periods that end before the day, not accepted yet. They stay theirs. */
    stay: z.array(
      z.object({
        unit: z.string(),
        form: wordsAnswer,
        period: periodAnswer,
        /** `submitted` is decided on by who stands above the successor; anything else must be sent before the day. */
        state: z.enum(['not_sent', 'draft', 'submitted', 'returned']),
        decider: z.string().nullable(),
      }),
    ),
    /** Of which only the first hundred are told. */
    staying: z.number().int(),
    /** Open reports of ending units for periods that end on the day or later: nobody owes them any more. */
    withdrawn: z.number().int(),
    /** What new units owe, from which period on. */
    opens: z.array(z.object({ unit: z.string(), form: wordsAnswer, from: periodAnswer, reports: z.number().int() })),
    /** Open reports that go to another superior. */
    moved: z.number().int(),
  }),
  /** Who holds posts at ending units: from the day they read on and do nothing any more. */
  posts: z.array(z.object({ unit: z.string(), posts: z.number().int(), accounts: z.number().int() })),
  /** Bodies that begin with new units. */
  bodies: z.array(wordsAnswer),
  /** What names ending units besides: regimes, targets, requests, links. */
  named: z.array(z.object({ what: wordsAnswer, count: z.number().int(), units: z.array(z.string()) })),
  figures: z.object({
    /** Periods with figures that end on the day or later: their totals move to the new tree. */
    periods: z.array(periodAnswer),
    /** Totals that change. */
    changed: z.number().int(),
    /** National totals that were compared, and those among them that would differ: always 0. */
    national: z.object({ compared: z.number().int(), differing: z.number().int() }),
    /** The first totals that change; null for posts that read no figures. */
    totals: z
      .array(
        z.object({
          unit: z.string(),
          period: periodAnswer,
          indicator: wordsAnswer,
          before: z.number().nullable(),
          after: z.number().nullable(),
        }),
      )
      .nullable(),
    /** Divided units without a known share: their earlier figures stay where all parts meet. */
    notAllocated: z.array(z.object({ unit: z.string(), standsAt: z.string() })),
  }),
});
export type ChangePreview = z.infer<typeof previewAnswer>;

export const previewChangeDraft = route({
  method: 'GET',
  path: '/api/change-drafts/:draftId/preview',
  summary: 'What a change set would do to units, obligations, posts and figures; nothing is written',
  params: draftId,
  response: previewAnswer,
});

export const applyChangeDraft = route({
  method: 'POST',
  path: '/api/change-drafts/:draftId/apply',
  summary: 'Apply a prepared change set: units, obligations and totals in one transaction, all or nothing',
  sensitive: true,
  params: draftId,
  body: z.strictObject({ version: z.number().int().min(1) }),
  response: z.object({
    changeSetId: z.number().int(),
    begun: z.number().int(),
    changed: z.number().int(),
    ended: z.number().int(),
    opened: z.number().int(),
    withdrawn: z.number().int(),
  }),
});

export const undoChangeDraft = route({
  method: 'POST',
  path: '/api/change-drafts/:draftId/undo',
  summary: 'Take back a change set on which nothing rests; it is prepared again',
  sensitive: true,
  params: draftId,
  body: z.strictObject({ reason: freeText(3, 300) }),
  response: done,
});
