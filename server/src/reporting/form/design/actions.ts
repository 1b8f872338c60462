/** Making forms: drafts, publication as a version of their own, retirement (NĐ 09/2019/NĐ-CP Art. 7–8: a regime fixes its form). */
import { catalogue, SHIPPED_SLOTS } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import { nextOf, type Period, periodContaining } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { changedMeanwhile, notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { periodsToBegin } from '@app/contract/reporting/design/periods.ts';
import { formCodeTaken, noDraft } from '@app/contract/reporting/design/problems.ts';
import type {
  discardFormDraft,
  FormContentAnswer,
  getForm,
  listForms,
  publishForm,
  retireForm,
  saveFormDraft,
} from '@app/contract/reporting/design/routes.ts';
import { addedRows, periodId, periodOfCode, periodOfId, sayPeriod } from '../../../figures/index.ts';
import { postTitles } from '../../../identity/index.ts';
import type { Ask } from '../../../kernel/ask.ts';
import { found, must, Refused, sayWhyNot } from '../../../kernel/problem.ts';
import { ancestorsOf, unitById } from '../../../org/index.ts';
import { bothWords } from '../../indicators/actions.ts';
import { ownerOf } from '../../indicators/rules.ts';
import { type FormPeriods, isForPeriod, sayForm } from '../rules.ts';
import type { FormContent } from '../shipped.ts';
import { ownerAnswer, ownersOf } from './owner.ts';
import * as q from './queries.ts';
import * as rules from './rules.ts';

/**
 * The periods from which a form can be used: from the one after today's on, and after those whose reports are open. None when the
 * calendar keeps its kind no longer.
 */
const periodsFree = async (ask: Ask, code: string, { calendar, periodKind }: FormPeriods): Promise<Period[]> => {
  const opened = await q.newestPeriodOpened(ask.tx, code);
  const now = periodContaining(periodKind, ask.today, calendar);
  // A form that nobody has been asked for yet may begin with the period that runs.
  const isNew = opened === null && (await q.formVersions(ask.tx, code)).length === 0;
  const first = isNew ? now : nextOf(now);
  const free = opened === null ? first : [first, nextOf(periodOfId(opened))].sort(byEnd)[1];
  return periodsToBegin(free ?? first);
};
const byEnd = (one: Period, other: Period): number => one.endsOn.localeCompare(other.endsOn);

/** The forms of the unit, with their versions. */
export const list = async (_: unknown, ask: Ask): Promise<Result<typeof listForms>> => {
  const versions = await q.formVersions(ask.tx);
  const mine = await q.drafts(ask.tx, ownerOf(ask.actor));
  const codes = [...new Set(versions.map(({ code }) => code))];
  return {
    forms: await briefs(ask, versions, mine),
    drafts: mine
      .filter(({ code }) => !codes.includes(code))
      .map(({ code, content }) => ({ code, title: content.title })),
  };
};

const briefs = async (ask: Ask, versions: readonly q.VersionRow[], mine: readonly q.DraftRow[]) => {
  const owners = await ownersOf(
    ask,
    versions.map(({ ownerUnitId }) => ownerUnitId),
  );
  const titles = await postTitles(
    ask.tx,
    versions.map(({ publishedBy }) => publishedBy),
  );
  return [...new Set(versions.map(({ code }) => code))].flatMap((code) => {
    const own = versions.filter((each) => each.code === code);
    const [newest] = own;
    if (!newest) return [];
    return [
      {
        code,
        title: newest.content.title,
        line: newest.line,
        calendar: newest.calendar,
        periodKind: newest.periodKind,
        owner: ownerAnswer(owners, newest.ownerUnitId),
        retiredFrom: newest.retiredFromId === null ? null : sayPeriod(periodOfId(newest.retiredFromId)),
        versions: own.map((each) => ({
          version: each.version,
          from: sayPeriod(periodOfId(each.fromPeriodId)),
          publishedAt: each.publishedAt?.toISOString() ?? null,
          publishedBy: each.publishedBy === null ? null : (titles.get(each.publishedBy) ?? null),
          rows: rowsIn(each.content),
        })),
        hasDraft: mine.some((draft) => draft.code === code),
      },
    ];
  });
};

const rowsIn = ({ sections }: FormContent): number => sections.reduce((sum, { rows }) => sum + rows.length, 0);

/** Content as it travels: nothing read-only, and no more than the contract names. */
const sayContent = ({ title, sections, narrative }: FormContent): FormContentAnswer => ({
  title,
  sections: sections.map((section) => ({
    title: section.title,
    rows: section.rows.map((row) => ({ ...row, levels: [...row.levels] })),
  })),
  ...(narrative && { narrative: narrative.map((section) => ({ ...section })) }),
});

/** One form with all its versions, and the draft of the next one for those who make it. */
export const show = async ({ params }: Input<typeof getForm>, ask: Ask): Promise<Result<typeof getForm>> => {
  const versions = await q.formVersions(ask.tx, params.form);
  const [draft] = await q.drafts(ask.tx, ownerOf(ask.actor), params.form);
  if (versions.length === 0 && !draft) throw new Refused(refuse(notFound, {}));
  const [newest] = versions;
  const [form] = await briefs(ask, versions, draft ? [draft] : []);
  const whyNot = rules.whyNotDesignForm(ask.actor, newest ?? null);
  const shape: FormPeriods = newest ?? draft ?? { calendar: 'reporting', periodKind: 'month' };
  const periods = await periodsFree(ask, params.form, shape);
  return {
    form: form ?? null,
    versions: versions.map((each, at) => ({
      ...(form?.versions[at] ?? missingVersion()),
      content: sayContent(each.content),
    })),
    draft: draft ? await sayDraft(ask, draft) : null,
    periods: periods.map(sayPeriod),
    whyNot: {
      saveFormDraft: sayWhyNot(whyNot),
      retireForm: sayWhyNot(whyNot ?? rules.whyNotKind(periods)),
    },
  };
};

const missingVersion = (): never => {
  throw new Error('a version without its brief');
};

const sayDraft = async (ask: Ask, draft: q.DraftRow) => {
  const proposed = await propose(ask, draft);
  const titles = await postTitles(ask.tx, [draft.changedBy]);
  const asForm = {
    code: draft.code,
    version: 0,
    line: draft.line,
    calendar: draft.calendar,
    periodKind: draft.periodKind,
    content: draft.content,
  };
  return {
    line: draft.line,
    calendar: draft.calendar,
    periodKind: draft.periodKind,
    from: proposed.from?.code ?? null,
    content: sayContent(draft.content),
    draftVersion: draft.version,
    changedAt: draft.changedAt.toISOString(),
    changedBy: draft.changedBy === null ? null : (titles.get(draft.changedBy) ?? null),
    faults: rules.faultsOfForm(proposed),
    warnings: rules.warningsOfForm(proposed),
    preview: { commune: sayForm(asForm, 'commune'), province: sayForm(asForm, 'province') },
  };
};

/** The draft with everything it is held against. */
const propose = async (ask: Ask, draft: q.DraftRow): Promise<rules.Proposed> => {
  const versions = await q.formVersions(ask.tx);
  const before = versions.find(({ code }) => code === draft.code);
  const added = await addedRows(ask.tx);
  const owners = await ownersFor(ask, draft.ownerUnitId);
  const [first] = await periodsFree(ask, draft.code, draft);
  const chosen = draft.fromPeriodId === null ? null : periodOfId(draft.fromPeriodId);
  const from = chosen && isForPeriod(draft, chosen) ? chosen : null;
  return {
    code: draft.code,
    line: draft.line,
    calendar: draft.calendar,
    ownerUnitId: draft.ownerUnitId,
    content: draft.content,
    from,
    fromWords: from ? sayPeriod(from).words : null,
    first: first ? { code: first.code, words: sayPeriod(first).words, endsOn: first.endsOn } : null,
    known: new Set([
      ...catalogue.filter(({ slot }) => slot <= SHIPPED_SLOTS).map(({ id }) => id),
      ...added.map(({ id }) => id),
    ]),
    foreign: new Set(added.filter(({ ownerUnitId }) => !owners.has(ownerUnitId)).map(({ id }) => id)),
    beside: rules
      .versionsFrom(versions, from ?? first ?? periodContaining(draft.periodKind, ask.today, draft.calendar))
      .filter((other) => other.code !== draft.code && rules.standsBeside(other, draft)),
    before: before?.content ?? null,
  };
};

/** Those whose indicators every unit that fills a form of this owner may know: everybody's, its own, and those of units above it. */
const ownersFor = async (ask: Ask, owner: number | null): Promise<ReadonlySet<number | null>> =>
  owner === null
    ? new Set([null])
    : new Set([null, owner, ...(await ancestorsOf(ask.tx, owner, ask.today)).map(({ id }) => id)]);

/** Keeps the draft of a form, new or the next version of a published one. Two people do not overwrite each other. */
export const save = async (
  { params, body }: Input<typeof saveFormDraft>,
  ask: Ask,
): Promise<Result<typeof saveFormDraft>> => {
  const [newest] = await q.formVersions(ask.tx, params.form);
  must(rules.whyNotDesignForm(ask.actor, newest ?? null));
  const owner = ownerOf(ask.actor);
  if (!newest) must(rules.whyNotCode(params.form, await codePrefix(ask, owner)));
  must(rules.whyNotReshape(newest ?? null, body));
  const { content } = body;
  const draft: q.DraftRow = {
    ownerUnitId: owner,
    code: params.form,
    line: body.line as Line,
    calendar: body.calendar,
    periodKind: body.periodKind,
    fromPeriodId: body.from === null ? null : periodId(periodOfCode(body.from)),
    content: {
      title: bothWords(content.title),
      sections: content.sections.map(({ title, rows }) => ({ title: bothWords(title), rows })),
      ...(content.narrative && {
        narrative: content.narrative.map((section) => ({ ...section, title: bothWords(section.title) })),
      }),
    },
    version: body.draftVersion + 1,
    changedAt: ask.now,
    changedBy: ask.actor.postId,
  };
  if (!(await q.keepDraft(ask.tx, draft, body.draftVersion))) throw new Refused(refuse(changedMeanwhile, {}));
  await ask.audit({ action: 'reporting.saveFormDraft', ...about(params.form, owner, { rows: rowsIn(draft.content) }) });
  return sayDraft(ask, draft);
};

const codePrefix = async (ask: Ask, owner: number | null): Promise<string> => {
  const unit = owner === null ? null : await unitById(ask.tx, owner, ask.today);
  return unit?.code ? `${unit.code}-` : '';
};

/** What every entry of the audit says about a form. */
const about = (code: string, owner: number | null, after: object = {}) => ({
  subject: `form:${code}`,
  unitId: owner,
  after,
});

const draftOf = async (ask: Ask, code: string): Promise<{ draft: q.DraftRow; newest: q.VersionRow | null }> => {
  const [newest] = await q.formVersions(ask.tx, code);
  const [draft] = await q.drafts(ask.tx, ownerOf(ask.actor), code);
  if (!newest && !draft) throw new Refused(refuse(notFound, {}));
  must(rules.whyNotDesignForm(ask.actor, newest ?? null));
  return { draft: found(draft, refuse(noDraft, {})), newest: newest ?? null };
};

/** Throws a draft away; what is published stays. */
export const discard = async (
  { params }: Input<typeof discardFormDraft>,
  ask: Ask,
): Promise<Result<typeof discardFormDraft>> => {
  const { draft } = await draftOf(ask, params.form);
  await q.dropDraft(ask.tx, draft.ownerUnitId, draft.code);
  await ask.audit({ action: 'reporting.discardFormDraft', ...about(draft.code, draft.ownerUnitId) });
  return { done: true };
};

/** Publishes the draft as the next version. Periods before its first one keep the version they have. */
export const publish = async (
  { params, body }: Input<typeof publishForm>,
  ask: Ask,
): Promise<Result<typeof publishForm>> => {
  await q.holdForms(ask.tx);
  const { draft, newest } = await draftOf(ask, params.form);
  if (draft.version !== body.draftVersion) throw new Refused(refuse(changedMeanwhile, {}));
  const proposed = await propose(ask, draft);
  must(rules.whyNotReshape(newest, draft));
  must(rules.whyNotPublish(rules.faultsOfForm(proposed)));
  const version = (newest?.version ?? 0) + 1;
  const stored = await q.storePublished(ask.tx, {
    code: draft.code,
    line: draft.line,
    calendar: draft.calendar,
    periodKind: draft.periodKind,
    ownerUnitId: draft.ownerUnitId,
    version,
    // Without a first period the rules have refused it.
    fromPeriodId: draft.fromPeriodId ?? 0,
    content: draft.content,
    at: ask.now,
    by: ask.actor.postId,
  });
  if (!stored) throw new Refused(refuse(formCodeTaken, { form: draft.code }));
  await q.dropDraft(ask.tx, draft.ownerUnitId, draft.code);
  const { title } = draft.content;
  await ask.audit({
    action: 'reporting.publishForm',
    ...about(draft.code, draft.ownerUnitId, {
      title: title.vi,
      version,
      period: proposed.from?.code,
      rows: rowsIn(draft.content),
    }),
  });
  return { version };
};

/** From a period on a form is asked of nobody; reports of before stay as they are. */
export const retire = async (
  { params, body }: Input<typeof retireForm>,
  ask: Ask,
): Promise<Result<typeof retireForm>> => {
  const [newest] = await q.formVersions(ask.tx, params.form);
  if (!newest) throw new Refused(refuse(notFound, {}));
  must(rules.whyNotDesignForm(ask.actor, newest));
  const from = periodOfCode(body.from);
  const [first = from] = await periodsFree(ask, newest.code, newest);
  must(
    rules.whyNotRetire(
      { ...newest, firstEndsOn: first.endsOn, first: sayPeriod(first).words.vi },
      { ...from, words: sayPeriod(from).words.vi },
    ),
  );
  await q.storeRetired(ask.tx, newest.code, periodId(from));
  await ask.audit({ action: 'reporting.retireForm', ...about(newest.code, newest.ownerUnitId, { period: from.code }) });
  return { done: true };
};
