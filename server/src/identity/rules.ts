import { lines } from '@app/contract/figures/routes.ts';
import {
  type Deed,
  deeds,
  type PostRow,
  type PostRowName,
  postTable,
  type Role,
  roleWords,
} from '@app/contract/identity/posts.ts';
import { endsOutsideTerm, roleNotAtBody } from '@app/contract/identity/problems.ts';
import { type CivilDate, compareDates } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { Actor } from '../kernel/actor.ts';

/** The body of a post, as far as rights depend on it. */
export type BodyOfPost = { kind: string; line: string; standing: boolean };

/** A post somebody holds: role × body × unit × dates. */
export type HeldPost = {
  id: number;
  role: Role;
  body: BodyOfPost & { id: number; name: Words };
  unit: { id: number; code: string; fullName: string; level: string };
  /** Null: since before records begin. */
  startsOn: CivilDate | null;
  /** Last day; null: until further notice. */
  endsOn: CivilDate | null;
};

/** Screens of the web app by their names in its navigation. */
export type ScreenName = 'my-work' | 'desk' | 'totals' | 'review' | 'units' | 'accounts';

export type Rights = {
  /** Lines whose figures it reads; `all`, the sum over lines, only for those who read every line. */
  lines: readonly string[];
  /** Lines it fills, decides or issues for. */
  ownLines: readonly string[];
  /** Every unit lies in its subtree. */
  allUnits: boolean;
  does: ReadonlySet<Deed>;
  screens: readonly ScreenName[];
};

/** The standing agency keeps the committee's line, and so does the committee's own secretariat. */
const keepsCommittee = (body: Pick<BodyOfPost, 'kind' | 'standing'>) => body.kind === 'committee' || body.standing;

/**
 * The row of the table of posts that a role at a body of a unit falls under. Null: the table has no such post. Accounts,
 * inspection and running the instance belong to the standing agency; the last of them only at the centre.
 */
export const rowOfPost = (
  role: Role,
  body: Pick<BodyOfPost, 'kind' | 'standing'>,
  level: string,
): PostRowName | null => {
  if (!['nation', 'province', 'district', 'commune'].includes(level)) return null;
  const standing = keepsCommittee(body);
  const rows: Record<Role, PostRowName | null> = {
    officer:
      level === 'commune'
        ? standing
          ? 'officer-standing-commune'
          : 'officer-commune'
        : standing
          ? 'officer-standing-above'
          : 'officer-above',
    head: standing ? 'head-standing' : 'head-line',
    inspector: standing ? 'inspector' : null,
    administrator: standing ? 'administrator' : null,
    operator: standing && level === 'nation' ? 'operator' : null,
  };
  return rows[role];
};

const nothing: Rights = { lines: [], ownLines: [], allUnits: false, does: new Set(), screens: [] };

/** What a post may read and do, by the table of posts. Whether it is held today is asked by `isHeldOn`. */
export const rightsOf = (
  post: Pick<HeldPost, 'role'> & { body: BodyOfPost; unit: { id: number; level: string } },
): Rights => {
  const name = rowOfPost(post.role, post.body, post.unit.level);
  if (!name) return nothing;
  const row: PostRow = postTable[name];
  const readsFigures = row.reads === 'own-line' || row.reads === 'all-lines';
  return {
    lines: linesRead(row, post.body),
    ownLines: linesActedFor(post.role, post.body),
    allUnits: readsFigures && post.unit.level === 'nation',
    does: new Set(row.does),
    screens: screensOf(row, post.unit.level),
  };
};

const linesRead = (row: PostRow, body: BodyOfPost): string[] => {
  if (row.reads === 'all-lines') return [...lines, 'all'];
  return row.reads === 'own-line' ? [body.line] : [];
};

const linesActedFor = (role: Role, body: BodyOfPost): string[] => {
  if (role !== 'officer' && role !== 'head') return [];
  return keepsCommittee(body) ? [...new Set(['committee', body.line])] : [body.line];
};

const screensOf = (row: PostRow, level: string): ScreenName[] => {
  const readsFigures = row.reads === 'own-line' || row.reads === 'all-lines';
  const above = level !== 'commune';
  const works = (['fill', 'submit', 'decide', 'issue'] as const).some((deed) => row.does.includes(deed));
  const open: Record<ScreenName, boolean> = {
    'my-work': works,
    desk: readsFigures && above,
    totals: readsFigures,
    review: row.reads === 'all-lines' && above,
    units: true,
    accounts: row.reads === 'accounts',
  };
  // The record names every screen, so its keys are the names.
  return (Object.keys(open) as ScreenName[]).filter((screen) => open[screen]);
};

/** A post counts only inside its dates, both of them included. */
export const isHeldOn = (post: Pick<HeldPost, 'startsOn' | 'endsOn'>, today: CivilDate): boolean =>
  (post.startsOn === null || compareDates(post.startsOn, today) <= 0) &&
  (post.endsOn === null || compareDates(today, post.endsOn) <= 0);

/** The post as rules of other rooms and the database see it. */
export const actorOf = (userId: string, post: HeldPost): Actor => {
  const { lines: read, ownLines, allUnits, does } = rightsOf(post);
  return { userId, postId: post.id, unitId: post.unit.id, bodyId: post.body.id, allUnits, lines: read, ownLines, does };
};

/** Somebody whose posts are not known yet: may read which posts are theirs, and nothing else. */
export const personOnly = (userId: string): Actor => ({
  userId,
  postId: null,
  // No unit has this id, so no subtree opens.
  unitId: 0,
  bodyId: null,
  allUnits: false,
  lines: [],
  ownLines: [],
  does: new Set(),
});

/** The program itself: command line, seeds, jobs, and the claim of the first administrator. May do everything, everywhere. */
export const systemActor = (nationId: number): Actor => ({
  userId: 'system',
  postId: null,
  unitId: nationId,
  bodyId: null,
  allUnits: true,
  lines: [...lines, 'all'],
  ownLines: [...lines],
  does: new Set(deeds),
});

/** What the post is called: only the head of a committee is its "Trưởng ban". */
export const titleOf = (post: Pick<HeldPost, 'role'> & { body: Pick<BodyOfPost, 'kind'> }): Words =>
  post.role === 'head' && post.body.kind !== 'committee'
    ? { vi: 'Người đứng đầu', en: 'Head of the body' }
    : roleWords[post.role];

/** Why an actor may not see accounts and posts: to everybody but administrators they do not exist. */
export const whyNotAdminister = (actor: Actor): Refusal | null =>
  actor.does.has('administer') ? null : refuse(notFound, {});

/** Why a post cannot be given at a body. */
export const whyNotGivePost = (role: Role, body: BodyOfPost, level: string): Refusal | null =>
  rowOfPost(role, body, level) ? null : refuse(roleNotAtBody, {});

/** Why a post cannot end on a day, which is its last: a term may be cut short, never turned round or prolonged. */
export const whyNotEndPost = (post: Pick<HeldPost, 'startsOn' | 'endsOn'>, endsOn: CivilDate): Refusal | null =>
  isHeldOn(post, endsOn) ? null : refuse(endsOutsideTerm, {});
