import type { Held, Role } from '@app/contract/identity/posts.ts';
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { sql } from 'kysely';
import type { Tx } from '../kernel/database.ts';
import { planned } from '../kernel/planned.ts';

export type PostRow = {
  id: number;
  userId: string;
  username: string;
  role: Role;
  held: Held;
  bodyId: number;
  kind: string;
  line: string;
  standing: boolean;
  bodyName: Words;
  unitId: number;
  code: string | null;
  fullName: string;
  level: string;
  unitInForce: boolean;
  startsOn: CivilDate | null;
  endsOn: CivilDate | null;
  /** No longer held, although its last day may be today: ended at once, or handed on to who has no post there any more. */
  over: boolean;
};

/** What is said of a post beside its acts; of a delegated one also what its holder is otherwise. */
export type NamedPost = {
  id: number;
  role: Role;
  held: Held;
  kind: string;
  bodyName: Words;
  ownRole: Role | null;
  ownKind: string | null;
  ownBodyName: Words | null;
};

/**
 * Posts with their body and the unit as it is called today, or was called last. A delegated post is read as what is left of
 * it in the term of the post it comes from; where nothing is left it is not read at all. It is over with the last post of its
 * holder's own at the unit, as an officer or head: whoever no longer works there acts for nobody there.
 */
const posts = (today: CivilDate) => sql`
  select p.id, p.user_id, u.username, p.role, p.held, b.id as body_id, b.kind, b.line, b.standing, b.name as body_name,
         unit.id as unit_id, unit.level, state.code, state.full_name, state.in_force as unit_in_force,
         lower(p.term) as starts_on, upper(p.term) - 1 as ends_on,
         p.ended_at is not null or (p.held = 'delegated' and not exists (
           select from identity.post own join org.body at on at.id = own.body_id
           where own.user_id = p.user_id and at.unit_id = unit.id and own.held <> 'delegated' and own.role in ('officer', 'head')
             and own.during @> ${today}::date and own.ended_at is null and not own.annulled)) as over
  from (select id, user_id, role, held, body_id, ended_at,
               case when delegated_from is null then during else during * identity.term_of(delegated_from) end as term
        from identity.post where not annulled and (delegated_from is null or during && identity.term_of(delegated_from))) p
  join identity."user" u on u.id = p.user_id
  join org.body b on b.id = p.body_id
  join org.unit unit on unit.id = b.unit_id
  cross join lateral (
    select s.code, s.full_name, s.folded, s.during @> ${today}::date as in_force from org.unit_state s where s.unit_id = unit.id
    order by s.during @> ${today}::date desc, upper(s.during) desc nulls first limit 1
  ) state`;

/** Whether the unit of body `b` stands in the subtree of a unit today. */
export const isWithin = (unitId: number, today: CivilDate) => sql`(b.unit_id = ${unitId} or exists (
  select from org.reach r where r.ancestor_id = ${unitId} and r.descendant_id = b.unit_id and r.during @> ${today}::date))`;

/** Whether a unit stands in the subtree of another today, or is it. */
export const isUnitWithin = async (tx: Tx, unitId: number, top: number, today: CivilDate): Promise<boolean> =>
  (
    await sql`
      select from org.reach r where r.ancestor_id = ${top} and r.descendant_id = ${unitId} and r.during @> ${today}::date limit 1`.execute(
      tx,
    )
  ).rows.length > 0;

/** Every post of some people, also past and future ones. */
export const postsOfMany = async (tx: Tx, userIds: readonly string[], today: CivilDate): Promise<PostRow[]> =>
  (await sql<PostRow>`${posts(today)} where p.user_id = any(${[...userIds]}::text[]) order by p.id`.execute(tx)).rows;

/** Every post of a person, also past and future ones. */
export const postsOf = async (tx: Tx, userId: string, today: CivilDate): Promise<PostRow[]> =>
  (await sql<PostRow>`${posts(today)} where p.user_id = ${userId} order by p.id ${planned}`.execute(tx)).rows;

/** Role and body of posts, wherever they stand: for the acts that carry their ids. */
export const namePosts = async (tx: Tx, ids: readonly number[]): Promise<NamedPost[]> =>
  (
    await sql<NamedPost>`
      select p.id, p.role, p.held, b.kind, b.name as body_name, p.own_role, own.kind as own_kind, own.name as own_body_name
      from identity.named_posts(${[...ids]}) p
      join org.body b on b.id = p.body_id
      left join org.body own on own.id = p.own_body_id`.execute(tx)
  ).rows;

/** The unit at which each of these posts stands. */
export const unitsOfPosts = async (tx: Tx, ids: readonly number[]): Promise<Map<number, number>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: number; unitId: number }>`
    select p.id, b.unit_id from identity.named_posts(${[...ids]}) p join org.body b on b.id = p.body_id`.execute(tx);
  return new Map(rows.map(({ id, unitId }) => [id, unitId]));
};

/** The line that each of these posts belongs to; null for those at bodies that keep the committee's line beside their own. */
export const linesOfPosts = async (tx: Tx, ids: readonly number[]): Promise<Map<number, string | null>> => {
  const { rows } = await sql<{ id: number; line: string | null }>`
    select p.id, case when b.standing or b.kind = 'committee' then null else b.line end as line
    from identity.named_posts(${[...ids]}) p join org.body b on b.id = p.body_id`.execute(tx);
  return new Map(rows.map(({ id, line }) => [id, line]));
};

export const getPostWithin = async (
  tx: Tx,
  postId: number,
  unitId: number,
  today: CivilDate,
): Promise<PostRow | undefined> =>
  (await sql<PostRow>`${posts(today)} where p.id = ${postId} and ${isWithin(unitId, today)}`.execute(tx)).rows[0];

/** Posts in the subtree of the first accounts by name whose user name or unit holds the text (folded). */
export const listPostsWithin = async (
  tx: Tx,
  unitId: number,
  today: CivilDate,
  like: { text: string; accounts: number },
): Promise<PostRow[]> => {
  const pattern = `%${like.text.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<PostRow>`
    with post as materialized (${posts(today)} where ${isWithin(unitId, today)}
      and (u.username like ${pattern} or state.folded like ${pattern})),
    account as (select distinct username from post order by username limit ${like.accounts})
    select * from post where username in (select username from account) order by username, id`.execute(tx);
  return rows;
};

export type BodyRow = { id: number; kind: string; line: string; standing: boolean; unitId: number; level: string };

export const getBodyWithin = async (
  tx: Tx,
  bodyId: number,
  unitId: number,
  today: CivilDate,
): Promise<BodyRow | undefined> =>
  (
    await sql<BodyRow>`
      select b.id, b.kind, b.line, b.standing, b.unit_id, unit.level from org.body b join org.unit unit on unit.id = b.unit_id
      where b.id = ${bodyId} and ${isWithin(unitId, today)}`.execute(tx)
  ).rows[0];

/** Where the whole country and its standing agency have their place. */
export const getNation = (tx: Tx): Promise<{ unitId: number } | undefined> =>
  tx.selectFrom('org.unit').select('id as unitId').where('level', '=', 'nation').orderBy('id').executeTakeFirst();

export const getStandingBody = (tx: Tx, unitId: number): Promise<{ id: number } | undefined> =>
  tx.selectFrom('org.body').select('id').where('unitId', '=', unitId).where('kind', '=', 'police').executeTakeFirst();

/** The user name of an account, by which its wrong attempts are counted. */
export const usernameOf = async (tx: Tx, userId: string): Promise<string> =>
  (await tx.selectFrom('identity.user').select('name').where('id', '=', userId).executeTakeFirst())?.name ?? '';

export const findUserId = async (tx: Tx, username: string): Promise<string | null> =>
  (await tx.selectFrom('identity.user').select('id').where('username', '=', username).executeTakeFirst())?.id ?? null;

/** The unit at which entries about an account are read: of a post held today, else of the last one. Null without any post. */
export const unitOfAccount = async (tx: Tx, userId: string): Promise<number | null> =>
  (await sql<{ unitId: number | null }>`select identity.unit_of_account(${userId}) as unit_id`.execute(tx)).rows[0]
    ?.unitId ?? null;

export type NewPost = {
  userId: string;
  role: Role;
  bodyId: number;
  startsOn: CivilDate | null;
  endsOn: CivilDate | null;
  held?: Held;
  basis?: string | null;
  delegatedFrom?: number | null;
  givenAt?: Date | null;
};

export const insertPost = async (tx: Tx, post: NewPost): Promise<number> => {
  const { id } = await tx
    .insertInto('identity.post')
    .values({
      userId: post.userId,
      role: post.role,
      bodyId: post.bodyId,
      held: post.held ?? 'own',
      basis: post.basis ?? null,
      delegatedFrom: post.delegatedFrom ?? null,
      givenAt: post.givenAt ?? null,
      during: sql`daterange(${post.startsOn}::date, ${post.endsOn}::date + 1)`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

export const setEndOfPost = async (tx: Tx, postId: number, endsOn: CivilDate): Promise<void> => {
  await tx
    .updateTable('identity.post')
    .set({ during: sql`daterange(lower(during), ${endsOn}::date + 1)` })
    .where('id', '=', postId)
    .execute();
};

/** Ends a post now: today is its last day, and only until this moment; one that has not begun never does. */
export const endPostAtOnce = async (tx: Tx, postId: number, today: CivilDate, now: Date): Promise<void> => {
  const begun = sql`(lower_inf(during) or lower(during) <= ${today}::date)`;
  // What never began keeps a single day, so that nothing goes on waiting for it.
  await sql`
    update identity.post set
      annulled = annulled or not ${begun},
      ended_at = case when ${begun} then ${now}::timestamptz end,
      during = daterange(lower(during), greatest(lower(during), ${today}::date) + 1)
    where id = ${postId}`.execute(tx);
};

/** The hash of the unused administrator code, held against a second claim until the transaction ends. */
export const takeAdministratorCode = async (tx: Tx): Promise<string | null> =>
  (
    await tx
      .selectFrom('identity.administratorCode')
      .select('codeHash')
      .where('usedAt', 'is', null)
      .forUpdate()
      .executeTakeFirst()
  )?.codeHash ?? null;

export const markAdministratorCodeUsed = async (tx: Tx, now: Date): Promise<void> => {
  await tx.updateTable('identity.administratorCode').set({ usedAt: now }).execute();
};

export type InstanceFacts = { demoSignIns: unknown; awaitsAdministrator: boolean };

export const getInstanceFacts = async (tx: Tx): Promise<InstanceFacts> => {
  const { rows } = await sql<InstanceFacts>`
    select (select value from kernel.instance where key = 'demo_sign_ins') as demo_sign_ins,
           exists (select from identity.administrator_code where used_at is null)
             and not exists (select from identity."user") as awaits_administrator`.execute(tx);
  // A select without a table has exactly one row.
  return rows[0] as InstanceFacts;
};
