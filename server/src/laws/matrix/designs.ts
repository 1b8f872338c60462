/** What is expected of indicators, forms and targets: who designs what is asked, and for whose subtree. */
import type { Route } from '@app/contract/kernel/route.ts';
import { requestFor } from '../asking.ts';
import { does, isInSubtree, type Post, readsFigures, type Unit, units } from './house.ts';
import { forms, type Planted } from './plant.ts';
import { content, OWN, ownForm, targeted, targetOf } from './plant-design.ts';
import type { Outcome, Question, Request } from './question.ts';

const UNKNOWN = 999_999;
const unknownId = 'matrix_of_nobody_902';
const get = (url: string): Request => ({ method: 'GET', url });
const all = (request: Request, expect: (who: Post) => Outcome, about = 'the whole'): Question[] => [
  { about, request, expect },
];
const everybody = (url: string) => (): Question[] => all(get(url), () => 'answers');
const designs = (who: Post): Outcome => (does(who, 'designs') ? 'answers' : 'refused');
const sample =
  (name: string, expect: (who: Post) => Outcome) =>
  (_: Planted, route: Route): Question[] =>
    all(requestFor(name, route), expect);

/** What P1 has made is known to itself, to those above and below it, and to the unit that was merged into it. */
const knows = (who: Post): boolean => isInSubtree('P1', who.unit) || isInSubtree(who.unit, 'P1');
const ofP1 = (who: Post): Outcome =>
  !knows(who) ? 'absent' : does(who, 'designs') && who.unit === 'P1' ? 'answers' : 'refused';
const made = (request: Request, unknown: Request, expect = ofP1): Question[] => [
  { about: 'what P1 has made', request, unknown, expect },
];
const words = { words: { vi: 'Ma trận khác', en: '' }, unit: { vi: 'buổi', en: '' }, source: 'KH 2' };
const onIndicator = (step: string, method: Request['method'], body: object) => (): Question[] => {
  const at = (id: string): Request => ({ method, url: `/api/design/indicators/${id}${step}`, body });
  return made(at(OWN), at(unknownId));
};

export const designExpectations: Readonly<Record<string, (planted: Planted, route: Route) => Question[]>> = {
  'figures.listAddedIndicators': everybody('/api/indicators/added'),
  'reporting.getDesign': everybody('/api/design'),
  'reporting.listForms': everybody('/api/forms'),
  'reporting.addIndicator': sample('reporting.addIndicator', designs),
  // Whoever knows an indicator and designs may break it down for the own subtree.
  'reporting.breakDownIndicator': (_, route) => {
    const { body } = requestFor('reporting.breakDownIndicator', route);
    const at = (id: string): Request => ({
      method: 'POST',
      url: `/api/design/indicators/${id}/breakdown`,
      body: body ?? {},
    });
    return made(at(OWN), at(unknownId), (who) => (!knows(who) ? 'absent' : designs(who)));
  },
  'reporting.correctIndicator': onIndicator('', 'PUT', words),
  'reporting.endIndicator': onIndicator('/end', 'POST', { from: '2026-12-31' }),
  'reporting.getForm': () => [
    ...all(get(`/api/forms/${forms.committee}`), () => 'answers', 'a form of the centre'),
    ...made(get(`/api/forms/${ownForm}`), get('/api/forms/M-P9'), (who) => (knows(who) ? 'answers' : 'absent')),
  ],
  'reporting.saveFormDraft': () =>
    all(
      {
        method: 'PUT',
        url: `/api/forms/${forms.committee}/draft`,
        body: { draftVersion: 0, line: 'committee', periodKind: 'month', from: null, content },
      },
      (who) => (does(who, 'designs') && who.unit === 'N' ? 'answers' : 'refused'),
      'a form of the centre',
    ),
  'reporting.discardFormDraft': () =>
    made({ method: 'DELETE', url: `/api/forms/${ownForm}/draft` }, { method: 'DELETE', url: '/api/forms/M-P9/draft' }),
  'reporting.publishForm': () => {
    const at = (form: string): Request => ({
      method: 'POST',
      url: `/api/forms/${form}/publish`,
      body: { draftVersion: 1 },
    });
    return made(at(ownForm), at('M-P9'));
  },
  'reporting.retireForm': () => {
    const at = (form: string): Request => ({
      method: 'POST',
      url: `/api/forms/${form}/retire`,
      body: { from: '2027-M06' },
    });
    return made(at(ownForm), at('M-P9'));
  },

  'reporting.listTargets': (planted) =>
    units.map((unit: Unit) => ({
      unit,
      about: unit,
      request: get(`/api/targets?unit=${planted.unit[unit]}&period=2026-Y`),
      unknown: get(`/api/targets?unit=${UNKNOWN}&period=2026-Y`),
      expect: (who: Post): Outcome => (readsFigures(who) && isInSubtree(who.unit, unit) ? 'answers' : 'absent'),
    })),
  'reporting.setTargets': (planted, route) =>
    (['C1', 'C3', 'P1'] as const).map((unit): Question => {
      const { body } = requestFor('reporting.setTargets', route);
      const at = (code: string): Request => ({
        method: 'POST',
        url: '/api/targets',
        body: { ...body, rows: [{ unit: code, value: 3 }] },
      });
      return {
        about: unit,
        request: at(planted.code[unit]),
        unknown: at('00000'),
        expect: (who) => (!does(who, 'designs') ? 'refused' : isInSubtree(who.unit, unit) ? 'answers' : 'unknown row'),
      };
    }),
  'reporting.endTarget': () =>
    targeted.map((unit): Question => {
      const at = (id: number): Request => ({ method: 'POST', url: `/api/targets/${id}/end` });
      return {
        unit,
        about: unit,
        request: at(targetOf[unit]),
        unknown: at(UNKNOWN),
        expect: (who) =>
          !readsFigures(who) || !isInSubtree(who.unit, unit) ? 'absent' : does(who, 'designs') ? 'answers' : 'refused',
      };
    }),
};
