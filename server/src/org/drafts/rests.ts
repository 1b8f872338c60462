/** What rests on an applied change set, by name. */
import type { Words } from '@app/contract/kernel/words.ts';
import { namingWords, otherRows } from '@app/contract/org/drafts/words.ts';
import type { AtOwner, ChangeEffects } from './port.ts';
import * as q from './queries.ts';

/**
 * Kept by the program itself for every unit, or looked at apart: states, successions and bodies are the change set's own;
 * expected figures and notices follow from it; reports rest on it only when somebody has typed in them.
 */
const followsFromUnits: ReadonlySet<string> = new Set([
  ...['org unit_state', 'org succession', 'org body'],
  ...['figures expectation', 'notices notice', 'reporting report'],
]);

const nameOf = ({ schema, table }: Pick<q.Naming, 'schema' | 'table'>): Words =>
  namingWords[schema]?.[table] ?? otherRows;

/** Rows of other rooms that name units, one entry for each kind of row; `besides`: tables that are told elsewhere. */
export const namedRows = async (
  at: AtOwner,
  unitIds: readonly number[],
  besides: ReadonlySet<string> = new Set(),
): Promise<{ what: Words; count: number; unitIds: number[] }[]> => {
  const rows = (await q.rowsNaming(at.ask.tx, unitIds)).filter(
    ({ schema, table }) => !followsFromUnits.has(`${schema} ${table}`) && !besides.has(`${schema} ${table}`),
  );
  const kinds = [...new Set(rows.map((row) => nameOf(row).en))];
  return kinds.flatMap((kind) => {
    const own = rows.filter((row) => nameOf(row).en === kind);
    const [first] = own;
    return first
      ? [
          {
            what: nameOf(first),
            count: own.reduce((sum, { count }) => sum + count, 0),
            unitIds: [...new Set(own.map(({ unitId }) => unitId))],
          },
        ]
      : [];
  });
};

const counted = (what: Words, count: number, units: readonly string[]): Words => {
  const of = units.length > 0 ? `: ${units.join(', ')}` : '';
  return { vi: `${what.vi} (${count})${of}`, en: `${what.en} (${count})${of}` };
};

/** Everything that rests on a change set: rows at its new units, reports typed there, and change sets after it. */
export const restsOn = async (at: AtOwner, effects: ChangeEffects, changeSetId: number): Promise<Words[]> => {
  const { tx } = at.ask;
  const touched = await q.touchedBy(tx, changeSetId);
  if (!touched) return [];
  const names = new Map(
    (await q.placesOn(tx, touched.begun, touched.on)).map((place) => [place.unitId, place.fullName]),
  );
  const called = (ids: readonly number[]) => [...new Set(ids)].slice(0, 3).flatMap((id) => names.get(id) ?? []);
  const rows = await namedRows(at, touched.begun);
  const begun = await effects.begunReports(at, touched.begun, touched.on);
  const later = await q.laterSets(tx, changeSetId, touched);
  return [
    ...rows.map(({ what, count, unitIds }) => counted(what, count, called(unitIds))),
    ...(begun.length > 0
      ? [
          counted(
            namingWords['reporting']?.['report'] ?? otherRows,
            begun.length,
            called(begun.map(({ unitId }) => unitId)),
          ),
        ]
      : []),
    ...later.map((title) => ({
      vi: `đợt thay đổi sau: ${title.vi}`,
      en: `a later change set: ${title.en}`,
    })),
  ];
};

/** Rows that still point to units when everything that follows from them has been taken away. */
export const remaining = async (at: AtOwner, unitIds: readonly number[]): Promise<Words[]> =>
  (await q.rowsNaming(at.ask.tx, unitIds))
    .filter(({ schema, table }) => `${schema} ${table}` !== 'org body')
    .map((row) => counted(nameOf(row), row.count, []));
