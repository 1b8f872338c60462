/** User names of accounts for many units, and what may be done to the accounts of a subtree. */
import type { Role } from '@app/contract/identity/posts.ts';
import {
  actingNeedsBasis,
  endsOutsideTerm,
  notForOneself,
  postOver,
  postsElsewhere,
  roleNotAtBody,
} from '@app/contract/identity/problems.ts';
import { type CivilDate, compareDates } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { BodyKind, UnitBelow } from '../../org/index.ts';

const ofBody: Record<BodyKind, string> = {
  police: '',
  committee: 'bcd.',
  front: 'mttq.',
  women: 'phunu.',
  youth: 'doan.',
  veterans: 'ccb.',
  farmers: 'nongdan.',
};
const ofRole: Record<Role, string> = {
  officer: '',
  head: 'lanhdao.',
  inspector: 'thanhtra.',
  administrator: 'quantri.',
  operator: 'vanhanh.',
};
/** Longest user name, as the contract has it, less the room for a code and a number. */
const LONGEST = 50;

const plain = (name: string): string => foldAccents(name).replace(/[^a-z0-9]/g, '');

/** The user name of an account at a unit, by role and body: 'phongnha.quangtri', 'mttq.phongnha.quangtri', 'quantri.quangtri'. */
export const usernameFor = (
  unit: Pick<UnitBelow, 'name' | 'superiorName' | 'level'>,
  kind: BodyKind,
  role: Role,
): string => {
  const place = unit.level === 'commune' ? `${plain(unit.name)}.${plain(unit.superiorName)}` : plain(unit.name);
  return `${ofRole[role]}${ofBody[kind]}${place}`.slice(0, LONGEST);
};

/** Tried one after another until one is free: the name, with the unit's code, then with a number. */
const candidates = (name: string, code: string): string[] => {
  const coded = code ? `${name}.${code}` : name;
  return [name, ...Array.from({ length: 9 }, (_, at) => (at === 0 ? coded : `${coded}-${at + 1}`))];
};

/** Every name that `chooseUsernames` could come to ask for. */
export const namesToAskFor = (units: readonly { name: string; code: string }[]): string[] =>
  units.flatMap(({ name, code }) => candidates(name, code));

/**
 * One free user name for each unit. Two units of one name both carry their code, whichever comes first; so does a unit whose name
 * somebody else has. Null where even the ninth is taken.
 */
export const chooseUsernames = (
  units: readonly { id: number; name: string; code: string }[],
  taken: ReadonlySet<string>,
): Map<number, string | null> => {
  const counts = new Map<string, number>();
  for (const { name } of units) counts.set(name, (counts.get(name) ?? 0) + 1);
  const used = new Set(taken);
  return new Map(
    units.map(({ id, name, code }) => {
      const [first = name, ...others] = candidates(name, code);
      const choice =
        [...((counts.get(name) ?? 0) > 1 ? [] : [first]), ...others].find((each) => !used.has(each)) ?? null;
      if (choice) used.add(choice);
      return [id, choice];
    }),
  );
};

type By = Pick<Actor, 'userId'>;

/** Why an administrator gives no post to an account: it is their own, and four eyes are those of two persons. */
export const whyNotForOneself = (account: { id: string }, by: By): Refusal | null =>
  account.id === by.userId ? refuse(notForOneself, {}) : null;

/**
 * Why an account cannot be reset or bound to a sign-on from here: it is the own one, or it holds posts outside the subtree,
 * which whoever opens it anew would hold too.
 */
export const whyNotReset = (account: { id: string; elsewhere: boolean }, by: By): Refusal | null =>
  whyNotForOneself(account, by) ?? (account.elsewhere ? refuse(postsElsewhere, {}) : null);

/** Why nothing is left of a post to end: its last day has passed, or it has ended at once. */
export const whyNotEndAgain = (
  { endsOn, over }: { endsOn: CivilDate | null; over: boolean },
  today: CivilDate,
): Refusal | null => (over || (endsOn !== null && compareDates(endsOn, today) < 0) ? refuse(postOver, {}) : null);

export type PostOrder = { role: Role; startsOn: CivilDate; endsOn: CivilDate | null; acting: boolean; basis: string };

/** Why a post cannot be given so: it ends before it begins, or is acting without a decision, or acting and no head's. */
export const whyNotGiveSo = ({ role, startsOn, endsOn, acting, basis }: PostOrder): Refusal | null => {
  if (endsOn !== null && compareDates(endsOn, startsOn) < 0) return refuse(endsOutsideTerm, {});
  if (acting && role !== 'head') return refuse(roleNotAtBody, {});
  return acting && basis.length < 3 ? refuse(actingNeedsBasis, {}) : null;
};
