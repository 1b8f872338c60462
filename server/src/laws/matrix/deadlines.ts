/** What is expected of regimes, days off, urging letters and notices: who sets, who urges, whose inbox it is. */
import type { Route } from '@app/contract/kernel/route.ts';
import { requestFor } from '../asking.ts';
import { above, does, isInSubtree, type Line, type Post, readsFigures, readsReports, table2b, units } from './house.ts';
import { belonging, remove } from './own-affairs.ts';
import { forms, months, type Planted, today } from './plant.ts';
import type { Outcome, Question, Request } from './question.ts';

const UNKNOWN = 999_999;
const query = (path: string, values: Record<string, string | number>): string =>
  `${path}?${new URLSearchParams(Object.entries(values).map(([key, value]) => [key, String(value)]))}`;
const get = (url: string): Request => ({ method: 'GET', url });
const lines = Object.keys(forms) as Line[];

/** Asked by its sample, and answered to whoever may. */
const sample =
  (name: string, may: (who: Post) => boolean, about = 'the whole') =>
  (_: Planted, route: Route): Question[] => [
    { about, request: requestFor(name, route), expect: (who): Outcome => (may(who) ? 'answers' : 'refused') },
  ];
const everybody = () => true;
const designsForAll = (who: Post) => does(who, 'designs') && who.unit === 'N';

const urges = (who: Post, unit: string, line: Line) => does(who, 'urges') && who.unit === unit && who.line === line;

/** A letter that `P1` has sent to `C1`: read above, and by whom it is addressed to. */
const readsLetter = (who: Post, line: Line, isSent: boolean): boolean =>
  readsReports(who, 'P1', line) ||
  (isSent &&
    readsFigures(who) &&
    isInSubtree(who.unit, 'C1') &&
    who.unit === 'C1' &&
    (table2b[who.row].reads === 'all-lines' || who.line === line));

const letters = (
  planted: Planted,
  state: 'sent' | 'drafted',
  ask: (id: number) => Request,
  expect: (who: Post, line: Line) => Outcome,
): Question[] =>
  lines.map((line) => ({
    about: `a letter of P1 to C1, ${line}, ${state}`,
    request: ask(planted.urging[`${line} ${state}`] ?? 0),
    unknown: ask(UNKNOWN),
    expect: (who) => expect(who, line),
  }));
const seen = (yes: boolean): Outcome => (yes ? 'answers' : 'absent');
const reads =
  (url: (id: number) => string) =>
  (planted: Planted): Question[] =>
    (['sent', 'drafted'] as const).flatMap((state) =>
      letters(
        planted,
        state,
        (id) => get(url(id)),
        (who, line) => seen(readsLetter(who, line, state === 'sent')),
      ),
    );

export const deadlines: Readonly<Record<string, (planted: Planted, route: Route) => Question[]>> = {
  'reporting.listRegimes': sample('reporting.listRegimes', everybody),
  'reporting.getDaysOff': () => [{ about: 'a year', request: get('/api/days-off/2026'), expect: () => 'answers' }],
  'figures.listCalendars': sample('figures.listCalendars', everybody),
  'figures.setCalendarRule': sample('figures.setCalendarRule', designsForAll),
  'figures.withdrawCalendarRule': (planted) => {
    const at = (id: number): Request => ({ method: 'DELETE', url: `/api/calendars/${id}` });
    return [
      {
        about: 'one that has not begun',
        request: at(planted.calendarRule),
        unknown: at(UNKNOWN),
        expect: (who) => (designsForAll(who) ? 'answers' : 'refused'),
      },
    ];
  },
  'reporting.getNeighbours': sample('reporting.getNeighbours', everybody),
  'reporting.setNeighbours': sample('reporting.setNeighbours', (who) => does(who, 'designs')),
  'reporting.setDaysOff': () => [
    {
      about: 'a year',
      request: { method: 'PUT', url: '/api/days-off/2026', body: { days: [] } },
      expect: (who) => (designsForAll(who) ? 'answers' : 'refused'),
    },
  ],
  'reporting.previewRegime': sample('reporting.previewRegime', (who) => does(who, 'designs')),
  'reporting.setRegime': (planted, route) => {
    const asked = requestFor('reporting.setRegime', route);
    return [
      {
        about: 'one for the country',
        request: asked,
        expect: (who) => (designsForAll(who) ? 'answers' : 'refused'),
      },
      {
        about: 'one for the communes of P1',
        request: { ...asked, body: { ...asked.body, unitId: planted.unit.P1 } },
        expect: (who) => (does(who, 'designs') && who.unit === 'P1' ? 'answers' : 'refused'),
      },
    ];
  },
  'reporting.withdrawRegime': (planted) => {
    const at = (id: number): Request => ({ method: 'DELETE', url: `/api/regimes/${id}` });
    return [
      {
        about: 'one for the country',
        request: at(planted.regime),
        unknown: at(UNKNOWN),
        expect: (who) => (designsForAll(who) ? 'answers' : 'refused'),
      },
    ];
  },
  'reporting.listUrgings': (planted) =>
    lines.flatMap((line) =>
      units.map((unit): Question => {
        const ask = (id: number) =>
          get(query('/api/urgings', { unit: id, form: forms[line] ?? '', period: months.open }));
        return {
          unit,
          kind: line,
          about: `${line} ${unit}`,
          request: ask(planted.unit[unit]),
          unknown: ask(UNKNOWN),
          expect: (who) => seen(readsReports(who, unit, line)),
        };
      }),
    ),
  'reporting.draftUrging': (planted) =>
    lines.flatMap((line) =>
      (['C1', 'P1', 'C3'] as const).map((late): Question => {
        const unit = above[late] ?? 'N';
        const ask = (id: number): Request => ({
          method: 'POST',
          url: '/api/urgings',
          body: {
            ...{ unit: id, form: forms[line], period: months.open, until: today },
            reports: [planted.report[`${late} ${line} ${months.open}`]],
          },
        });
        return {
          about: `${late} late at ${unit}, ${line}`,
          request: ask(planted.unit[unit]),
          unknown: ask(UNKNOWN),
          expect: (who) => (!readsReports(who, unit, line) ? 'absent' : urges(who, unit, line) ? 'answers' : 'refused'),
        };
      }),
    ),
  'reporting.getUrging': reads((id) => `/api/urgings/${id}`),
  'reporting.downloadUrging': reads((id) => `/api/urgings/${id}/docx`),
  'reporting.sendUrging': (planted) =>
    letters(
      planted,
      'drafted',
      (id) => ({ method: 'POST', url: `/api/urgings/${id}/send`, body: { number: '12/BCĐ', issuedOn: today } }),
      (who, line) => (!readsLetter(who, line, false) ? 'absent' : urges(who, 'P1', line) ? 'answers' : 'refused'),
    ),

  'notices.listNotices': sample('notices.listNotices', everybody, 'the own inbox'),
  'notices.readNotices': sample('notices.readNotices', everybody, 'the own inbox'),
  'notices.getNoticeSettings': sample('notices.getNoticeSettings', everybody, 'oneself'),
  'notices.setNoticeSettings': sample('notices.setNoticeSettings', everybody, 'oneself'),
  'notices.listFeeds': sample('notices.listFeeds', everybody, 'oneself'),
  'notices.createFeed': sample('notices.createFeed', everybody, 'oneself'),
  'notices.confirmMailAddress': (_, route) => [
    {
      about: 'oneself',
      own: true,
      problem: 'notices.code-not-right',
      request: requestFor('notices.confirmMailAddress', route),
      expect: () => 'own affair',
    },
  ],
  'notices.revokeFeed': ({ belongings }) => belonging(belongings.feed, remove('/api/my/feeds'), '999999'),
};
