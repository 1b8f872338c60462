import * as z from 'zod';
import { civilDate, done, id, refuseKeys, whyNotAnswer, wordsAnswer } from '../kernel/answer.ts';
import { route } from '../kernel/route.ts';
import { roles, waysHeld } from './posts.ts';

export const postAnswer = z.object({
  id: z.number().int(),
  role: z.enum(roles),
  title: wordsAnswer,
  body: z.object({ id: z.number().int(), name: wordsAnswer, kind: z.string(), line: z.string() }),
  unit: z.object({ id: z.number().int(), code: z.string(), fullName: z.string(), level: z.string() }),
  startsOn: civilDate.nullable(),
  endsOn: civilDate.nullable(),
  /** `acting`: stands in until a head is appointed; `delegated`: acts for the holder for a time. */
  held: z.enum(waysHeld),
});
export type PostAnswer = z.infer<typeof postAnswer>;

export const sessionAnswer = z.object({
  signedIn: z.boolean(),
  demonstration: z.boolean(),
  /** True on a fresh production database, without any account: the one-time administrator code is asked for first. */
  awaitsAdministrator: z.boolean(),
  today: civilDate,
  username: z.string().nullable(),
  posts: z.array(postAnswer),
  /** The post this request acts as (header `x-post`, else the first). */
  post: postAnswer.nullable(),
  /** The name of the organisation's sign-on, where one is set up. */
  signOn: z.string().nullable(),
  /** The password was right and the second factor is still asked for (identity.second-factor-needed). */
  awaitsSecondFactor: z.boolean(),
  /** Screens this post can open. */
  screens: z.array(z.string()),
});
export type SessionAnswer = z.infer<typeof sessionAnswer>;

export const getSession = route({
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, as which post, and what that post may open',
  open: true,
  offline: true,
  response: sessionAnswer,
});

export const username = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(60)
  .regex(/^[a-z0-9._-]+$/);
/** A new name is no key to a person; names of before still let in. */
const newUsername = username.superRefine(refuseKeys);
export const password = z.string().min(10).max(128);

export const signIn = route({
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in with user name and password',
  open: true,
  body: z.strictObject({ username, password: z.string().min(1).max(128) }),
  response: done,
});

export const signOut = route({
  method: 'DELETE',
  path: '/api/session',
  summary: 'Sign out and end the session',
  open: true,
  response: done,
});

export const listDemoSignIns = route({
  method: 'GET',
  path: '/api/demo-sign-ins',
  summary: 'The sign-ins of the demonstration; empty on a real instance',
  open: true,
  response: z.array(
    z.object({
      username: z.string(),
      password: z.string(),
      title: wordsAnswer,
      place: z.string(),
      role: z.enum(roles),
      line: z.string(),
    }),
  ),
});

export const claimAdministrator = route({
  method: 'POST',
  path: '/api/administrator',
  summary: 'Become an administrator of the centre with the one-time code of the owner of the database',
  open: true,
  body: z.strictObject({ code: z.string().min(8).max(64), username: newUsername, password }),
  response: done,
});

export const listAccounts = route({
  method: 'GET',
  path: '/api/accounts',
  summary: 'Accounts and posts in the subtree of the administrator',
  query: z.object({ q: z.string().max(60).optional() }),
  response: z.array(
    z.object({
      username: z.string(),
      /** Has come in with the one-time code and set a password. */
      enrolled: z.boolean(),
      secondFactor: z.boolean(),
      /** The name at the organisation's sign-on. */
      signOnSubject: z.string().nullable(),
      whyNot: z.object({ givePost: whyNotAnswer, resetAccount: whyNotAnswer, bindSignOn: whyNotAnswer }),
      posts: z.array(postAnswer.extend({ whyNot: z.object({ endPost: whyNotAnswer }) })),
    }),
  ),
});

export const createAccount = route({
  method: 'POST',
  path: '/api/accounts',
  summary: 'Open an account with one post; the answer carries its one-time code once',
  secret: true,
  sensitive: true,
  body: z.strictObject({ username: newUsername, role: z.enum(roles), bodyId: id, startsOn: civilDate }),
  response: z.object({ username: z.string(), code: z.string(), validUntil: civilDate }),
});

export const endPost = route({
  method: 'POST',
  path: '/api/posts/:postId/end',
  summary: 'End a post on a date, or at once; one that has not begun is taken back',
  sensitive: true,
  params: z.object({ postId: id }),
  body: z.union([
    z.strictObject({
      /** Its last day. */
      endsOn: civilDate,
    }),
    z.strictObject({ atOnce: z.literal(true) }),
  ]),
  response: done,
});
