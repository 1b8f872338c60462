/** Coming in for the first time with a one-time code on paper, opening accounts for many units at once, and new codes. */
import * as z from 'zod';
import { civilDate, done, freeText, id, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { roles } from '../posts.ts';
import { password, username } from '../routes.ts';

/** Sixteen readable characters; spaces, dashes and capitals do not matter. */
export const oneTimeCode = z.string().trim().min(8).max(64);

export const enrol = route({
  method: 'POST',
  path: '/api/enrolment',
  summary: 'Set the password of an account with its one-time code; the code is used up',
  open: true,
  secret: true,
  body: z.strictObject({ username, code: oneTimeCode, password }),
  response: done,
});

export const resetAccount = route({
  method: 'POST',
  path: '/api/accounts/:username/reset',
  summary: 'A new one-time code for an account of the subtree; password, second factor and sessions end',
  secret: true,
  sensitive: true,
  params: z.object({ username }),
  response: z.object({ username: z.string(), code: z.string(), validUntil: civilDate }),
});

/** Which accounts an order for many would open: one for each unit below of the level, at the body of the kind, as the role. */
const order = {
  below: id,
  level: z.enum(['province', 'commune']),
  kind: z.enum(['committee', 'police', 'front', 'women', 'youth', 'veterans', 'farmers']),
  role: z.enum(roles),
};

export const previewAccounts = route({
  method: 'GET',
  path: '/api/accounts/many',
  summary: 'What opening accounts for many units would do',
  query: z.object(order),
  response: z.object({
    toOpen: z.array(
      z.object({
        unit: z.object({ id: z.number().int(), code: z.string(), fullName: z.string() }),
        username: z.string(),
      }),
    ),
    /** Units whose body has an account in this role already. */
    alreadyThere: z.number().int(),
    /** Accounts of the order that nobody has come into yet: how many would get a new code. */
    notEnrolled: z.number().int(),
  }),
});

const daysValid = z.number().int().min(1).max(90).default(30);
const slips = z.object({
  validUntil: civilDate,
  slips: z.array(
    z.object({
      username: z.string(),
      code: z.string(),
      unit: z.string(),
      superior: z.string().nullable(),
      body: wordsAnswer,
      title: wordsAnswer,
    }),
  ),
});

export const createAccounts = route({
  method: 'POST',
  path: '/api/accounts/many',
  summary: 'Open accounts for many units; the answer carries their one-time codes once, for printing',
  secret: true,
  sensitive: true,
  body: z.strictObject({ ...order, startsOn: civilDate, daysValid }),
  response: slips,
});

export const renewCodes = route({
  method: 'POST',
  path: '/api/accounts/many/codes',
  summary: 'New one-time codes for all accounts of an order that nobody has come into; the old codes end',
  secret: true,
  sensitive: true,
  body: z.strictObject({ ...order, daysValid }),
  response: slips,
});

export const givePost = route({
  method: 'POST',
  path: '/api/accounts/:username/posts',
  summary: 'Give an account of the subtree one more post; `acting` for whoever stands in until a head is appointed',
  sensitive: true,
  params: z.object({ username }),
  body: z.strictObject({
    role: z.enum(roles),
    bodyId: id,
    startsOn: civilDate,
    endsOn: civilDate.nullable().default(null),
    acting: z.boolean().default(false),
    /** The decision, by number and date; needed when acting. */
    basis: freeText(0, 200).default(''),
  }),
  response: z.object({ postId: z.number().int() }),
});
