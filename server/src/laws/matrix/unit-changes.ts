/** What is expected of change sets of units: administrators of the centre and of provinces prepare them, each for the own area. */
import type { Route } from '@app/contract/kernel/route.ts';
import { requestFor } from '../asking.ts';
import { does, isInSubtree, levelOf, type Post } from './house.ts';
import type { Planted } from './plant.ts';
import type { Outcome, Question, Request } from './question.ts';

const UNKNOWN = 999_999;

/** Seen by who changes units, and by who answers for tags and figures there. */
const looks = (who: Post): boolean => does(who, 'changes units') || does(who, 'tags');
const prepares = (who: Post): boolean => does(who, 'changes units') && levelOf[who.unit] !== 'commune';
const sees = (who: Post): boolean => looks(who) && isInSubtree(who.unit, 'P1');
const changes = (who: Post): Outcome =>
  !sees(who) ? 'absent' : prepares(who) && who.unit === 'P1' ? 'answers' : 'refused';

/** A change set that `P1` prepares: another name for `C1`. */
const ofDraft =
  (name: string, path: string, expect: (who: Post) => Outcome, problem?: string) =>
  (planted: Planted, route: Route): Question[] => {
    const { method, body } = requestFor(name, route);
    const at = (id: number): Request => ({ method, url: `/api/change-drafts/${id}${path}`, ...(body && { body }) });
    return [
      {
        about: 'a change set that P1 prepares',
        request: at(planted.changeDraft),
        unknown: at(UNKNOWN),
        expect,
        ...(problem && { problem }),
      },
    ];
  };

export const unitChangeExpectations: Readonly<Record<string, (planted: Planted, route: Route) => Question[]>> = {
  'org.listChangeDrafts': () => [
    {
      about: 'the own area',
      request: { method: 'GET', url: '/api/change-drafts' },
      expect: (who) => (looks(who) ? 'answers' : 'absent'),
    },
  ],
  'org.createChangeDraft': (_, route) => [
    {
      about: 'the own area',
      request: requestFor('org.createChangeDraft', route),
      expect: (who) => (!looks(who) ? 'absent' : prepares(who) ? 'answers' : 'refused'),
    },
  ],
  'org.getChangeDraft': ofDraft('org.getChangeDraft', '', (who) => (sees(who) ? 'answers' : 'absent')),
  'org.previewChangeDraft': ofDraft('org.previewChangeDraft', '/preview', (who) => (sees(who) ? 'answers' : 'absent')),
  'org.saveChangeDraft': ofDraft('org.saveChangeDraft', '', changes),
  'org.deleteChangeDraft': ofDraft('org.deleteChangeDraft', '', changes),
  'org.applyChangeDraft': ofDraft('org.applyChangeDraft', '/apply', changes),
  // Nothing has been applied, so who may undo hears that.
  'org.undoChangeDraft': ofDraft(
    'org.undoChangeDraft',
    '/undo',
    (who) => (changes(who) === 'answers' ? 'own affair' : changes(who)),
    'org.change-not-applied',
  ),
};
