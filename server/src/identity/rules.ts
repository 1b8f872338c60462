import { lines } from '@app/contract/figures/routes.ts';
import {
  type Deed,
  deeds,
  type Held,
  type PostRow,
  type PostRowName,
  postTable,
  type Role,
  roleWords,
} from '@app/contract/identity/posts.ts';
import {
  actingNeedsBasis,
  delegationDates,
  endsOutsideTerm,
  notOnToOneself,
  notPassedOn,
  postOverlaps,
  roleNotAtBody,
} from '@app/contract/identity/problems.ts';
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
  held: Held;
  body: BodyOfPost & { id: number; name: Words };
  /** `inForce`: the unit has not ended; with it end the deeds of its posts. */
  unit: { id: number; code: string; fullName: string; level: string; inForce: boolean };
  /** Null: since before records begin. */
  startsOn: CivilDate | null;
  /** Last day; null: until further notice. */
  endsOn: CivilDate | null;
  /** No longer held, although its last day may be today. */
  over: boolean;
};

/** The days of a post; null: open at that end. */
export type Term = Pick<HeldPost, 'startsOn' | 'endsOn'>;

/** Screens of the web app by their names in its navigation. */
export type ScreenName =
  | 'my-work'
  | 'desk'
  | 'totals'
  | 'review'
  | 'units'
  | 'accounts'
  | 'audit'
  | 'operation'
  | 'targets'
  | 'design'
  | 'signals'
  | 'requests'
  | 'timeliness';

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

/**
 * What a post may read and do, by the table of posts. Whether it is held today is asked by `isHeldOn`. At a unit that has
 * ended it still reads what it read, and does nothing: what the unit owed and decided is now its successor's.
 */
export const rightsOf = (
  post: Pick<HeldPost, 'role'> & { body: BodyOfPost; unit: { id: number; level: string; inForce: boolean } },
): Rights => {
  const name = rowOfPost(post.role, post.body, post.unit.level);
  if (!name) return nothing;
  const row: PostRow = postTable[name];
  const readsFigures = row.reads === 'own-line' || row.reads === 'all-lines';
  return {
    lines: linesRead(row, post.body),
    ownLines: post.unit.inForce ? linesActedFor(post.role, post.body) : [],
    allUnits: readsFigures && post.unit.level === 'nation',
    does: new Set(post.unit.inForce ? row.does : []),
    screens: screensOf(post.unit.inForce ? row : { ...row, does: [] }, post.unit.level),
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
    requests: row.does.includes('request'),
    signals: readsFigures && above,
    timeliness: readsFigures && above,
    totals: readsFigures,
    targets: readsFigures,
    review: row.reads === 'all-lines' && above,
    units: true,
    design: row.does.includes('design'),
    accounts: row.does.includes('administer'),
    audit: row.does.includes('read-audit') || row.does.includes('administer'),
    operation: row.does.includes('operate'),
  };
  // The record names every screen, so its keys are the names.
  return (Object.keys(open) as ScreenName[]).filter((screen) => open[screen]);
};

/** A post counts only inside its dates, both of them included, and until it is over. */
export const isHeldOn = (post: Term & Pick<HeldPost, 'over'>, today: CivilDate): boolean =>
  !post.over && isInTerm(post, today);

const isInTerm = (post: Term, today: CivilDate): boolean =>
  (post.startsOn === null || compareDates(post.startsOn, today) <= 0) &&
  (post.endsOn === null || compareDates(today, post.endsOn) <= 0);

/** The post as rules of other rooms and the database see it. */
export const actorOf = (
  userId: string,
  post: HeldPost,
  /** Every post of the same person, also past and future ones. */
  personsPosts: readonly number[],
): Actor => {
  const { lines: read, ownLines, allUnits, does } = rightsOf(post);
  const { id: postId, unit, body } = post;
  return { userId, postId, personsPosts, unitId: unit.id, bodyId: body.id, allUnits, lines: read, ownLines, does };
};

/** Somebody whose posts are not known yet: may read which posts are theirs, and nothing else. */
export const personOnly = (userId: string): Actor => ({
  userId,
  postId: null,
  personsPosts: [],
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
  personsPosts: [],
  unitId: nationId,
  bodyId: null,
  allUnits: true,
  lines: [...lines, 'all'],
  ownLines: [...lines],
  does: new Set(deeds),
});

/** What the office is called, however it is held: only the head of a committee is its "Trưởng ban". */
export const officeOf = (role: Role, bodyKind: string): Words =>
  role === 'head' && bodyKind !== 'committee' ? { vi: 'Người đứng đầu', en: 'Head of the body' } : roleWords[role];

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What the post is called: an acting head is "Quyền Trưởng ban"; whoever acts by delegation is called so. */
export const titleOf = (post: Pick<HeldPost, 'role' | 'held'> & { body: Pick<BodyOfPost, 'kind'> }): Words => {
  const office = officeOf(post.role, post.body.kind);
  if (post.held === 'acting') return { vi: `Quyền ${office.vi}`, en: `Acting ${lowerFirst(office.en)}` };
  if (post.held === 'delegated') return { vi: `${office.vi} (được ủy quyền)`, en: `${office.en} (by delegation)` };
  return office;
};

/** A post beside its acts: role and body, and of a delegated one what its holder is in his or her own right. */
export type PostNamed = {
  role: Role;
  held: Held;
  kind: string;
  bodyName: Words;
  ownRole: Role | null;
  ownKind: string | null;
  ownBodyName: Words | null;
};

/**
 * What a post is called beside its acts: "Cán bộ tổng hợp, Công an xã …"; by delegation "Cán bộ tổng hợp, Công an tỉnh …,
 * được Trưởng ban ủy quyền" (Decree 30/2020/NĐ-CP Art. 13). Never a person.
 */
export const sayPost = (post: PostNamed): Words => {
  const { role, held, kind, bodyName } = post;
  if (held !== 'delegated') {
    const title = titleOf({ role, held, body: { kind } });
    return { vi: `${title.vi}, ${bodyName.vi}`, en: `${title.en}, ${bodyName.en}` };
  }
  const office = officeOf(role, kind);
  const self = ownTitleOf(post) ?? { vi: 'Người', en: 'A person' };
  const comma = self.vi === 'Người' ? ' ' : ', ';
  return {
    vi: `${self.vi}${comma}được ${office.vi}, ${bodyName.vi} ủy quyền`,
    en: `${self.en}, by delegation of the ${lowerFirst(office.en)}, ${bodyName.en}`,
  };
};

/** What the holder of a delegated post is otherwise, with the body; null when that post is gone. */
export const ownTitleOf = ({ ownRole, ownKind, ownBodyName }: PostNamed): Words | null => {
  if (!ownRole || !ownKind || !ownBodyName) return null;
  const own = officeOf(ownRole, ownKind);
  return { vi: `${own.vi}, ${ownBodyName.vi}`, en: `${own.en}, ${ownBodyName.en}` };
};

/** Why an actor may not see accounts and posts: to everybody but administrators they do not exist. */
export const whyNotAdminister = (actor: Actor): Refusal | null =>
  actor.does.has('administer') ? null : refuse(notFound, {});

/** Why a post cannot be given at a body. */
export const whyNotGivePost = (role: Role, body: BodyOfPost, level: string): Refusal | null =>
  rowOfPost(role, body, level) ? null : refuse(roleNotAtBody, {});

/** When a post is to end: on a day, which is its last, or at once. */
export type EndOfPost = { endsOn: CivilDate } | { atOnce: true };

/** Whether a post has begun: what has not is taken back as if it had never been given. */
const hasBegun = ({ startsOn }: Pick<Term, 'startsOn'>, today: CivilDate): boolean =>
  startsOn === null || compareDates(startsOn, today) <= 0;

/** What an entry says of a post that ended at once: the last day it was held, and that it was not held to its end. */
export const endedAtOnce = (post: Pick<Term, 'startsOn'>, today: CivilDate): object =>
  hasBegun(post, today) ? { endsOn: today, atOnce: true } : { annulled: true };

/** Why a post cannot end so: a term may be cut short, never turned round or prolonged, and what is over does not end again. */
export const whyNotEndPost = (
  post: Term & Pick<HeldPost, 'over'>,
  end: EndOfPost,
  today: CivilDate,
): Refusal | null => {
  const isLive = !post.over && (post.endsOn === null || compareDates(today, post.endsOn) <= 0);
  const fits = 'atOnce' in end ? isLive : !post.over && isInTerm(post, end.endsOn);
  return fits ? null : refuse(endsOutsideTerm, {});
};

/** Constraint names of this room as refusals. */
export const identityConstraints: Record<string, () => Refusal> = {
  post_held_once: () => refuse(postOverlaps, {}),
  post_needs_basis: () => refuse(actingNeedsBasis, {}),
  delegation_has_dates: () => refuse(delegationDates, {}),
  delegation_within_term: () => refuse(delegationDates, {}),
  delegation_not_passed_on: () => refuse(notPassedOn, {}),
  delegation_not_to_oneself: () => refuse(notOnToOneself, {}),
};
