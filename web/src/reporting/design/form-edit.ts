/** Changes to a form while it is being made. Pure: each answers the form as it then stands. */
import { catalogue, type KnownIndicator } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import type { FormContentAnswer } from '@app/contract/reporting/design/routes.ts';

export type FormContent = FormContentAnswer;
export type Section = FormContent['sections'][number];
export type Row = Section['rows'][number];
type Level = Row['levels'][number];

export const emptyContent = (title = ''): FormContent => ({
  title: { vi: title, en: '' },
  sections: [{ title: { vi: '', en: '' }, rows: [] }],
});

const moved = <T>(list: readonly T[], from: number, to: number): T[] => {
  const next = [...list];
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, taken);
  return next;
};

const withSection = (content: FormContent, at: number, change: (section: Section) => Section): FormContent => ({
  ...content,
  sections: content.sections.map((section, place) => (place === at ? change(section) : section)),
});

export const addSection = (content: FormContent): FormContent => ({
  ...content,
  sections: [...content.sections, { title: { vi: '', en: '' }, rows: [] }],
});

export const removeSection = (content: FormContent, at: number): FormContent => ({
  ...content,
  sections: content.sections.filter((_, place) => place !== at),
});

export const moveSection = (content: FormContent, at: number, by: -1 | 1): FormContent => ({
  ...content,
  sections: moved(content.sections, at, at + by),
});

export const nameSection = (content: FormContent, at: number, title: Section['title']): FormContent =>
  withSection(content, at, (section) => ({ ...section, title }));

const namesIn = (content: FormContent): Set<string> =>
  new Set(content.sections.flatMap(({ rows }) => rows.map(({ indicator }) => indicator)));

/** Adds a row; an indicator that is broken down brings its categories, as far as the form does not ask for them yet. */
export const addRow = (content: FormContent, at: number, id: string, levels: readonly Level[]): FormContent => {
  const there = namesIn(content);
  const inside = catalogue
    .filter((each) => each.breakdown?.of === id && each.validTo === undefined)
    .map((each) => each.id);
  const fresh = [id, ...inside].filter((each) => !there.has(each));
  return withSection(content, at, (section) => ({
    ...section,
    rows: [...section.rows, ...fresh.map((indicator) => ({ indicator, levels: [...levels], required: false }))],
  }));
};

export const changeRow = (content: FormContent, at: number, place: number, change: Partial<Row>): FormContent =>
  withSection(content, at, (section) => ({
    ...section,
    rows: section.rows.map((row, other) => (other === place ? { ...row, ...change } : row)),
  }));

export const removeRow = (content: FormContent, at: number, place: number): FormContent =>
  withSection(content, at, (section) => ({ ...section, rows: section.rows.filter((_, other) => other !== place) }));

export type Spot = { section: number; row: number };

/** Moves a row before another place, also of another section. */
export const moveRow = (content: FormContent, from: Spot, to: Spot): FormContent => {
  if (from.section === to.section)
    return withSection(content, from.section, (section) => ({
      ...section,
      rows: moved(section.rows, from.row, to.row > from.row ? to.row - 1 : to.row),
    }));
  const row = content.sections[from.section]?.rows[from.row];
  if (!row) return content;
  return withSection(removeRow(content, from.section, from.row), to.section, (section) => ({
    ...section,
    rows: [...section.rows.slice(0, to.row), row, ...section.rows.slice(to.row)],
  }));
};

/** One step up or down; over the edge of a section it goes on in the next one. */
export const stepRow = (content: FormContent, from: Spot, by: -1 | 1): FormContent => {
  const { length } = content.sections[from.section]?.rows ?? [];
  const next = from.row + by;
  if (next >= 0 && next < length) return moveRow(content, from, { ...from, row: by === 1 ? next + 1 : next });
  const other = content.sections[from.section + by];
  if (!other) return content;
  return moveRow(content, from, { section: from.section + by, row: by === 1 ? 0 : other.rows.length });
};

/** What may stand in a form of a line and is not there yet, found by any part of its name, unit or source; accents may be left out. */
export const findIndicators = (text: string, line: Line, content: FormContent, today: string): KnownIndicator[] => {
  const words = foldAccents(text.trim()).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const there = namesIn(content);
  return catalogue.filter((each) => {
    if (there.has(each.id) || each.kind === 'D' || (each.share === 'one' && each.line !== line)) return false;
    if (each.validTo !== undefined && each.validTo <= today) return false;
    const said = foldAccents(`${each.words.vi} ${each.words.en} ${each.source}`);
    return words.every((word) => said.includes(word));
  });
};

/** What differs between two versions of a form, in the order of the newer one. */
export type FormDifference =
  | { what: 'title'; before: string; after: string }
  | { what: 'section-added' | 'section-removed'; section: FormContent['title'] }
  | { what: 'row-added' | 'row-removed' | 'row-moved'; indicator: string; section: FormContent['title'] }
  | { what: 'row-changed'; indicator: string; before: Row; after: Row };

const placed = (content: FormContent) =>
  content.sections.flatMap(({ title, rows }) => rows.map((row) => ({ row, section: title })));

const orderOf = (content: FormContent, both: ReadonlySet<string>): string[] =>
  placed(content)
    .map(({ row }) => row.indicator)
    .filter((id) => both.has(id));

/** The longest run that stands in the same order in both: what is not in it has moved. */
const steady = (one: readonly string[], other: readonly string[]): Set<string> => {
  const lengths = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const kept = new Set<string>();
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const here = one[i];
    if (here !== undefined && here === other[j]) {
      kept.add(here);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return kept;
};

export const differencesOfForms = (before: FormContent, after: FormContent): FormDifference[] => {
  const was = new Map(placed(before).map((each) => [each.row.indicator, each]));
  const is = new Map(placed(after).map((each) => [each.row.indicator, each]));
  const both = new Set([...is.keys()].filter((id) => was.has(id)));
  const inOrder = steady(orderOf(before, both), orderOf(after, both));
  const sectionsOf = (content: FormContent) => content.sections.map(({ title }) => title);
  const missing = (titles: FormContent['title'][], from: FormContent['title'][]) =>
    from.filter(({ vi }) => !titles.some((each) => each.vi === vi));
  return [
    ...(before.title.vi === after.title.vi
      ? []
      : [{ what: 'title' as const, before: before.title.vi, after: after.title.vi }]),
    ...missing(sectionsOf(before), sectionsOf(after)).map((section) => ({ what: 'section-added' as const, section })),
    ...missing(sectionsOf(after), sectionsOf(before)).map((section) => ({ what: 'section-removed' as const, section })),
    ...[...is.values()].flatMap(({ row, section }): FormDifference[] => {
      const old = was.get(row.indicator);
      const { indicator } = row;
      if (!old) return [{ what: 'row-added', indicator, section }];
      const changed =
        old.row.required !== row.required || [...old.row.levels].sort().join() !== [...row.levels].sort().join();
      return [
        ...(inOrder.has(indicator) && old.section.vi === section.vi
          ? []
          : [{ what: 'row-moved' as const, indicator, section }]),
        ...(changed ? [{ what: 'row-changed' as const, indicator, before: old.row, after: row }] : []),
      ];
    }),
    ...[...was.values()]
      .filter(({ row }) => !is.has(row.indicator))
      .map(({ row, section }) => ({ what: 'row-removed' as const, indicator: row.indicator, section })),
  ];
};
