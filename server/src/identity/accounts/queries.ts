import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { isWithin } from '../queries.ts';

type NewAccount = { id: string; username: string };

/** Opens accounts without a password and answers the ids of those whose user name was free. The library's columns are named as it names them. */
export const insertAccounts = async (tx: Tx, accounts: readonly NewAccount[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    insert into identity."user" (id, name, email, username, "displayUsername")
    select id, username, username || '@chungtay.invalid', username, username
    from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as a (id text, username text)
    on conflict do nothing returning id`.execute(tx);
  return rows.map(({ id }) => id);
};

export type Guarded = {
  id: string;
  username: string;
  enrolled: boolean;
  secondFactor: boolean;
  signOnSubject: string | null;
  elsewhere: boolean;
};

/**
 * How these accounts are guarded, by user name, and whether they hold posts outside a subtree too. Enrolled: has a password,
 * or signs in elsewhere.
 */
export const howGuarded = async (
  tx: Tx,
  usernames: readonly string[],
  unitId: number,
  today: CivilDate,
): Promise<Map<string, Guarded>> => {
  const { rows } = await sql<Guarded>`
    select u.id, u.username, identity.holds_posts_elsewhere(u.id, ${unitId}, ${today}::date) as elsewhere,
           b.subject as sign_on_subject, u."twoFactorEnabled" or exists (
             select from identity.passkey k where k.user_id = u.id) as second_factor,
           b.id is not null or exists (
             select from identity.account a where a."userId" = u.id and a.password is not null) as enrolled
    from identity."user" u left join identity.sign_on_binding b on b.user_id = u.id
    where u.username = any (${[...usernames]})`.execute(tx);
  return new Map(rows.map((row) => [row.username, row]));
};

export type AccountWithin = { id: string; unitId: number; elsewhere: boolean };

/** An account with a post in a subtree, and whether it holds posts outside of it too. */
export const getAccountWithin = async (
  tx: Tx,
  username: string,
  unitId: number,
  today: CivilDate,
): Promise<AccountWithin | undefined> =>
  (
    await sql<AccountWithin>`
      select u.id, b.unit_id, identity.holds_posts_elsewhere(u.id, ${unitId}, ${today}::date) as elsewhere
      from identity."user" u
      join identity.post p on p.user_id = u.id
      join org.body b on b.id = p.body_id
      where u.username = ${username} and ${isWithin(unitId, today)}
      order by p.id limit 1`.execute(tx)
  ).rows[0];

/** Which of these user names are taken. */
export const takenUsernames = async (tx: Tx, names: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ username: string }>`
    select username from identity."user" where username = any (${[...names]})`.execute(tx);
  return new Set(rows.map(({ username }) => username));
};

/** Units among these whose body of a kind has an account in a role, now or later. */
export const unitsWithAccount = async (
  tx: Tx,
  unitIds: readonly number[],
  kind: string,
  role: string,
  today: CivilDate,
): Promise<Set<number>> => {
  const { rows } = await sql<{ unitId: number }>`
    select distinct b.unit_id from org.body b join identity.post p on p.body_id = b.id
    where b.kind = ${kind} and b.unit_id = any (${[...unitIds]}::integer[]) and p.role = ${role} and p.held <> 'delegated'
      and not p.annulled and p.ended_at is null and (upper_inf(p.during) or upper(p.during) > ${today}::date)`.execute(
    tx,
  );
  return new Set(rows.map(({ unitId }) => unitId));
};

export type Waiting = { userId: string; username: string; unitId: number; bodyName: Words };

/**
 * Accounts that hold a post of a kind at these units, now or later, and that nobody has come into: no password, no sign-on, the
 * code not used. Accounts with posts outside the subtree of `top` are the affair of the level above.
 */
export const waitingAccounts = async (
  tx: Tx,
  unitIds: readonly number[],
  { kind, role, top }: { kind: string; role: string; top: number },
  today: CivilDate,
): Promise<Waiting[]> =>
  (
    await sql<Waiting>`
      select distinct on (u.id) u.id as user_id, u.username, b.unit_id, b.name as body_name
      from org.body b
      join identity.post p on p.body_id = b.id
      join identity."user" u on u.id = p.user_id
      join identity.enrolment e on e.user_id = u.id and e.used_at is null
      where b.kind = ${kind} and b.unit_id = any (${[...unitIds]}::integer[]) and p.role = ${role} and p.held <> 'delegated'
        and not p.annulled and p.ended_at is null and (upper_inf(p.during) or upper(p.during) > ${today}::date)
        and not exists (select from identity.account a where a."userId" = u.id and a.password is not null)
        and not exists (select from identity.sign_on_binding s where s.user_id = u.id)
        and not identity.holds_posts_elsewhere(u.id, ${top}, ${today}::date)
      order by u.id, p.id`.execute(tx)
  ).rows;

/** Gives many accounts their first post, from a day until further notice; the posts' ids by account. */
export const insertPosts = async (
  tx: Tx,
  posts: readonly { userId: string; bodyId: number }[],
  { role, startsOn }: { role: string; startsOn: CivilDate },
): Promise<Map<string, number>> => {
  const given = JSON.stringify(posts.map(({ userId, bodyId }) => ({ user_id: userId, body_id: bodyId })));
  const { rows } = await sql<{ id: number; userId: string }>`
    insert into identity.post (user_id, role, body_id, during)
    select user_id, ${role}, body_id, daterange(${startsOn}::date, null)
    from jsonb_to_recordset(${given}::jsonb) as p (user_id text, body_id integer)
    returning id, user_id`.execute(tx);
  return new Map(rows.map(({ id, userId }) => [userId, id]));
};

/** Takes back all keys for programs of an account. */
export const revokeTokens = async (tx: Tx, userId: string, now: Date): Promise<void> => {
  await sql`update identity.token set revoked_at = ${now} where user_id = ${userId} and revoked_at is null`.execute(tx);
};
