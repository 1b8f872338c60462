/** What is expected of thematic and ad-hoc requests: an officer above asks on its own line; read above, and by whom it is addressed to. */
import type { Route } from '@app/contract/kernel/route.ts';
import { requestFor } from '../asking.ts';
import { does, type Line, type Post, readsFigures, readsReports, table2b } from './house.ts';
import { forms, type Planted } from './plant.ts';
import type { Outcome, Question, Request } from './question.ts';

const lines = Object.keys(forms) as Line[];
const UNKNOWN = 999_999;

const readsLine = (who: Post, line: Line) => readsReports(who, who.unit, line);
const asks = (who: Post, line: Line) => does(who, 'requests') && who.line === line;

/** Asked on each line; who does not read it hears that there is none. */
const onEachLine =
  (name: string, change: (asked: Request, line: Line) => Request) =>
  (_: Planted, route: Route): Question[] =>
    lines.map((line) => ({
      about: `on the line ${line}`,
      request: change(requestFor(name, route), line),
      expect: (who): Outcome => (!readsLine(who, line) ? 'absent' : asks(who, line) ? 'answers' : 'refused'),
    }));
const inQuery = (asked: Request, line: Line): Request => ({ ...asked, url: asked.url.replace('committee', line) });

/** A request that `P1` has sent to `C1`. */
const readsRequest = (who: Post, line: Line): boolean =>
  readsReports(who, 'P1', line) ||
  (readsFigures(who) && who.unit === 'C1' && (table2b[who.row].reads === 'all-lines' || who.line === line));

const requests = (
  planted: Planted,
  ask: (id: number) => Request,
  expect: (who: Post, line: Line) => Outcome,
): Question[] =>
  lines.map((line) => ({
    about: `a request of P1 to C1, ${line}`,
    request: ask(planted.request[line] ?? 0),
    unknown: ask(UNKNOWN),
    expect: (who) => expect(who, line),
  }));

const changes = (what: string, body: object) => (planted: Planted) =>
  requests(
    planted,
    (id) => ({ method: 'POST', url: `/api/requests/${id}/${what}`, body: { reason: 'Mưa lũ', ...body } }),
    (who, line) => (!readsRequest(who, line) ? 'absent' : who.unit === 'P1' && asks(who, line) ? 'answers' : 'refused'),
  );

export const requestExpectations: Readonly<Record<string, (planted: Planted, route: Route) => Question[]>> = {
  'reporting.listRequests': () => [
    { about: 'the own unit', request: { method: 'GET', url: '/api/requests' }, expect: () => 'answers' },
  ],
  'reporting.getRequestChoices': onEachLine('reporting.getRequestChoices', inQuery),
  'reporting.previewRequest': onEachLine('reporting.previewRequest', inQuery),
  'reporting.sendRequest': onEachLine('reporting.sendRequest', (asked, line) => ({
    ...asked,
    body: { ...asked.body, line },
  })),
  'reporting.getRequest': (planted) =>
    requests(
      planted,
      (id) => ({ method: 'GET', url: `/api/requests/${id}` }),
      (who, line) => (readsRequest(who, line) ? 'answers' : 'absent'),
    ),
  'reporting.extendRequest': changes('extend', { dueOn: '2027-01-15', dueHour: 8 }),
  'reporting.closeRequest': changes('close', {}),
  'reporting.withdrawRequest': changes('withdraw', {}),
};
