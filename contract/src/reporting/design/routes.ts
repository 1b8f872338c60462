/** Administration of what is asked: indicators added while the program runs, forms and their versions. */
import * as z from 'zod';
import { groupNames } from '../../figures/catalogue.ts';
import { lines, periodAnswer, periodCode } from '../../figures/routes.ts';
import { civilDate, done, freeText, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { Calendar } from '../../kernel/period.ts';
import { route } from '../../kernel/route.ts';
import { formVersion } from '../routes.ts';

/** A name in both languages; without an English one the Vietnamese stands for both. */
const name = (least: number, most: number) =>
  z.strictObject({ vi: freeText(least, most), en: freeText(0, most).default('') });

const indicatorId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(80);
export const formCode = z.string().regex(/^[A-Z0-9][A-Z0-9.-]{0,29}$/);
export const formPeriodKinds = ['month', 'quarter', 'half_year', 'year'] as const;
export const formLevels = ['commune', 'province'] as const;

const categories = z.array(name(1, 120)).min(1).max(50);

export const addIndicator = route({
  method: 'POST',
  path: '/api/design/indicators',
  summary:
    'Add an indicator to the catalogue, for everybody or for the own subtree, with its categories where it is broken down',
  body: z.strictObject({
    words: name(3, 200),
    unit: name(1, 40),
    group: z.enum(groupNames),
    kind: z.enum(['F', 'S', 'R', 'A', 'B']),
    /** `one`: a single line's figure is that of the unit; `add`: the lines hold disjoint parts. */
    share: z.enum(['one', 'add']),
    line: z.enum(lines),
    part: indicatorId.nullable().default(null),
    whole: indicatorId.nullable().default(null),
    /** Whether the part belongs to the whole, so that it can never exceed it. */
    partOf: z.boolean().default(false),
    decimals: z.number().int().min(0).max(2),
    public: z.boolean(),
    source: freeText(2, 300),
    /** `sum`: the indicator is the sum of its categories; `of-which`: each category is a part of it, and they may overlap. */
    breakdown: z
      .strictObject({ how: z.enum(['sum', 'of-which']), by: name(2, 80), categories })
      .nullable()
      .default(null),
  }),
  response: z.object({ ids: z.array(z.string()) }),
});

export const breakDownIndicator = route({
  method: 'POST',
  path: '/api/design/indicators/:indicatorId/breakdown',
  summary: 'Break an indicator down by categories, each an "of which" with a cell of its own',
  params: z.object({ indicatorId }),
  body: z.strictObject({ by: name(2, 80), categories }),
  response: z.object({ ids: z.array(z.string()) }),
});

export const correctIndicator = route({
  method: 'PUT',
  path: '/api/design/indicators/:indicatorId',
  summary: 'Correct the words of an added indicator; how it counts never changes',
  params: z.object({ indicatorId }),
  body: z.strictObject({ words: name(3, 200), unit: name(1, 40), source: freeText(2, 300) }),
  response: done,
});

export const endIndicator = route({
  method: 'POST',
  path: '/api/design/indicators/:indicatorId/end',
  summary: 'From a day on no new form asks for an added indicator; its figures stay',
  params: z.object({ indicatorId }),
  body: z.strictObject({ from: civilDate }),
  response: done,
});

const ownerAnswer = z.object({ unitId: z.number().int(), fullName: z.string() }).nullable();

export const getDesign = route({
  method: 'GET',
  path: '/api/design',
  summary: 'The added indicators with who added them, which forms ask for them, and what may be done with them',
  response: z.object({
    /** For whom the asking post adds: null for everybody. */
    owner: ownerAnswer,
    /** What codes of new forms begin with; empty at the centre. */
    codePrefix: z.string(),
    added: z.array(
      z.object({
        id: z.string(),
        owner: ownerAnswer,
        source: z.string(),
        validFrom: civilDate,
        validTo: civilDate.nullable(),
        addedAt: moment,
        addedBy: wordsAnswer.nullable(),
        whyNot: z.object({ correctIndicator: whyNotAnswer, endIndicator: whyNotAnswer }),
      }),
    ),
    /** Codes of the forms whose newest version asks for it, by indicator. */
    usedIn: z.record(z.string(), z.array(z.string())),
    whyNot: z.object({ addIndicator: whyNotAnswer }),
  }),
});

const formRow = z.object({ indicator: z.string(), levels: z.array(z.enum(formLevels)), required: z.boolean() });
const formContent = z.object({
  title: wordsAnswer,
  sections: z.array(z.object({ title: wordsAnswer, rows: z.array(formRow) })),
  /** Sections of words; without them the usual five. */
  narrative: z.array(z.object({ key: z.string(), title: wordsAnswer, required: z.boolean() })).optional(),
});
export type FormContentAnswer = z.infer<typeof formContent>;

const versionBrief = z.object({
  version: z.number().int(),
  from: periodAnswer,
  publishedAt: moment.nullable(),
  publishedBy: wordsAnswer.nullable(),
  rows: z.number().int(),
});

const formBrief = z.object({
  code: z.string(),
  title: wordsAnswer,
  line: z.enum(lines),
  /** Whose periods it is asked for. */
  calendar: Calendar,
  periodKind: z.enum(formPeriodKinds),
  owner: ownerAnswer,
  retiredFrom: periodAnswer.nullable(),
  /** Newest first. */
  versions: z.array(versionBrief),
  hasDraft: z.boolean(),
});

export const listForms = route({
  method: 'GET',
  path: '/api/forms',
  summary: 'The forms in use at the unit, with their versions',
  response: z.object({
    forms: z.array(formBrief),
    drafts: z.array(z.object({ code: z.string(), title: wordsAnswer })),
  }),
});
export type FormBrief = z.infer<typeof formBrief>;

const faultAnswer = z.object({ path: z.string(), code: z.string(), says: wordsAnswer });

const draftAnswer = z.object({
  line: z.enum(lines),
  calendar: Calendar,
  periodKind: z.enum(formPeriodKinds),
  from: z.string().nullable(),
  content: formContent,
  draftVersion: z.number().int(),
  changedAt: moment,
  changedBy: wordsAnswer.nullable(),
  /** What keeps the draft from being published, each at its place. */
  faults: z.array(faultAnswer),
  /** What should be known before it is published. */
  warnings: z.array(faultAnswer),
  /** As bodies of each level will see it. */
  preview: z.object({ commune: formVersion, province: formVersion }),
});

export const getForm = route({
  method: 'GET',
  path: '/api/forms/:form',
  summary: 'One form: every version as it was published, and the draft of the next one',
  params: z.object({ form: formCode }),
  response: z.object({
    form: formBrief.nullable(),
    versions: z.array(versionBrief.extend({ content: formContent })),
    draft: draftAnswer.nullable(),
    /** The periods from which a new version can be used, earliest first. */
    periods: z.array(periodAnswer),
    whyNot: z.object({ saveFormDraft: whyNotAnswer, retireForm: whyNotAnswer }),
  }),
});

const rowInput = z.strictObject({
  indicator: indicatorId,
  levels: z.array(z.enum(formLevels)).min(1).max(2),
  required: z.boolean(),
});
export const formContentInput = z.strictObject({
  title: name(0, 200),
  sections: z.array(z.strictObject({ title: name(0, 200), rows: z.array(rowInput).max(300) })).max(40),
  narrative: z
    .array(
      z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), title: name(0, 200), required: z.boolean() }),
    )
    .max(20)
    .optional(),
});

export const saveFormDraft = route({
  method: 'PUT',
  path: '/api/forms/:form/draft',
  summary: 'Keep the draft of a form; faults are told by place but a draft may have them',
  params: z.object({ form: formCode }),
  body: z.strictObject({
    draftVersion: z.number().int().min(0),
    line: z.enum(lines),
    /** Only the reporting calendar has other periods than years. */
    calendar: Calendar.default('reporting'),
    periodKind: z.enum(formPeriodKinds),
    from: periodCode.nullable(),
    content: formContentInput,
  }),
  response: draftAnswer,
});

export const discardFormDraft = route({
  method: 'DELETE',
  path: '/api/forms/:form/draft',
  summary: 'Throw the draft of a form away',
  params: z.object({ form: formCode }),
  response: done,
});

export const publishForm = route({
  method: 'POST',
  path: '/api/forms/:form/publish',
  summary: 'Publish the draft as the next version; periods that have begun keep theirs',
  sensitive: true,
  params: z.object({ form: formCode }),
  body: z.strictObject({ draftVersion: z.number().int().min(1) }),
  response: z.object({ version: z.number().int() }),
});

export const retireForm = route({
  method: 'POST',
  path: '/api/forms/:form/retire',
  summary: 'From a period on the form is no longer asked for',
  sensitive: true,
  params: z.object({ form: formCode }),
  body: z.strictObject({ from: periodCode }),
  response: done,
});
