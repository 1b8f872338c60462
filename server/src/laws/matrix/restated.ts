/** What is expected of figures on other boundaries and of decisions about divided units. */
import {
  does,
  isInSubtree,
  type Line,
  type Post,
  readsFigures,
  readsReports,
  table2b,
  type Unit,
  units,
} from './house.ts';
import { forms, months, type Planted, today } from './plant.ts';
import type { Outcome, Question, Request } from './question.ts';

const UNKNOWN = 999_999;
const seen = (yes: boolean): Outcome => (yes ? 'answers' : 'absent');
const lines = Object.keys(forms) as Line[];

/** The own committee's totals open a unit on its own boundaries alone: restated, what is below it comes into play. */
const readsRestated = (who: Post, unit: Unit, line: Line | 'all'): boolean =>
  line === 'all'
    ? readsFigures(who) && isInSubtree(who.unit, unit) && table2b[who.row].reads === 'all-lines'
    : readsReports(who, unit, line);

const about = (
  planted: Planted,
  path: (unit: number, line: string) => string,
  among: readonly Unit[] = units,
): Question[] =>
  ([...lines, 'all'] as const).flatMap((line) =>
    among.map((unit) => ({
      unit,
      kind: `${line} `,
      about: `${line} ${unit}`,
      request: { method: 'GET' as const, url: path(planted.unit[unit], line) },
      unknown: { method: 'GET' as const, url: path(UNKNOWN, line) },
      expect: (who: Post) => seen(readsRestated(who, unit, line)),
    })),
  );

export const restatedExpectations: Readonly<Record<string, (planted: Planted) => Question[]>> = {
  'figures.getRestatedFigures': (planted) =>
    about(
      planted,
      (unit, line) =>
        `/api/figures/restated?indicators=outreach_sessions&units=${unit}&periods=${months.accepted}&boundaries=${today}&line=${line}`,
    ),
  'figures.getSeriesThroughReform': (planted) =>
    about(
      planted,
      (unit, line) =>
        `/api/figures/series?indicator=outreach_sessions&unit=${unit}&periods=${months.accepted}&line=${line}`,
    ),
  // The register of units is known to all.
  'figures.getWhatBecame': (planted) =>
    units.map((unit) => ({
      unit,
      about: unit,
      request: { method: 'GET', url: `/api/units/${planted.unit[unit]}/became` },
      unknown: { method: 'GET', url: `/api/units/${UNKNOWN}/became` },
      expect: () => 'answers',
    })),
  'figures.listDivisions': (planted) =>
    units.map((unit) => ({
      unit,
      about: unit,
      request: { method: 'GET', url: `/api/figures/divisions?below=${planted.unit[unit]}` },
      unknown: { method: 'GET', url: `/api/figures/divisions?below=${UNKNOWN}` },
      expect: (who) => seen(readsFigures(who) && isInSubtree(who.unit, unit)),
    })),
  // None of them was divided, so whoever may decide is told just that.
  'figures.decideDivision': (planted) =>
    (['P1', 'C1', 'C3'] as const).map((unit): Question => {
      const of = (id: number): Request => ({
        method: 'POST',
        url: '/api/figures/divisions',
        body: { unit: id, on: '2025-07-01', shares: [{ unit: id, weight: 0.5 }], basis: 'Quyết định 1/QĐ' },
      });
      return {
        unit,
        about: unit,
        request: of(planted.unit[unit]),
        unknown: of(UNKNOWN),
        problem: 'figures.not-divided',
        expect: (who) => (!isInSubtree(who.unit, unit) ? 'absent' : does(who, 'tags') ? 'own affair' : 'refused'),
      };
    }),
  'figures.withdrawDivision': (planted) => {
    const at = (id: number): Request => ({ method: 'DELETE', url: `/api/figures/divisions/${id}` });
    return [
      {
        about: 'what P1 has decided about C1',
        request: at(planted.division),
        unknown: at(UNKNOWN),
        expect: (who) => (!isInSubtree(who.unit, 'C1') ? 'absent' : does(who, 'tags') ? 'answers' : 'refused'),
      },
    ];
  },
};
