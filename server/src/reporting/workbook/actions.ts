/** What people do with forms as files: download them, have a filled one checked, write what was checked. */
import { createHash } from 'node:crypto';
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { type Period, periodName } from '@app/contract/kernel/period.ts';
import { type ProblemDescription, type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { FileAnswer, Input, Result, Route } from '@app/contract/kernel/route.ts';
import type { Language, Words } from '@app/contract/kernel/words.ts';
import { draftPresent } from '@app/contract/reporting/problems.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import {
  cannotTell,
  cellsRefused,
  checkedOtherwise,
  formulasRead,
  hiddenRowsRead,
  keysTampered,
  linksLeft,
  macrosLeft,
  noKeys,
  nothingInFile,
  oldEncoding,
  otherForm,
  otherVersion,
  staleKeys,
} from '@app/contract/reporting/workbook/problems.ts';
import type * as api from '@app/contract/reporting/workbook/routes.ts';
import { periodId, periodOfCode, sayPeriod } from '../../figures/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused, sayWhyNot } from '../../kernel/problem.ts';
import { communeIdsBelow, unitById, unitsByIds } from '../../org/index.ts';
import { importMany } from '../bulk/actions.ts';
import { formForPeriod } from '../form/find.ts';
import { type Form, rowsFor, sayForm, typedRows } from '../form/rules.ts';
import { cellsOf, factsOf, sayReports } from '../report/answer.ts';
import { openForWriting } from '../report/open.ts';
import { type ReportRow, reportById, reportsOfUnits, reportsToDecide } from '../report/queries.ts';
import { whyNotChange, whyNotFill, whyNotImport, whyNotYet } from '../report/rules.ts';
import { saveReportDraft } from '../report/send.ts';
import { showReport } from '../report/show.ts';
import { type Checked, checkPlaces, type Rules, type UnitSide, wordsOf } from './check.ts';
import { refusalOfFile } from './faults.ts';
import { type FoundKeys, type Pair, readKeys, type Sign, signed } from './keys.ts';
import { paperOfReport, paperOfUnits } from './papers.ts';
import { type Found, findPlaces, type Wanted } from './places.ts';
import type { Book } from './read/book.ts';
import { type ReadResult, workshop } from './workshop.ts';
import type { Paper } from './write/paper.ts';

type Cells = Record<string, CellInput>;
type Format = 'xlsx' | 'csv';

/** A handler of a file that was read before the transaction began. */
type WithFile<R extends Route> = (
  input: Input<R>,
  ask: Ask,
  http: { prepared: ReadResult | null },
) => Promise<Result<R>>;

/** Reads the file outside the transaction, for posts that could write it at all; whether they may is judged by the handler. */
export const readFirst =
  (deed: 'fill' | 'import') =>
  async ({ body }: { body: Uint8Array | undefined }, actor: Actor | null): Promise<ReadResult | null> =>
    actor?.does.has(deed) ? workshop().read(body ?? new Uint8Array()) : null;

const bookOf = (read: ReadResult | null): Book => {
  // Who lacks the deed was refused by the rules before anything was asked of the file.
  if (read === null) throw new Error('a file that was not read');
  if ('fault' in read) throw new Refused(refusalOfFile(read.fault));
  return read.book;
};

const hashOf = (file: Uint8Array | undefined): string =>
  createHash('sha256')
    .update(file ?? new Uint8Array())
    .digest('hex');

const fileOf =
  (paper: Paper, as: Format, name: string): (() => Promise<FileAnswer>) =>
  async () => ({ name: `${name}.${as}`, content: await workshop().write(paper, as) });

const isRefusal = (found: object): found is Refusal => 'code' in found;

// One report

const keysOfReport = (report: ReportRow, unitCode: string): Pair[] => [
  ['kind', 'report'],
  ['report', String(report.id)],
  ['form', report.form],
  ['version', String(report.version)],
  ['period', report.period],
  ['unit', unitCode],
  ['draftVersion', String(report.draftVersion)],
  ['revision', String(report.revision)],
];

const download =
  (as: Format, sign: Sign) =>
  async (
    { params, query }: { params: { reportId: number }; query: { language: Language } },
    ask: Ask,
  ): Promise<() => Promise<FileAnswer>> => {
    const shown = await showReport({ params, query: undefined, body: undefined }, ask);
    const report = found(await reportById(ask.tx, params.reportId, ask.today), refuse(notFound, {}));
    const keys: Pair[] = [
      ...keysOfReport(report, shown.report.unit.code),
      ['language', query.language],
      ['made', ask.now.toISOString()],
    ];
    const paper = paperOfReport(shown, signed(keys, sign), query.language);
    return fileOf(paper, as, `${report.form}-${report.period}-${shown.report.unit.code}`);
  };

type Side = { book: Book; keys: FoundKeys; found: Found; wanted: Wanted; state: 'own' | 'stale' | 'foreign' };

const wantedOf = (form: Form, level: string, period: Period, units: Wanted['units'], isTable: boolean): Wanted => {
  const typed = typedRows(form, level);
  const named = (rows: readonly { indicator: string }[]) =>
    rows.flatMap(({ indicator: id }) => {
      const indicator = indicatorOf(id);
      return indicator ? [{ id, words: indicator.words }] : [];
    });
  return {
    indicators: named(typed),
    computed: named(rowsFor(form, level).filter((row) => !typed.includes(row))),
    units,
    isTable,
    periodNames: [periodName(period, 'vi'), periodName(period, 'en')],
  };
};

const locate = (book: Book, keys: FoundKeys, wanted: Wanted, isFresh: boolean): Side => {
  const places = findPlaces(book, wanted);
  if (isRefusal(places)) throw new Refused(places);
  return { book, keys, found: places, wanted, state: keys === null ? 'foreign' : isFresh ? 'own' : 'stale' };
};

/** Why a form with keys is not the one that is asked about. */
const whyNotTheseKeys = (keys: FoundKeys, asked: ReadonlyMap<string, string>): Refusal | null => {
  if (keys === null) return null;
  if (keys === 'tampered') return refuse(keysTampered, {});
  const same = (name: string) => keys.get(name) === asked.get(name);
  if (!['kind', 'report', 'form', 'period', 'unit'].every(same))
    return refuse(otherForm, {
      form: keys.get('form') ?? '',
      period: keys.get('period') ?? '',
      unitCode: keys.get('unit') ?? '',
    });
  return same('version') ? null : refuse(otherVersion, {});
};

const checkOne = async (reportId: number, read: ReadResult | null, ask: Ask, sign: Sign, use: Rules['use']) => {
  const { report, form, level } = await openForWriting(ask, reportId);
  must(whyNotFill(factsOf(report), ask.actor, ask.today));
  const book = bookOf(read);
  const period = periodOfCode(report.period);
  const unit = (await unitsByIds(ask.tx, [{ id: report.unitId, on: report.endsOn }])).get(report.unitId);
  const keys = readKeys(book, sign);
  const asked = new Map(keysOfReport(report, unit?.code ?? ''));
  must(whyNotTheseKeys(keys, asked));
  const isFresh =
    keys instanceof Map && ['draftVersion', 'revision'].every((name) => keys.get(name) === asked.get(name));
  const place = { code: unit?.code ?? '', fullName: unit?.fullName ?? '' };
  const side = locate(book, keys, wantedOf(form, level, period, [place], false), isFresh);
  const units: UnitSide[] = [{ id: report.unitId, ...place, level, before: cellsOf(report) as Cells, whyNot: null }];
  const checked = await checkPlaces(side, units, {
    form,
    complete: false,
    blanksClear: side.state === 'own',
    use,
  });
  return { report, form, period, side, units, checked };
};

const whyNotApply = ({ summary }: Checked): Refusal | null => {
  if (summary.refused > 0) return refuse(cellsRefused, { count: summary.refused });
  return summary.accepted === 0 ? refuse(nothingInFile, {}) : null;
};

type Notice = { code: string; says: Words };

const noticesOf = ({ book, found, state }: Side, { formulas, hiddenRows }: Checked): Notice[] => {
  const said = (problem: ProblemDescription, count?: number): Notice => ({
    code: problem.code,
    says: wordsOf(problem, count === undefined ? {} : { count }),
  });
  return [
    ...(state === 'stale' ? [said(staleKeys)] : []),
    ...(state === 'foreign' ? [said(noKeys)] : []),
    ...(book.macros ? [said(macrosLeft)] : []),
    ...(book.links ? [said(linksLeft)] : []),
    ...(book.oldEncoding ? [said(oldEncoding)] : []),
    ...(formulas > 0 ? [said(formulasRead, formulas)] : []),
    ...(hiddenRows > 0 ? [said(hiddenRowsRead, hiddenRows)] : []),
    ...(found.leftAside > 0 ? [said(cannotTell, found.leftAside)] : []),
  ];
};

const sayChecked = (
  file: Uint8Array | undefined,
  {
    side,
    form,
    period,
    units,
    checked,
  }: { side: Side; form: Form; period: Period; units: readonly UnitSide[]; checked: Checked },
) => ({
  checked: hashOf(file),
  format: side.book.format,
  found: side.state,
  form: { code: form.code, title: form.content.title },
  period: sayPeriod(period),
  notices: noticesOf(side, checked),
  indicators: side.wanted.indicators.map(({ id, words }) => ({
    id,
    words,
    unit: indicatorOf(id)?.unit ?? { vi: '', en: '' },
  })),
  units: units.map(({ id, code, fullName }, at) => {
    const { outcome = 'blank', accepted = 0, refused = 0, whyNot = null } = checked.units[at] ?? {};
    return { id, code, fullName, outcome, accepted, refused, whyNot: sayWhyNot(whyNot) };
  }),
  accepted: checked.accepted,
  refused: checked.refused,
  summary: checked.summary,
});

/** Tells of a filled form what would be written into the draft of its report, cell by cell. Nothing is. */
const check =
  (sign: Sign): WithFile<typeof api.checkWorkbook> =>
  async ({ params, body }, ask, { prepared }) => {
    const one = await checkOne(params.reportId, prepared, ask, sign, { shownFrom: 0 });
    const answer = sayChecked(body, one);
    await ask.audit({
      action: 'reporting.checkWorkbook',
      subject: `report:${one.report.id}`,
      unitId: one.report.unitId,
      after: { file: answer.checked, accepted: answer.summary.accepted, refused: answer.summary.refused },
    });
    return {
      ...answer,
      draftVersion: one.report.draftVersion,
      whyNot: { applyWorkbook: sayWhyNot(whyNotApply(one.checked)) },
    };
  };

/** Writes a form that was checked into the draft of its report: all of it, or nothing when anything is not as it was shown. */
const apply =
  (sign: Sign): WithFile<typeof api.applyWorkbook> =>
  async ({ params, query, body }, ask, { prepared }) => {
    const { report, checked } = await checkOne(params.reportId, prepared, ask, sign, 'write');
    must(whyNotApply(checked));
    const file = hashOf(body);
    const isAsShown =
      file === query.checked && report.draftVersion === query.draftVersion && checked.summary.accepted === query.cells;
    if (!isAsShown) throw new Refused(refuse(checkedOtherwise, {}));
    const cells = checked.units[0]?.after ?? {};
    const kept = await saveReportDraft(
      { params: { reportId: report.id }, query: undefined, body: { draftVersion: report.draftVersion, cells } },
      ask,
    );
    await ask.audit({
      action: 'reporting.applyWorkbook',
      subject: `report:${report.id}`,
      unitId: report.unitId,
      after: { file, cells: checked.summary.accepted, draftVersion: kept.draftVersion },
    });
    return { cells: checked.summary.accepted, draftVersion: kept.draftVersion };
  };

// Many units

type Query = { form: string; period: string; units: 'below' | 'communes' };

/** The reports that a table holds, with their form and level: those one decides on, or those of every commune below. */
const reportsOfTable = async (query: Query, ask: Ask) => {
  must(whyNotImport(ask.actor));
  const period = periodOfCode(query.period);
  const form = await formForPeriod(ask.tx, query.form, period);
  must(whyNotImport(ask.actor, form.line));
  const { unitId, allUnits } = ask.actor;
  const rows =
    query.units === 'below'
      ? await reportsToDecide(ask.tx, { unitId, isRoot: allUnits }, form.code, periodId(period), ask.today)
      : await reportsOfCommunes(ask, form.code, period);
  const level = query.units === 'below' && allUnits ? 'province' : 'commune';
  const briefs = await sayReports(ask, rows);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const units = briefs
    .flatMap((brief) => {
      const row = byId.get(brief.id);
      return row && brief.unit.level === level ? [{ brief, row }] : [];
    })
    .sort((one, other) => one.brief.unit.code.localeCompare(other.brief.unit.code));
  return { form, period, level, units };
};

const reportsOfCommunes = async (ask: Ask, form: string, period: Period): Promise<ReportRow[]> => {
  const ids = await communeIdsBelow(ask.tx, ask.actor.unitId, period.endsOn);
  return ids.length === 0 ? [] : reportsOfUnits(ask.tx, ids, form, periodId(period), ask.today);
};

/** Why the report of a unit may not be sent by import: as `importMany` says it. */
const whyNotSend = (row: ReportRow, unitCode: string, ask: Ask): Refusal | null =>
  whyNotChange(factsOf(row), ask.today) ??
  whyNotYet(factsOf(row), ask.today) ??
  (row.draft === null ? null : refuse(draftPresent, { unitCode }));

const keysOfTable = (
  { form, period, level, units }: Awaited<ReturnType<typeof reportsOfTable>>,
  ask: Ask,
): { asked: Pair[]; revisions: Pair[] } => ({
  asked: [
    ['kind', 'units'],
    ['report', level],
    ['form', form.code],
    ['version', String(form.version)],
    ['period', period.code],
    ['unit', String(ask.actor.unitId)],
  ],
  // A row for each unit: the revision that the table was filled with.
  revisions: units.map(({ brief, row }) => [`revision ${brief.unit.code}`, String(row.revision)]),
});

const downloadTable =
  (as: Format, sign: Sign) =>
  async ({ query }: { query: Query & { language: Language } }, ask: Ask): Promise<() => Promise<FileAnswer>> => {
    const table = await reportsOfTable(query, ask);
    const { asked, revisions } = keysOfTable(table, ask);
    const unit = await unitById(ask.tx, ask.actor.unitId, ask.today);
    const keys: Pair[] = [...asked, ['language', query.language], ['made', ask.now.toISOString()], ...revisions];
    const paper = paperOfUnits(
      {
        form: sayForm(table.form, table.level),
        period: sayPeriod(table.period).words,
        unitName: unit?.fullName ?? '',
        units: table.units.map(({ brief, row }) => ({
          brief,
          // What a unit is still typing is its own.
          cells: (row.cells ?? {}) as Cells,
          open: whyNotSend(row, brief.unit.code, ask) === null,
        })),
      },
      signed(keys, sign),
      query.language,
    );
    return fileOf(paper, as, `${table.form.code}-${table.period.code}-${unit?.code ?? ''}`);
  };

const checkMany = async (query: Query, read: ReadResult | null, ask: Ask, sign: Sign, use: Rules['use']) => {
  const table = await reportsOfTable(query, ask);
  const book = bookOf(read);
  const keys = readKeys(book, sign);
  const { asked, revisions } = keysOfTable(table, ask);
  must(whyNotTheseKeys(keys, new Map(asked)));
  const isFresh = keys instanceof Map && revisions.every(([name, revision]) => keys.get(name) === revision);
  const places = table.units.map(({ brief }) => ({ code: brief.unit.code, fullName: brief.unit.fullName }));
  const side = locate(book, keys, wantedOf(table.form, table.level, table.period, places, true), isFresh);
  const units = table.units.map(
    ({ brief, row }): UnitSide => ({
      id: row.unitId,
      code: brief.unit.code,
      fullName: brief.unit.fullName,
      level: table.level,
      before: (row.cells ?? {}) as Cells,
      whyNot: whyNotSend(row, brief.unit.code, ask),
    }),
  );
  const checked = await checkPlaces(side, units, {
    form: table.form,
    complete: true,
    blanksClear: side.state === 'own',
    use,
  });
  return { ...table, side, units, checked };
};

/** Tells of a table of many units which reports would be sent and which cells are refused. Nothing is written. */
const checkTable =
  (sign: Sign): WithFile<typeof api.checkWorkbookOfUnits> =>
  async ({ query, body }, ask, { prepared }) => {
    const table = await checkMany(query, prepared, ask, sign, { shownFrom: query.from });
    const answer = sayChecked(body, table);
    await ask.audit({
      action: 'reporting.checkWorkbookOfUnits',
      subject: `form:${table.form.code}`,
      unitId: ask.actor.unitId,
      after: {
        period: table.period.code,
        file: answer.checked,
        accepted: answer.summary.accepted,
        refused: answer.summary.refused,
      },
    });
    return { ...answer, whyNot: { applyWorkbookOfUnits: sayWhyNot(whyNotApply(table.checked)) } };
  };

/** Sends the reports of a table that was checked, as the import of the API does: all of them, or none. */
const applyTable =
  (sign: Sign): WithFile<typeof api.applyWorkbookOfUnits> =>
  async ({ query, body }, ask, { prepared }) => {
    const { form, period, units, checked } = await checkMany(query, prepared, ask, sign, 'write');
    must(whyNotApply(checked));
    const file = hashOf(body);
    const { summary } = checked;
    if (file !== query.checked || summary.reports !== query.reports || summary.accepted !== query.cells)
      throw new Refused(refuse(checkedOtherwise, {}));
    const rows = checked.units.flatMap(({ outcome, after }, at) => {
      const unitCode = units[at]?.code;
      return outcome === 'written' && unitCode !== undefined ? [{ unitCode, cells: after, nil: false }] : [];
    });
    const sent = await importMany(
      { params: undefined, query: undefined, body: { form: form.code, period: period.code, rows } },
      ask,
    );
    await ask.audit({
      action: 'reporting.applyWorkbookOfUnits',
      subject: `form:${form.code}`,
      unitId: ask.actor.unitId,
      after: { period: period.code, file, reports: sent.submitted, cells: summary.accepted },
    });
    return { reports: sent.submitted, cells: summary.accepted };
  };

/** The handlers, with the instance's own way to sign. */
export const workbookActions = (sign: Sign) => ({
  download: download('xlsx', sign),
  downloadCsv: download('csv', sign),
  downloadTable: downloadTable('xlsx', sign),
  downloadTableCsv: downloadTable('csv', sign),
  check: check(sign),
  apply: apply(sign),
  checkTable: checkTable(sign),
  applyTable: applyTable(sign),
});
