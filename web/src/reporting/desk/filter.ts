/** The filters of the desk and how they live in the address. Pure. */
import { foldAccents } from '@app/contract/kernel/text.ts';
import { type DeskFilter, type DeskReport, deskFilters, stands } from '../desk-rules.ts';

/** Questions beside the state; each may be on or off, and all that are on must hold. */
export const marks = ['late', 'again', 'notes', 'strong', 'signals', 'talk'] as const;
export type Mark = (typeof marks)[number];

const holds: Record<Mark, (report: DeskReport) => boolean> = {
  late: ({ isLate }) => isLate,
  again: ({ revision }) => revision > 1,
  notes: (report) => report.notes > 0,
  strong: (report) => report.strong > 0,
  signals: ({ signals }) => (signals ?? 0) > 0,
  talk: ({ unread }) => unread > 0,
};

export type Filter = { state: DeskFilter; marks: ReadonlySet<Mark>; name: string };

const names = { state: 'state', marks: 'mark', name: 'q' } as const;
export type FilterSearch = Partial<Record<(typeof names)[keyof typeof names], string>>;

/** The filter that an address asks for; what it does not know is left out. */
export const filterOf = (search: FilterSearch): Filter => ({
  state: deskFilters.find((each) => each === search.state) ?? 'look',
  marks: new Set((search.mark ?? '').split(',').flatMap((each) => marks.find((mark) => mark === each) ?? [])),
  name: search.q ?? '',
});

/** The part of the address that stands for a filter; what is usual is left out. */
export const searchOf = ({ state, marks: on, name }: Filter): FilterSearch => ({
  ...(state !== 'look' && { state }),
  ...(on.size > 0 && { mark: marks.filter((mark) => on.has(mark)).join(',') }),
  ...(name.trim() !== '' && { q: name }),
});

const isNamed = (name: string, report: DeskReport): boolean => {
  const asked = foldAccents(name.trim());
  return asked === '' || foldAccents(report.unit.fullName).includes(asked) || report.unit.code.startsWith(asked);
};

const passes = (report: DeskReport, { state, marks: on, name }: Filter): boolean =>
  stands(state, report) && [...on].every((mark) => holds[mark](report)) && isNamed(name, report);

/** The reports that stand under a filter, in their order. */
export const filtered = (reports: readonly DeskReport[], filter: Filter): DeskReport[] =>
  reports.filter((report) => passes(report, filter));

/** How many reports would stand under the filter with this state in place of the chosen one, or with this question added. */
export const countsOf = (reports: readonly DeskReport[], filter: Filter) => ({
  state: new Map(deskFilters.map((state) => [state, filtered(reports, { ...filter, state }).length])),
  marks: new Map(
    marks.map((mark) => [mark, filtered(reports, { ...filter, marks: new Set([...filter.marks, mark]) }).length]),
  ),
});

/** The questions worth a button: those that any report answers with yes, or that are on. */
export const marksToShow = (reports: readonly DeskReport[], filter: Filter): Mark[] =>
  marks.filter((mark) => filter.marks.has(mark) || reports.some(holds[mark]));
