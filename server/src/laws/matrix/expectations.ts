/**
 * What each route should answer to whom, about what: from the table of posts in `house.ts` and the rules of the ledger, without
 * a look at the rules of the program. A new route gets a line here; without one the law fails.
 */
import { createHash } from 'node:crypto';
import type { Route } from '@app/contract/kernel/route.ts';
import { deadlines } from './deadlines.ts';
import { designExpectations } from './designs.ts';
import {
  above,
  does,
  isInSubtree,
  type Line,
  levelOf,
  type Post,
  readsEditions,
  readsFigures,
  readsReports,
  readsTotals,
  table2b,
  type Unit,
  units,
} from './house.ts';
import { ownAffairs } from './own-affairs.ts';
import { forms, monthBefore, months, type Planted, today, usernameOf } from './plant.ts';
import type { Outcome, Question, Request } from './question.ts';
import { requestExpectations } from './requests.ts';
import { restatedExpectations } from './restated.ts';
import { unitChangeExpectations } from './unit-changes.ts';

const UNKNOWN = 999_999;
const seen = (yes: boolean): Outcome => (yes ? 'answers' : 'absent');
const done = (sees: boolean, may: boolean): Outcome => (!sees ? 'absent' : may ? 'answers' : 'refused');
const query = (path: string, values: Record<string, string | number>): string =>
  `${path}?${new URLSearchParams(Object.entries(values).map(([key, value]) => [key, String(value)]))}`;
const lines = Object.keys(forms) as Line[];

/** Asks one thing about several units, and about one that does not exist. */
const each = (
  among: readonly Unit[],
  planted: Planted,
  ask: (unitId: number) => Request,
  expect: (who: Post, unit: Unit) => Outcome,
  words = '',
): Question[] =>
  among.map((unit) => ({
    unit,
    kind: words,
    about: `${words}${unit}`,
    request: ask(planted.unit[unit]),
    unknown: ask(UNKNOWN),
    expect: (who) => expect(who, unit),
  }));

const get = (url: string): Request => ({ method: 'GET', url });
const post = (url: string, body?: object): Request => ({ method: 'POST', url, ...(body && { body }) });

const reported = ['C1', 'C3', 'P1', 'P2'] as const;
const ruled = ['N', 'P1', 'P2', 'C1', 'C3'] as const;
const inForce = [...ruled, 'R1'] as const;

/** One question for each report of a month; the one of the old tree too, where it has waited since before the merger. */
const reports = (
  planted: Planted,
  month: string,
  ask: (id: number) => Request,
  expect: (who: Post, unit: Unit, line: Line) => Outcome,
) =>
  lines.flatMap((line) =>
    [...reported, ...(month === months.submitted ? (['e1'] as const) : [])].map((unit): Question => {
      const when = unit === 'e1' ? monthBefore : month;
      return {
        unit,
        kind: line,
        about: `${unit} ${line} ${when}`,
        request: ask(planted.report[`${unit} ${line} ${when}`] ?? 0),
        unknown: ask(UNKNOWN),
        expect: (who) => expect(who, unit, line),
      };
    }),
  );

/** One question for the signal of each report of the month that waits. */
const signals = (
  planted: Planted,
  ask: (id: number) => Request,
  expect: (who: Post, unit: Unit, line: Line) => Outcome,
) =>
  lines.flatMap((line) =>
    reported.map(
      (unit): Question => ({
        unit,
        kind: line,
        about: `${unit} ${line}`,
        request: ask(planted.signal[`${unit} ${line} ${months.submitted}`] ?? 0),
        unknown: ask(UNKNOWN),
        expect: (who) => expect(who, unit, line),
      }),
    ),
  );

const fills = (who: Post, unit: Unit, line: Line) => does(who, 'fills') && who.unit === unit && who.line === line;
const isSuperior = (who: Post, unit: Unit, line: Line) => above[unit] === who.unit && who.line === line;
const decides = (who: Post, unit: Unit, line: Line) =>
  done(readsReports(who, unit, line), does(who, 'decides') && isSuperior(who, unit, line));
const typed = { draftVersion: 0, cells: { outreach_sessions: { value: 3 } } };

const formFile = Buffer.from('Chỉ tiêu;Kỳ này\noutreach_sessions;3\n');
const tableFile = (code: string) => Buffer.from(`chungtay:unit;chungtay:outreach_sessions\n${code};3\n`);
const hashOf = (file: Buffer) => createHash('sha256').update(file).digest('hex');

/** The form of a report as a file: read by whoever reads the report, filled by whoever fills it. */
const ofReportFile = (planted: Planted, month: string, what: string, method: 'GET' | 'POST'): Question[] =>
  reports(
    planted,
    month,
    (id) => ({ method, url: `/api/reports/${id}/${what}`, ...(method === 'POST' && { body: formFile }) }),
    (who, unit, line) =>
      method === 'GET'
        ? seen(readsReports(who, unit, line))
        : done(readsReports(who, unit, line), fills(who, unit, line)),
  );

const importsOn = (who: Post, line: Line) => does(who, 'imports') && line === who.line;
const tables = (path: string): Question[] =>
  lines.map((line) => ({
    about: line,
    request: get(query(path, { form: forms[line] ?? '', period: months.open, units: 'communes' })),
    expect: (who) => (importsOn(who, line) ? 'answers' : 'refused'),
  }));
/** A table with the row of one unit: what is not in the subtree is no unit at all. */
const tableFiles = (planted: Planted, path: string, more: Record<string, string>): Question[] =>
  lines.flatMap((line) =>
    (['C1', 'C3'] as const).map((unit): Question => {
      const of = (code: string): Request => {
        const body = tableFile(code);
        const asked = { form: forms[line] ?? '', period: months.open, units: 'communes', ...more };
        return { ...post(query(path, { ...asked, ...(more['cells'] && { checked: hashOf(body) }) })), body };
      };
      return {
        about: `${line} ${unit}`,
        request: of(planted.code[unit]),
        unknown: of('00000'),
        expect: (who) => (!importsOn(who, line) ? 'refused' : isInSubtree(who.unit, unit) ? 'answers' : 'unknown row'),
      };
    }),
  );

const totals = (planted: Planted, among: readonly Unit[], ask: (unit: string, line: string) => Request): Question[] => [
  ...([...lines, 'all'] as const).flatMap((line) =>
    each(
      among,
      planted,
      (id) => ask(String(id), line),
      (who, unit) => seen(readsTotals(who, unit, line)),
      `${line} `,
    ),
  ),
];

/** What is asked of an edition beside the edition itself. */
const editions =
  (path: string) =>
  (planted: Planted): Question[] =>
    lines.flatMap((line) =>
      ruled.map((unit) => ({
        about: `${line} ${unit}`,
        request: get(`/api/editions/${planted.edition[`${unit} ${line}`]}${path}`),
        unknown: get(`/api/editions/${UNKNOWN}${path}`),
        expect: (who: Post) => seen(readsEditions(who, unit, line)),
      })),
    );

/** Reviews are made of provinces and the centre, by those with every line who draft, issue or inspect. */
const seesReview = (who: Post, unit: Unit): boolean =>
  table2b[who.row].reads === 'all-lines' &&
  (does(who, 'drafts reviews') || does(who, 'issues') || does(who, 'reads the audit')) &&
  isInSubtree(who.unit, unit) &&
  (levelOf[unit] === 'province' || levelOf[unit] === 'nation');
const draftsReview = (who: Post, unit: Unit): boolean =>
  seesReview(who, unit) && does(who, 'drafts reviews') && who.unit === unit;
const reviews =
  (path: string, among: readonly Unit[]) =>
  (planted: Planted): Question[] =>
    each(
      among,
      planted,
      (unit) => get(query(path, { unit, period: months.accepted })),
      (who, unit) => seen(seesReview(who, unit)),
    );
/** What was written by hand into the reviews of provinces. */
const handwritten = (ask: (id: number) => Request, of: Partial<Record<Unit, number>>): Question[] =>
  (['P1'] as const).map((unit) => ({
    unit,
    about: unit,
    request: ask(of[unit] ?? 0),
    unknown: ask(UNKNOWN),
    expect: (who) => done(seesReview(who, unit), draftsReview(who, unit)),
  }));

const administers = (who: Post, unit: Unit) => seen(does(who, 'administers') && isInSubtree(who.unit, unit));
const accounts = (
  planted: Planted,
  ask: (account: { username: string; postId: number }, unit: Unit) => Request,
): Question[] =>
  ruled.map((unit) => ({
    unit,
    about: unit,
    request: ask(planted.account[unit], unit),
    unknown: ask({ username: 'no.such.account', postId: UNKNOWN }, unit),
    expect: (who) => administers(who, unit),
  }));

/** The same, and about the administrator's own account: that is done by another one. */
const accountsNotOwn = (planted: Planted, ask: (account: { username: string }, unit: Unit) => Request): Question[] => [
  ...accounts(planted, ask),
  ...(['N', 'P1', 'C1'] as const).map((unit): Question => {
    const name = `administrator ${unit}`;
    return {
      about: `the account of ${name}`,
      request: ask({ username: usernameOf(name) }, unit),
      unknown: ask({ username: 'no.such.account' }, unit),
      expect: (who) => (who.name === name ? 'refused' : administers(who, unit)),
    };
  }),
];

/** What opens an account anew is not done to one that also holds a post outside the subtree: whoever did it would hold that too. */
const accountsOfOneArea = (
  planted: Planted,
  ask: (account: { username: string }, unit: Unit) => Request,
): Question[] => [
  ...accountsNotOwn(planted, ask),
  {
    about: 'an account with posts at P1 and P2',
    request: ask({ username: planted.inTwoAreas }, 'P1'),
    unknown: ask({ username: 'no.such.account' }, 'P1'),
    expect: (who) =>
      administers(who, 'N') === 'answers'
        ? 'answers'
        : administers(who, 'P1') === 'answers' || administers(who, 'P2') === 'answers'
          ? 'refused'
          : 'absent',
  },
];

const everybody = (url: string) => (): Question[] => [
  { about: 'what is known to all', request: get(url), expect: () => 'answers' },
];
const only = (url: string, may: (who: Post) => boolean) => (): Question[] => [
  { about: 'the whole', request: get(url), expect: (who) => seen(may(who)) },
];

/** Of what is asked about oneself, what is about a post: its keys for programs. */
const ofPost = [
  'identity.listTokens',
  'identity.createToken',
  'identity.revokeToken',
  'notices.confirmMailAddress',
  'notices.revokeFeed',
];

/** Routes that let people in; they answer everybody alike, whoever sits at the browser: the problem of what was typed, or null. */
export const doors: Readonly<Record<string, string | null>> = {
  'identity.signIn': 'identity.wrong-password',
  'identity.listDemoSignIns': null,
  'identity.claimAdministrator': 'identity.code-not-valid',
  'identity.enrol': 'identity.code-not-valid',
  'identity.enterSecondFactor': 'identity.sign-in-again',
  'identity.beginPasskeySignIn': null,
  'identity.enterByPasskey': 'identity.passkey-not-valid',
  'identity.beginSignOn': 'identity.no-sign-on',
  'identity.finishSignOn': 'identity.no-sign-on',
  // Who knows its secret address reads it, signed in or not; a made-up one is not there.
  'notices.getFeed': 'kernel.not-found',
};

/** Not asked as a post, because asking ends what the other questions stand on; each with the test that asks. */
export const elsewhere: Readonly<Record<string, string>> = {
  'identity.signOut': 'server/src/identity/routes.test.ts',
  'identity.endOtherSessions': 'server/src/identity/sessions/routes.test.ts',
};

export const expectations: Readonly<Record<string, (planted: Planted, route: Route) => Question[]>> = {
  ...ownAffairs,
  ...deadlines,
  ...designExpectations,
  ...requestExpectations,
  ...restatedExpectations,
  ...unitChangeExpectations,
  'identity.getSession': everybody('/api/session'),
  'audit.getAuditHead': everybody('/api/audit/head'),
  'org.listChangeSets': everybody('/api/change-sets'),
  'org.searchUnits': everybody('/api/units?q=don'),
  'figures.listIndicators': everybody('/api/indicators'),
  'figures.listPeriods': everybody('/api/periods'),
  'reporting.getMyWork': everybody('/api/my-work'),
  'notices.hearLive': everybody('/api/live?seconds=0'),
  // The register of units is known to all.
  'org.getUnit': (planted) =>
    each(
      units,
      planted,
      (id) => get(`/api/units/${id}`),
      () => 'answers',
    ),
  'org.listChildren': (planted) =>
    each(
      units,
      planted,
      (id) => get(`/api/units/${id}/children`),
      () => 'answers',
    ),
  'org.tagUnit': (planted) =>
    each(
      inForce,
      planted,
      (id) => post(`/api/units/${id}/tags`, { tag: 'border', from: today, basis: 'Quyết định 1/QĐ' }),
      (who, unit) => done(isInSubtree(who.unit, unit), does(who, 'tags')),
    ),
  'org.endTag': (planted) =>
    (['C1', 'C3'] as const).map((unit) => {
      const at = (tag: number) => post(`/api/units/${planted.unit[unit]}/tags/${tag}/end`, { to: today });
      return {
        about: unit,
        request: at(planted.tag[unit] ?? 0),
        unknown: at(UNKNOWN),
        expect: (who) => done(isInSubtree(who.unit, unit), does(who, 'tags')),
      };
    }),

  'figures.getFigures': (planted) => [
    ...totals(planted, units, (unit, line) =>
      get(query('/api/figures', { indicators: 'outreach_sessions', units: unit, periods: months.accepted, line })),
    ),
    // The units below one are not the own unit: the committee's totals of the own unit do not open them.
    ...lines.flatMap((line) =>
      each(
        ['N', 'P1', 'P2'],
        planted,
        (id) =>
          get(
            query('/api/figures', {
              indicators: 'outreach_sessions',
              units: `children:${id}`,
              periods: months.accepted,
              line,
            }),
          ),
        (who, unit) => seen(readsReports(who, unit, line)),
        `below, ${line} `,
      ),
    ),
  ],
  'figures.queryFigures': (planted) => [
    ...totals(planted, units, (unit, line) =>
      get(
        query('/api/figures/query', { indicators: 'outreach_sessions', units: unit, periods: months.accepted, line }),
      ),
    ),
    ...lines.flatMap((line) =>
      each(
        ['N', 'P1', 'P2'],
        planted,
        (id) =>
          get(
            query('/api/figures/query', {
              indicators: 'outreach_sessions',
              units: `children:${id}`,
              periods: months.accepted,
              by: 'total',
              line,
            }),
          ),
        (who, unit) => seen(readsReports(who, unit, line)),
        `below, ${line} `,
      ),
    ),
  ],
  'figures.listQueries': everybody('/api/figures/queries'),
  'figures.askQuery': (planted) =>
    totals(planted, units, (unit, line) => get(query('/api/figures/queries/two-by-month', { unit, line }))),
  ...Object.fromEntries(
    (['Csv', 'Parquet'] as const).map((format) => [
      `figures.exportFiguresAs${format}`,
      (planted: Planted) =>
        totals(planted, units, (unit, line) =>
          post(
            query(`/api/figures/export/${format.toLowerCase()}`, {
              indicators: 'outreach_sessions',
              units: unit,
              periods: months.accepted,
              line,
            }),
          ),
        ),
    ]),
  ),
  'figures.getTrace': (planted) =>
    // A unit has no trace in a month after its end.
    totals(planted, inForce, (unit, line) =>
      get(query('/api/figures/trace', { indicator: 'outreach_sessions', unit, period: months.accepted, line })),
    ),

  'reporting.listReports': (planted) =>
    lines.flatMap((line) =>
      each(
        units,
        planted,
        (unit) => get(query('/api/reports', { unit, form: forms[line] ?? '', period: months.submitted })),
        (who, unit) => seen(readsReports(who, unit, line)),
        `${line} `,
      ),
    ),
  'reporting.getTimeliness': (planted) =>
    lines.flatMap((line) =>
      each(
        units,
        planted,
        (unit) => get(query('/api/timeliness', { unit, form: forms[line] ?? '', period: months.submitted })),
        (who, unit) => seen(readsReports(who, unit, line)),
        `${line} `,
      ),
    ),
  'reporting.getTimelinessByProvince': (planted) =>
    lines.flatMap((line) =>
      each(
        units,
        planted,
        (unit) => get(query('/api/timeliness/provinces', { unit, form: forms[line] ?? '', period: months.submitted })),
        // Only the country has two levels below it.
        (who, unit) => seen(unit === 'N' && readsReports(who, unit, line)),
        `${line} `,
      ),
    ),
  'reporting.getEntryGrid': (planted) =>
    lines.flatMap((line) =>
      each(
        units,
        planted,
        (unit) => get(query('/api/entry-grid', { unit, form: forms[line] ?? '', period: months.submitted })),
        (who, unit) => seen(readsReports(who, unit, line)),
        `${line} `,
      ),
    ),
  'reporting.getConsolidation': (planted) =>
    lines.flatMap((line) =>
      each(
        units,
        planted,
        (unit) => get(query('/api/consolidation', { unit, form: forms[line] ?? '', period: months.accepted })),
        (who, unit) => seen(readsTotals(who, unit, line)),
        `${line} `,
      ),
    ),
  'reporting.getReport': (planted) =>
    reports(
      planted,
      months.submitted,
      (id) => get(`/api/reports/${id}`),
      (who, unit, line) => seen(readsReports(who, unit, line)),
    ),
  'reporting.listReportSignals': (planted) =>
    reports(
      planted,
      months.submitted,
      (id) => get(`/api/reports/${id}/signals`),
      (who, unit, line) => seen(readsReports(who, unit, line)),
    ),
  'reporting.answerSignal': (planted) =>
    signals(
      planted,
      (id) => post(`/api/signals/${id}/answer`, { note: 'Số đã kiểm tra lại.' }),
      (who, unit, line) => done(readsReports(who, unit, line), fills(who, unit, line)),
    ),
  'reporting.settleSignal': (planted) => signals(planted, (id) => post(`/api/signals/${id}/settle`), decides),
  'reporting.listSignals': (planted) =>
    each(
      units,
      planted,
      (unit) => get(query('/api/signals', { unit, period: months.submitted })),
      (who, unit) => seen(readsFigures(who) && isInSubtree(who.unit, unit)),
    ),
  'reporting.listSignalSettings': (planted) =>
    each(
      units,
      planted,
      (unit) => get(query('/api/signal-settings', { unit })),
      (who, unit) => seen(readsFigures(who) && isInSubtree(who.unit, unit)),
    ),
  'reporting.putSignalSetting': () => [
    {
      about: 'the units below the own one',
      request: post('/api/signal-settings', {
        kind: 'declared-sum',
        isOn: true,
        weight: 15,
        thresholds: { percent: 2 },
        from: today,
        reason: 'Số công bố thường làm tròn.',
      }),
      expect: (who) => (does(who, 'designs') ? 'answers' : 'refused'),
    },
  ],
  'reporting.saveDraft': (planted) =>
    reports(
      planted,
      months.open,
      (id) => ({ method: 'PUT', url: `/api/reports/${id}/draft`, body: typed }),
      (who, unit, line) => done(readsReports(who, unit, line), fills(who, unit, line)),
    ),
  'reporting.submitReport': (planted) =>
    reports(
      planted,
      months.open,
      (id) => post(`/api/reports/${id}/submit`, typed),
      (who, unit, line) => done(readsReports(who, unit, line), fills(who, unit, line)),
    ),
  'reporting.getNarrative': (planted) =>
    reports(
      planted,
      months.submitted,
      (id) => get(`/api/reports/${id}/narrative`),
      (who, unit, line) => seen(readsReports(who, unit, line)),
    ),
  'reporting.saveNarrative': (planted) =>
    reports(
      planted,
      months.open,
      (id) => ({
        method: 'PUT',
        url: `/api/reports/${id}/narrative`,
        body: { version: 0, texts: { results: 'Kết quả.' } },
      }),
      (who, unit, line) => done(readsReports(who, unit, line), fills(who, unit, line)),
    ),
  'reporting.listNarrativeSources': (planted) =>
    reports(
      planted,
      months.submitted,
      (id) => get(`/api/reports/${id}/narrative/sources`),
      (who, unit, line) => seen(readsReports(who, unit, line)),
    ),
  // Nothing of units below has been planted, so whoever may write is told that there is no such paragraph.
  'reporting.takeUpNarrative': (planted) =>
    reports(
      planted,
      months.open,
      (id) =>
        post(`/api/reports/${id}/narrative/taken`, {
          version: 0,
          section: 'results',
          paragraphs: [{ report: UNKNOWN, revision: 1, section: 'results', at: 0 }],
        }),
      (who, unit, line) => (fills(who, unit, line) ? 'absent' : done(readsReports(who, unit, line), false)),
    ),
  'reporting.answerTaken': (planted) =>
    reports(
      planted,
      months.open,
      (id) => post(`/api/reports/${id}/narrative/taken/${UNKNOWN}`, { version: 0, answer: 'keep' }),
      (who, unit, line) => (fills(who, unit, line) ? 'absent' : done(readsReports(who, unit, line), false)),
    ),
  'reporting.acceptReport': (planted) =>
    reports(planted, months.submitted, (id) => post(`/api/reports/${id}/accept`, { revision: 1 }), decides),
  'reporting.acceptReports': (planted) =>
    reports(
      planted,
      months.submitted,
      (id) => post('/api/reports/accept', { reports: [{ id, revision: 1 }] }),
      decides,
    ),
  'reporting.returnReport': (planted) =>
    reports(
      planted,
      months.submitted,
      (id) => post(`/api/reports/${id}/return`, { revision: 1, reason: 'Còn thiếu số liệu.' }),
      decides,
    ),
  'reporting.allowException': (planted) =>
    reports(
      planted,
      months.accepted,
      (id) => post(`/api/reports/${id}/exception`, { until: '2026-11-30', reason: 'Đính chính số liệu.' }),
      (who, unit, line) => done(readsReports(who, unit, line), does(who, 'excepts') && isSuperior(who, unit, line)),
    ),
  'reporting.previewAcceptance': (planted) =>
    lines.flatMap((line) =>
      (['C1', 'C3', 'P1', 'P2'] as const).map((unit): Question => {
        const of = (id: number) =>
          get(
            query('/api/reports/accept/preview', {
              unit: planted.unit[above[unit] ?? 'N'],
              form: forms[line] ?? '',
              period: months.submitted,
              reports: `${id}:1`,
            }),
          );
        return {
          unit,
          about: `${line} ${unit}`,
          request: of(planted.report[`${unit} ${line} ${months.submitted}`] ?? 0),
          unknown: of(UNKNOWN),
          // The totals are those of the unit above, so that is what one must be able to read.
          expect: (who) => seen(readsReports(who, above[unit] ?? 'N', line)),
        };
      }),
    ),
  'reporting.listExceptions': (planted) =>
    each(
      units,
      planted,
      (unit) => get(query('/api/exceptions', { unit })),
      (who, unit) => seen(readsFigures(who) && isInSubtree(who.unit, unit)),
    ),
  'reporting.listMessages': (planted) =>
    reports(
      planted,
      months.submitted,
      (id) => get(`/api/reports/${id}/messages`),
      (who, unit, line) => seen(readsReports(who, unit, line)),
    ),
  'reporting.addMessage': (planted) =>
    reports(
      planted,
      months.submitted,
      (id) => post(`/api/reports/${id}/messages`, { words: 'Đề nghị xem lại ô 5.' }),
      (who, unit, line) =>
        done(
          readsReports(who, unit, line),
          fills(who, unit, line) || (does(who, 'decides') && isSuperior(who, unit, line)),
        ),
    ),
  'reporting.markMessagesRead': (planted) =>
    reports(
      planted,
      months.submitted,
      (id) => post(`/api/reports/${id}/messages/read`, { upTo: 1 }),
      (who, unit, line) => seen(readsReports(who, unit, line)),
    ),
  'reporting.downloadWorkbook': (planted) => ofReportFile(planted, months.submitted, 'workbook', 'GET'),
  'reporting.downloadCsv': (planted) => ofReportFile(planted, months.submitted, 'workbook/csv', 'GET'),
  'reporting.checkWorkbook': (planted) => ofReportFile(planted, months.open, 'workbook/check', 'POST'),
  'reporting.applyWorkbook': (planted) =>
    ofReportFile(
      planted,
      months.open,
      `workbook/apply?${new URLSearchParams({ checked: hashOf(formFile), draftVersion: '0', cells: '1' })}`,
      'POST',
    ),
  'reporting.downloadWorkbookOfUnits': () => tables('/api/workbooks'),
  'reporting.downloadCsvOfUnits': () => tables('/api/workbooks/csv'),
  'reporting.checkWorkbookOfUnits': (planted) => tableFiles(planted, '/api/workbooks/check', {}),
  'reporting.applyWorkbookOfUnits': (planted) =>
    tableFiles(planted, '/api/workbooks/apply', { reports: '1', cells: '1' }),
  'reporting.importReports': (planted) =>
    lines.flatMap((line) =>
      (['C1', 'C3', 'P1'] as const).map((unit): Question => {
        const of = (unitCode: string) =>
          post('/api/reports/import', {
            form: forms[line],
            period: months.open,
            rows: [{ unitCode, cells: typed.cells }],
          });
        return {
          about: `${line} ${unit}`,
          request: of(planted.code[unit]),
          unknown: of('00000'),
          expect: (who) =>
            !does(who, 'imports') || line !== who.line
              ? 'refused'
              : isInSubtree(who.unit, unit)
                ? 'answers'
                : 'unknown row',
        };
      }),
    ),
  'reporting.issueEdition': (planted) =>
    lines.flatMap((line) =>
      each(
        ruled,
        planted,
        (unit) =>
          post('/api/editions', {
            unit,
            form: forms[line],
            period: months.accepted,
            number: '9/BC',
            issuedOn: '2026-11-20',
          }),
        (who, unit) =>
          done(
            readsFigures(who) && isInSubtree(who.unit, unit),
            does(who, 'issues') && who.unit === unit && who.line === line,
          ),
        `${line} `,
      ),
    ),
  'reporting.getEdition': (planted) =>
    lines.flatMap((line) =>
      ruled.map((unit) => ({
        about: `${line} ${unit}`,
        request: get(`/api/editions/${planted.edition[`${unit} ${line}`]}`),
        unknown: get(`/api/editions/${UNKNOWN}`),
        expect: (who: Post) => seen(readsEditions(who, unit, line)),
      })),
    ),

  'reporting.previewEdition': (planted) =>
    lines.flatMap((line) =>
      each(
        ruled,
        planted,
        (unit) => get(query('/api/editions/preview', { unit, form: forms[line] ?? '', period: months.issued })),
        (who, unit) => seen(readsTotals(who, unit, line)),
        `${line} `,
      ),
    ),
  'reporting.listEditionChanges': editions('/changes'),
  'reporting.listEditionUnits': editions('/units'),
  'reporting.downloadEdition': editions('/csv'),

  'review.getReview': reviews('/api/review', ['N', 'P1', 'P2', 'C1']),
  // A paragraph that no review has: whoever may write the own review is told just that, after all that is about who asks.
  'review.saveReviewEdit': (planted) =>
    each(
      ['N', 'P1', 'P2', 'C1'],
      planted,
      (unit) => ({
        method: 'PUT',
        url: '/api/review/edits',
        body: { unit, period: months.accepted, block: 'no-such', seen: '0123456789abcdef', version: 0, text: 'Lời.' },
      }),
      (who, unit) => (draftsReview(who, unit) ? 'own affair' : done(seesReview(who, unit), false)),
    ).map((question) => ({ ...question, problem: 'review.unknown-block' })),
  'review.keepReviewEdit': (planted) =>
    handwritten((id) => post(`/api/review/edits/${id}/keep`, { version: 1 }), planted.edit),
  'review.dropReviewEdit': (planted) =>
    handwritten((id) => ({ method: 'DELETE', url: `/api/review/edits/${id}` }), planted.edit),
  'review.listReviewWords': reviews('/api/review/words', ['N', 'P1', 'P2', 'C1']),
  // No report was sent with words, so whoever may write is told that there is no such paragraph.
  'review.addToReview': (planted) =>
    each(
      ['N', 'P1', 'P2', 'C1'],
      planted,
      (unit) =>
        post('/api/review/additions', {
          unit,
          period: months.accepted,
          items: [{ report: UNKNOWN, revision: 1, section: 'limits', at: 0, into: 'limits' }],
        }),
      (who, unit) => (draftsReview(who, unit) ? 'own affair' : done(seesReview(who, unit), false)),
    ).map((question) => ({ ...question, problem: 'kernel.not-found' })),
  'review.dropReviewAddition': (planted) =>
    handwritten((id) => ({ method: 'DELETE', url: `/api/review/additions/${id}` }), planted.addition),
  'review.downloadDocx': reviews('/api/review/docx', ['P1', 'P2']),
  'review.downloadPdf': reviews('/api/review/pdf', ['P1', 'P2']),
  'review.downloadXlsx': reviews('/api/review/xlsx', ['P1', 'P2']),

  'identity.listAccounts': only('/api/accounts', (who) => does(who, 'administers')),
  'identity.createAccount': (planted) =>
    ruled.map((unit) => {
      const at = (bodyId: number) =>
        post('/api/accounts', { username: 'm.new-one', role: 'officer', bodyId, startsOn: today });
      return {
        about: unit,
        request: at(planted.body[`${unit} women`] ?? 0),
        unknown: at(UNKNOWN),
        expect: (who) => administers(who, unit),
      };
    }),
  'identity.previewAccounts': (planted) =>
    each(
      ruled,
      planted,
      (below) => get(query('/api/accounts/many', { below, level: 'commune', kind: 'youth', role: 'officer' })),
      administers,
    ),
  'identity.createAccounts': (planted) =>
    each(
      ['N', 'P1', 'P2'],
      planted,
      (below) =>
        post('/api/accounts/many', { below, level: 'commune', kind: 'youth', role: 'officer', startsOn: today }),
      administers,
    ),
  'identity.renewCodes': (planted) =>
    each(
      ['N', 'P1', 'P2'],
      planted,
      (below) => post('/api/accounts/many/codes', { below, level: 'commune', kind: 'front', role: 'officer' }),
      administers,
    ),
  'identity.givePost': (planted) =>
    accountsNotOwn(planted, ({ username }, unit) =>
      post(`/api/accounts/${username}/posts`, {
        role: 'officer',
        bodyId: planted.body[`${unit} women`],
        startsOn: today,
      }),
    ),
  'identity.resetAccount': (planted) =>
    accountsOfOneArea(planted, ({ username }) => post(`/api/accounts/${username}/reset`)),
  'identity.bindSignOn': (planted) =>
    accountsOfOneArea(planted, ({ username }) => ({
      method: 'PUT',
      url: `/api/accounts/${username}/sign-on`,
      body: { subject: null },
    })),
  'identity.endPost': (planted) =>
    accounts(planted, ({ postId }) => post(`/api/posts/${postId}/end`, { endsOn: '2026-12-31' })),
  'identity.listDelegations': everybody('/api/my/delegations'),
  'identity.delegatePost': (planted) =>
    ruled.map((unit) => {
      const to = (username: string) =>
        post('/api/my/delegations', { username, startsOn: today, endsOn: '2026-11-30', basis: 'GUQ 2' });
      return {
        about: `to an account of ${unit}`,
        request: to(planted.account[unit].username),
        unknown: to('no.such.account'),
        // A head, and never who acts by delegation (Decree 30/2020/NĐ-CP Art. 13); to the own unit.
        expect: (who) => (!does(who, 'hands on') || who.held === 'delegated' ? 'refused' : seen(who.unit === unit)),
      };
    }),
  'identity.endDelegation': (planted) => [
    {
      about: 'what the committee head of P1 has handed on',
      request: post(`/api/my/delegations/${planted.delegation}/end`),
      unknown: post(`/api/my/delegations/${UNKNOWN}/end`),
      expect: (who) => seen(who.name === 'committee head P1'),
    },
  ],

  'audit.searchAudit': only('/api/audit', (who) => does(who, 'reads the audit') || does(who, 'administers')),
  'audit.exportAudit': () => [
    {
      about: 'the whole',
      request: post('/api/audit/export'),
      expect: (who) => seen(does(who, 'reads the audit') || does(who, 'administers')),
    },
  ],
  'audit.getAuditState': only(
    '/api/audit/state',
    (who) => does(who, 'reads the audit') || does(who, 'administers') || does(who, 'operates'),
  ),
  'operation.getOperation': only('/api/operation', (who) => does(who, 'operates')),
};

/** What a program with a key never does: anything about persons, accounts, sessions and who did what. */
const personal = (url: string) =>
  ['/api/my/', '/api/accounts', '/api/posts/', '/api/session', '/api/audit'].some((start) => url.startsWith(start));

/** A key reads what its post reads; one to report also fills and sends. Nothing else, and no act of weight. */
const isBeyondKey = (
  name: string,
  route: Pick<Route, 'sensitive'>,
  { request }: Question,
  { standing }: Post,
): boolean => {
  if (standing !== 'key to read' && standing !== 'key to report') return false;
  const reports = standing === 'key to report' && (name === 'reporting.saveDraft' || name === 'reporting.submitReport');
  return personal(request.url) || route.sensitive === true || (request.method !== 'GET' && !reports);
};

/** What is expected of a question, after asking whether anybody stands behind it at all. */
export const expected = (
  name: string,
  route: Pick<Route, 'open' | 'sensitive'>,
  question: Question,
  who: Post,
): Outcome => {
  if (route.open) return question.expect(who);
  if (who.standing === 'nobody' || who.standing === 'session revoked' || who.standing === 'key revoked')
    return 'signed out';
  // Without a post nothing is left but the own account: its password, its second factor, its sessions.
  if (who.standing === 'expired' || who.standing === 'not begun')
    return question.own && !ofPost.includes(name) ? question.expect(who) : 'refused';
  if (isBeyondKey(name, route, question, who)) return 'refused';
  return question.expect(who);
};
