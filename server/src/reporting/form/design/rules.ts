import { periodNotKept } from '@app/contract/figures/calendars/problems.ts';
import { indicatorOf, type KnownIndicator } from '@app/contract/figures/catalogue.ts';
import { type Line, lineWords } from '@app/contract/figures/routes.ts';
import {
  type Calendar,
  type CivilDate,
  calendarWords,
  hasKind,
  isKept,
  type Period,
} from '@app/contract/kernel/period.ts';
import {
  type FieldFault,
  type ProblemDescription,
  type Refusal,
  refuse,
  refuseAt,
} from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import { say, type Words } from '@app/contract/kernel/words.ts';
import * as problems from '@app/contract/reporting/design/problems.ts';
import { formListsPeople } from '@app/contract/reporting/problems.ts';
import { asksForPersons } from '../persons/rules.ts';
import { type Form, type FormPeriods, filledBy, isForPeriod } from '../rules.ts';
import type { FormContent, FormRow } from '../shipped.ts';

/** A form as it would be published, with everything it is held against. */
export type Proposed = {
  code: string;
  line: Line;
  calendar: Calendar;
  ownerUnitId: number | null;
  content: FormContent;
  from: Period | null;
  /** The earliest period from which it can be used; null when the calendar keeps its kind no longer. */
  first: { code: string; words: Words; endsOn: CivilDate } | null;
  fromWords: Words | null;
  /** Ids that the asking post may know. */
  known: ReadonlySet<string>;
  /** Those of them that belong to a unit which not everybody who fills the form lies below. */
  foreign: ReadonlySet<string>;
  /** Versions of other forms that stand beside this one and are in force in some period of it. */
  beside: readonly { code: string; calendar: Calendar; content: FormContent }[];
  /** What the newest version says; null for a new form. */
  before: FormContent | null;
};

const fault = (
  path: string,
  description: ProblemDescription,
  data: (language: 'vi' | 'en') => Record<string, string> = () => ({}),
): FieldFault => ({
  path,
  code: description.code,
  says: { vi: say(description.says, 'vi', data('vi')), en: say(description.says, 'en', data('en')) },
});

/** As many cells as a report may carry. */
const MOST_ROWS = 300;

type PlacedRow = { row: FormRow; path: string };

/** A version with the first day of its first period, and of the first period in which its form is no longer asked. */
type Version = { code: string; version: number; beginsOn: CivilDate; retiredOn: CivilDate | null };

/**
 * The versions of forms that are in force on some day of a period or after it, retirement respected. A version ends where a later one
 * begins. Periods are compared by their days, for they may be of several calendars.
 */
export const versionsFrom = <V extends Version>(versions: readonly V[], from: Pick<Period, 'startsOn'>): V[] =>
  versions.filter((one) => {
    const next = versions.filter(({ code, version }) => code === one.code && version > one.version);
    const ends = [...(one.retiredOn === null ? [] : [one.retiredOn]), ...next.map(({ beginsOn }) => beginsOn)];
    return ends.every((until) => until > one.beginsOn && until > from.startsOn);
  });

/**
 * Whether two forms meet in cells: those of one line, calendar and kind of period fill the same ones. Those of two calendars must not
 * count the same indicator on any line, for their periods overlap and their figures cannot be added (figures.md §1: never both).
 */
export const standsBeside = (
  one: Pick<Form, 'line' | 'calendar' | 'periodKind'>,
  other: Pick<Form, 'line' | 'calendar' | 'periodKind'>,
): boolean => one.calendar !== other.calendar || (one.line === other.line && one.periodKind === other.periodKind);

const placed = (content: FormContent): PlacedRow[] =>
  content.sections.flatMap((section, at) =>
    section.rows.map((row, place) => ({ row, path: `content.sections.${at}.rows.${place}` })),
  );

const namesOf = (id: string): Words => indicatorOf(id)?.words ?? { vi: id, en: id };

/** What keeps a form from being published, each at its place. */
export const faultsOfForm = (form: Proposed): FieldFault[] => {
  const { content } = form;
  const rows = placed(content);
  return [
    ...titleFaults(content),
    ...(rows.length === 0 ? [fault('content', problems.formEmpty)] : []),
    ...(rows.length > MOST_ROWS ? [fault('content', problems.tooManyRows, () => ({ most: String(MOST_ROWS) }))] : []),
    ...content.sections.flatMap((section, at) =>
      section.rows.length > 0 || rows.length === 0 ? [] : [fault(`content.sections.${at}`, problems.sectionEmpty)],
    ),
    ...rows.flatMap((each) => rowFaults(each, form, rows)),
    ...periodFaults(form),
    ...(form.before && JSON.stringify(form.before) === JSON.stringify(content)
      ? [fault('content', problems.nothingChanged)]
      : []),
  ];
};

const titleFaults = ({ title, sections, narrative = [] }: FormContent): FieldFault[] =>
  [
    { title, path: 'content.title' },
    ...sections.map((section, at) => ({ title: section.title, path: `content.sections.${at}.title` })),
    ...narrative.map((section, at) => ({ title: section.title, path: `content.narrative.${at}.title` })),
  ].flatMap(({ title: words, path }) => {
    const personal = [words.vi, words.en].find(asksForPersons);
    if (personal !== undefined) return [fault(path, formListsPeople, () => ({ words: personal }))];
    return words.vi.trim().length < 3 ? [fault(path, problems.titleMissing)] : [];
  });

const rowFaults = ({ row, path }: PlacedRow, form: Proposed, rows: readonly PlacedRow[]): FieldFault[] => {
  const indicator = indicatorOf(row.indicator);
  if (!indicator || !form.known.has(row.indicator)) return [fault(path, problems.rowUnknown)];
  const named = (language: 'vi' | 'en') => ({ indicator: indicator.words[language] });
  if (form.foreign.has(row.indicator)) return [fault(path, problems.rowOfOtherUnit, named)];
  // A yes/no figure that follows from a row has its cell too, whether the form shows it or not.
  const mine = [...filledBy([row.indicator])];
  const other = form.beside.find(({ content }) => {
    const theirs = filledBy(namesIn(content));
    return mine.some((id) => theirs.has(id));
  });
  return [
    ...(rows.find((each) => each.row.indicator === row.indicator)?.path === path
      ? []
      : [fault(path, problems.rowTwice, named)]),
    ...(indicator.kind === 'D' ? [fault(path, problems.rowCounted, named)] : []),
    ...(indicator.share === 'one' && indicator.line !== form.line
      ? [
          fault(path, problems.rowOfOtherLine, (language) => ({
            ...named(language),
            line: lineWords[indicator.line][language],
          })),
        ]
      : []),
    ...(indicator.validTo !== undefined && form.from && indicator.validTo <= form.from.endsOn
      ? [fault(path, problems.rowEnded, named)]
      : []),
    ...(form.ownerUnitId !== null && row.levels.includes('province') ? [fault(path, problems.communesOnly)] : []),
    ...(other
      ? [
          other.calendar === form.calendar
            ? fault(path, problems.rowOfOtherForm, (language) => ({ ...named(language), form: other.code }))
            : fault(path, problems.rowOfOtherCalendar, (language) => ({
                ...named(language),
                form: other.code,
                calendar: calendarWords[other.calendar][language],
              })),
        ]
      : []),
  ];
};

const namesIn = (content: FormContent): Set<string> =>
  new Set(content.sections.flatMap(({ rows }) => rows.map(({ indicator }) => indicator)));

const periodFaults = ({ from, fromWords, first }: Proposed): FieldFault[] => {
  if (!first) return [fault('periodKind', problems.kindNotKept)];
  if (!from || !fromWords) return [fault('from', problems.noPeriod)];
  if (from.endsOn >= first.endsOn) return isKept(from) ? [] : [fault('from', periodNotKept)];
  return [
    fault('from', problems.periodBegun, (language) => ({ period: fromWords[language], first: first.words[language] })),
  ];
};

/** What should be known before a form is published: cells that will stay empty because the form lacks what they are made of. */
export const warningsOfForm = ({ content }: Pick<Proposed, 'content'>): FieldFault[] => {
  const names = namesIn(content);
  return placed(content).flatMap(({ row, path }) => {
    const missing = operandsOf(indicatorOf(row.indicator)).filter((id) => !names.has(id));
    if (missing.length === 0) return [];
    return [
      fault(path, problems.partsNotInForm, (language) => ({
        indicator: namesOf(row.indicator)[language],
        parts: missing.map((id) => `“${namesOf(id)[language]}”`).join(', '),
      })),
    ];
  });
};

const operandsOf = (indicator: KnownIndicator | undefined): string[] =>
  indicator
    ? [indicator.part, indicator.whole, indicator.derived?.from, ...(indicator.sumOf ?? [])].filter(
        (id) => id !== undefined,
      )
    : [];

type Designer = { does: ReadonlySet<string>; allUnits: boolean; unitId: number };

/** Why a post cannot design a form: not its deed, or the form of another unit. `owner` undefined: the form does not exist yet. */
export const whyNotDesignForm = (
  designer: Designer,
  form: { ownerUnitId: number | null; retiredFromId: number | null } | null,
): Refusal | null => {
  if (!designer.does.has('design')) return refuse(notAllowed, {});
  if (!form) return null;
  if (form.ownerUnitId !== (designer.allUnits ? null : designer.unitId)) return refuse(problems.notYourForm, {});
  return form.retiredFromId === null ? null : refuse(problems.formRetired, {});
};

/**
 * Why a new form cannot have this code: those of a province say whose they are, so that no two provinces meet; those of the centre
 * leave the codes of units and of requests alone.
 */
export const whyNotCode = (code: string, prefix: string): Refusal | null => {
  const begins = /^(?:\d+|YC)-/.exec(code)?.[0];
  if (begins !== undefined && begins !== prefix && (prefix === '' || begins === 'YC-'))
    return refuse(problems.formCodeReserved, { prefix: begins });
  return code.startsWith(prefix) && code.length > prefix.length ? null : refuse(problems.formCodeOfUnit, { prefix });
};

type Shape = Pick<Form, 'line' | 'calendar' | 'periodKind'>;

/**
 * Why a form cannot become this: its calendar has no such periods, or it is published and its reports stand on one line, one calendar and
 * one kind of period.
 */
export const whyNotReshape = (form: Shape | null, draft: Shape): Refusal | null => {
  if (!hasKind(draft.calendar, draft.periodKind)) return refuseAt('periodKind', problems.kindNotInCalendar);
  const isSame = !form || !shapes.some((each) => form[each] !== draft[each]);
  return isSame ? null : refuse(problems.formFixed, {});
};
const shapes = ['line', 'calendar', 'periodKind'] as const;

export const whyNotPublish = (faults: readonly FieldFault[]): Refusal | null =>
  faults.length === 0 ? null : refuse(problems.formNotRight, { count: faults.length }, [...faults]);

/** Why nothing begins or ends with a period of a form: of those `periods` that it may do so with, the calendar keeps none. */
export const whyNotKind = (periods: readonly Period[]): Refusal | null =>
  periods.length > 0 ? null : refuse(problems.kindNotKept, {});

/** Why a form cannot be retired from a period on: it is no period of the form, its reports are open, or the calendar has given it up. */
export const whyNotRetire = (
  form: FormPeriods & { firstEndsOn: CivilDate; first: string },
  from: Period & { words: string },
): Refusal | null => {
  if (!isForPeriod(form, from)) return refuseAt('from', problems.noPeriod);
  if (!isKept(from)) return refuseAt('from', periodNotKept);
  return from.endsOn < form.firstEndsOn
    ? refuse(problems.periodBegun, { period: from.words, first: form.first })
    : null;
};
