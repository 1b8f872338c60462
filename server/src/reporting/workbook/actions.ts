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
  noWords,
  oldEncoding,
  otherForm,
  otherVersion,
  staleKeys,
  staleWords,
} from '@app/contract/reporting/workbook/problems.ts';
import type * as api from '@app/contract/reporting/workbook/routes.ts';
import { periodId, periodOfCode, sayPeriod } from '../../figures/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused, sayWhyNot } from '../../kernel/problem.ts';
import { communeIdsBelow, unitById, unitsByIds } from '../../org/index.ts';
import { importMany } from '../bulk/actions.ts';
import { formForPeriod } from '../form/find.ts';
import { formVersion } from '../form/queries.ts';
import { type Form, indicatorsOf, rowsFor, sayForm, typedRows } from '../form/rules.ts';
import { saveWords } from '../narrative/actions.ts';
import { addressedFigures } from '../narrative/figures.ts';
import { narrativeOf, newestNarratives } from '../narrative/queries.ts';
import { referencesIn, sectionsOf, type Texts } from '../narrative/rules.ts';
import { cellsOf, factsOf, sayReports } from '../report/answer.ts';
import { openForWriting } from '../report/open.ts';
import { type ReportRow, reportById, reportsOfUnits, reportsToDecide } from '../report/queries.ts';
import { whyNotChange, whyNotFill, whyNotImport, whyNotYet } from '../report/rules.ts';
import { saveReportDraft } from '../report/send.ts';
import { showReport } from '../report/show.ts';
import { addresser, type Checked, checkPlaces, type Rules, type UnitSide, wordsOf } from './check.ts';
import { refusalOfFile } from './faults.ts';
import { type FoundKeys, type Pair, readKeys, type Sign, signed } from './keys.ts';
import { paperOfReport, paperOfUnits } from './papers.ts';
import { type Found, findPlaces, type Wanted } from './places.ts';
import type { Book } from './read/book.ts';
import { askForWords } from './words-asked.ts';
import { type CheckedWords, checkWords, textsInFile, together, type WordsSide } from './words-check.ts';
import { type FoundWords, findWords } from './words-places.ts';
import { digestOf, givenIn, keysOfWords, wordsOfReport, wordsOfUnits } from './words-sheet.ts';
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

// Words

/** What the sheet of words is made of: the sections of a form, and the figures that a text may name. */
const wordsOfForm = (form: Form) => ({
  sections: sectionsOf(form),
  indicators: indicatorsOf(form).filter((id) => indicatorOf(id)?.kind !== 'D'),
});

/** The words of a report as the asking post sees them: as they are being written for its own unit, as they were last sent for others. */
const wordsInSight = async (ask: Ask, report: ReportRow): Promise<Texts> =>
  (ask.actor.unitId === report.unitId
    ? await narrativeOf(ask.tx, report.id)
    : (await newestNarratives(ask.tx, [report.id])).get(report.id)
  )?.texts ?? {};

/** Checks the sheet of words with the figures beside it; null where the file has none. */
const checkWordsOf = async (
  ask: Ask,
  book: Book,
  found: FoundWords | null,
  sides: readonly WordsSide[],
  rules: { form: Form; isTable: boolean; outcomes: Checked['units'] },
): Promise<CheckedWords | null> => {
  if (!found) return null;
  const references = textsInFile(book, found, rules.form, sides).flatMap(referencesIn);
  const known = await addressedFigures(ask, references, rules.form.line);
  return checkWords(book, found, sides, { ...rules, known });
};

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
    const form = await formVersion(ask.tx, report.form, report.version);
    // CSV holds figures only: a text of several paragraphs in one line of it would not come back whole from every program.
    const texts = as === 'csv' ? null : await wordsInSight(ask, report);
    const keys: Pair[] = [
      ...keysOfReport(report, shown.report.unit.code),
      ['language', query.language],
      ['made', ask.now.toISOString()],
      ...(texts ? keysOfWords(sectionsOf(form), texts) : []),
    ];
    const open = shown.whyNot.saveDraft === null;
    const words = texts && wordsOfReport({ ...wordsOfForm(form), texts, open }, query.language);
    const paper = paperOfReport(shown, signed(keys, sign), query.language, words);
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
  const foundWords = findWords(book, { sections: sectionsOf(form), units: [place], isTable: false });
  const figures = await checkPlaces(side, units, {
    form,
    complete: false,
    blanksClear: side.state === 'own',
    words: foundWords?.grid ?? null,
    use,
  });
  const kept = await narrativeOf(ask.tx, report.id);
  const given = keys instanceof Map ? keys : null;
  const words = await checkWordsOf(
    ask,
    book,
    foundWords,
    [{ before: kept?.texts ?? {}, whyNot: null, given: (key) => givenIn(given, key) }],
    { form, isTable: false, outcomes: figures.units },
  );
  const checked = together(figures, words);
  return { report, form, period, side, units, checked, words, wordsVersion: kept?.version ?? 0 };
};

type CheckedFile = { checked: Checked; words: CheckedWords | null };

/** Cells and sections of a file that would be written, and that are refused. */
const counted = ({ checked, words }: CheckedFile) => ({
  cells: checked.summary.accepted,
  sections: words?.summary.accepted ?? 0,
  refused: checked.summary.refused + (words?.summary.refused ?? 0),
});

const whyNotApply = (file: CheckedFile): Refusal | null => {
  const { cells, sections, refused } = counted(file);
  if (refused > 0) return refuse(cellsRefused, { count: refused });
  return cells + sections === 0 ? refuse(nothingInFile, {}) : null;
};

type Notice = { code: string; says: Words };

const noticesOf = (
  { book, found, state }: Side,
  { checked: { formulas, hiddenRows }, words }: CheckedFile,
): Notice[] => {
  const said = (problem: ProblemDescription, count?: number): Notice => ({
    code: problem.code,
    says: wordsOf(problem, count === undefined ? {} : { count }),
  });
  return [
    ...(state === 'stale' ? [said(staleKeys)] : []),
    ...(state === 'foreign' ? [said(noKeys)] : []),
    ...(words?.isStale ? [said(staleWords)] : []),
    ...(words === null && state !== 'foreign' ? [said(noWords)] : []),
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
    words,
  }: { side: Side; form: Form; period: Period; units: readonly UnitSide[] } & CheckedFile,
) => ({
  checked: hashOf(file),
  format: side.book.format,
  found: side.state,
  form: { code: form.code, title: form.content.title },
  period: sayPeriod(period),
  notices: noticesOf(side, { checked, words }),
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
  words: words && {
    sections: sectionsOf(form).map((section) => ({ ...section })),
    accepted: words.accepted,
    refused: words.refused,
    summary: words.summary,
  },
});

/** What the audit keeps of a file that was checked. */
const auditOf = (file: string, checked: CheckedFile) => {
  const { cells, sections, refused } = counted(checked);
  return { file, accepted: cells, sections, refused };
};

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
      after: auditOf(answer.checked, one),
    });
    return {
      ...answer,
      draftVersion: one.report.draftVersion,
      wordsVersion: one.wordsVersion,
      whyNot: { applyWorkbook: sayWhyNot(whyNotApply(one)) },
    };
  };

/** Writes a form that was checked into the draft of its report and its words: all of it, or nothing when anything is not as it was shown. */
const apply =
  (sign: Sign): WithFile<typeof api.applyWorkbook> =>
  async ({ params, query, body }, ask, { prepared }) => {
    const one = await checkOne(params.reportId, prepared, ask, sign, 'write');
    must(whyNotApply(one));
    const { report, checked, words } = one;
    const file = hashOf(body);
    const { cells: changed, sections } = counted(one);
    const isAsShown =
      file === query.checked &&
      report.draftVersion === query.draftVersion &&
      changed === query.cells &&
      sections === query.sections &&
      (sections === 0 || one.wordsVersion === query.wordsVersion);
    if (!isAsShown) throw new Refused(refuse(checkedOtherwise, {}));
    const opened = { reportId: report.id };
    let { draftVersion } = report;
    if (changed > 0) {
      const cells = checked.units[0]?.after ?? {};
      const input = { params: opened, query: undefined, body: { draftVersion, cells } };
      draftVersion = (await saveReportDraft(input, ask)).draftVersion;
    }
    if (sections > 0) {
      const texts = { ...words?.units[0]?.after };
      await saveWords({ params: opened, query: undefined, body: { version: one.wordsVersion, texts } }, ask);
    }
    await ask.audit({
      action: 'reporting.applyWorkbook',
      subject: `report:${report.id}`,
      unitId: report.unitId,
      after: { file, cells: changed, sections, draftVersion },
    });
    return { cells: changed, sections, draftVersion };
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

/** The words that were last sent with some reports. */
const sentBefore = (ask: Ask, rows: readonly { row: ReportRow }[]) =>
  newestNarratives(
    ask.tx,
    rows.flatMap(({ row }) => (row.revision > 0 ? [row.id] : [])),
  );

const downloadTable =
  (as: Format, sign: Sign) =>
  async ({ query }: { query: Query & { language: Language } }, ask: Ask): Promise<() => Promise<FileAnswer>> => {
    const table = await reportsOfTable(query, ask);
    const { asked, revisions } = keysOfTable(table, ask);
    const unit = await unitById(ask.tx, ask.actor.unitId, ask.today);
    const keys: Pair[] = [...asked, ['language', query.language], ['made', ask.now.toISOString()], ...revisions];
    const open = table.units.filter(({ brief, row }) => whyNotSend(row, brief.unit.code, ask) === null);
    const sent = as === 'csv' ? new Map() : await sentBefore(ask, open);
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
        // Units that cannot be sent for have no row there: their words are read in their reports.
        wordsSheet:
          as === 'csv' || open.length === 0
            ? null
            : wordsOfUnits(
                {
                  ...wordsOfForm(table.form),
                  units: open.map(({ brief, row }) => ({
                    code: brief.unit.code,
                    fullName: brief.unit.fullName,
                    texts: sent.get(row.id)?.texts ?? {},
                  })),
                },
                query.language,
              ),
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
  const found = findWords(book, { sections: sectionsOf(table.form), units: places, isTable: true });
  const figures = await checkPlaces(side, units, {
    form: table.form,
    complete: true,
    blanksClear: side.state === 'own',
    words: found?.grid ?? null,
    use,
  });
  // Words of units that can be sent for, and of those about which the file says something.
  const withWords = new Set(found?.places.flatMap(({ cell, unit }) => (cell >= 0 ? [unit] : [])));
  const sent = await sentBefore(
    ask,
    table.units.filter((_, at) => units[at]?.whyNot === null || withWords.has(at)),
  );
  const sides = table.units.map(({ brief, row }, at): WordsSide => {
    const before = sent.get(row.id)?.texts ?? {};
    const name = `revision ${brief.unit.code}`;
    // What a revision said never changes: the signed number of it stands for its texts.
    const isSame = keys instanceof Map && keys.get(name) === String(row.revision);
    return {
      before,
      whyNot: units[at]?.whyNot ?? null,
      given: (key) => (isSame ? digestOf(before[key] ?? '') : null),
    };
  });
  const words = await checkWordsOf(ask, book, found, sides, {
    form: table.form,
    isTable: true,
    outcomes: figures.units,
  });
  const address = addresser(book, side.found.grid, found?.grid ?? null);
  const checked = askForWords(together(figures, words), {
    form: table.form,
    textsOf: (unit) => words?.units[unit]?.after ?? sides[unit]?.before ?? {},
    at: (unit) => {
      const [first] = side.found.placesOf(unit);
      return first ? address(first.row, first.column) : '';
    },
  });
  return { ...table, side, units, sides, checked, words };
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
        ...auditOf(answer.checked, table),
      },
    });
    return { ...answer, whyNot: { applyWorkbookOfUnits: sayWhyNot(whyNotApply(table)) } };
  };

/** Sends the reports of a table that was checked, as the import of the API does: all of them, or none. */
const applyTable =
  (sign: Sign): WithFile<typeof api.applyWorkbookOfUnits> =>
  async ({ query, body }, ask, { prepared }) => {
    const table = await checkMany(query, prepared, ask, sign, 'write');
    must(whyNotApply(table));
    const { form, period, units, sides, checked, words } = table;
    const file = hashOf(body);
    const { cells, sections } = counted(table);
    const isAsShown =
      file === query.checked &&
      checked.summary.reports === query.reports &&
      cells === query.cells &&
      sections === query.sections;
    if (!isAsShown) throw new Refused(refuse(checkedOtherwise, {}));
    const rows = checked.units.flatMap(({ outcome, after }, at) => {
      const unitCode = units[at]?.code;
      if (outcome !== 'written' || unitCode === undefined) return [];
      // A file without words leaves them as they were last sent.
      const narrative = { ...(words?.units[at]?.after ?? sides[at]?.before) };
      return [{ unitCode, cells: after, nil: false, narrative }];
    });
    const sent = await importMany(
      { params: undefined, query: undefined, body: { form: form.code, period: period.code, rows } },
      ask,
    );
    await ask.audit({
      action: 'reporting.applyWorkbookOfUnits',
      subject: `form:${form.code}`,
      unitId: ask.actor.unitId,
      after: { period: period.code, file, reports: sent.submitted, cells, sections },
    });
    return { reports: sent.submitted, cells, sections };
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
