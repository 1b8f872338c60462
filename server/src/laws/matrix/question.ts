/** What is asked in the matrix, and what may come of it. */
import type { Route } from '@app/contract/kernel/route.ts';
import type { Post, Unit } from './house.ts';

export type Outcome =
  /** 2xx. */
  | 'answers'
  /** 404, and not to be told from what does not exist. */
  | 'absent'
  /** 403: it is seen, and not for this post to do. */
  | 'refused'
  /** 401: nobody is known. */
  | 'signed out'
  /** 422 by field, as for a unit that does not exist. */
  | 'unknown row'
  /** 2xx, or the one problem that the question names: what was typed does not fit the own account, or the own paper. */
  | 'own affair';

export type Request = { method: Route['method']; url: string; body?: object };
export type Question = {
  /** The unit it lies at, where only the position towards the asking post matters. */
  unit?: Unit;
  /** What is asked there besides: questions that differ in the unit alone are asked once for each position. */
  kind?: string;
  /** What is asked about, in words. */
  about: string;
  request: Request;
  /** The same question about something that does not exist. */
  unknown?: Request;
  /** Asked about the own account: as one of each standing, and also without a post. */
  own?: true;
  /** Code of the problem that an own affair is told; null: it is done. */
  problem?: string | null;
  expect: (who: Post) => Outcome;
};
