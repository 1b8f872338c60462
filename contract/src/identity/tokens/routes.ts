/** Keys for programs that act for a post, with a scope and an end. Never for acts of weight. */
import * as z from 'zod';
import { civilDate, done, freeText, id, moment } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';

export const tokenScopes = ['read', 'report'] as const;
/** `read`: reads what the post reads. `report`: also fills and submits its reports. */
export type TokenScope = (typeof tokenScopes)[number];

const token = z.object({
  id: z.number().int(),
  /** What it is for, as its maker called it: "phần mềm báo cáo của tỉnh". */
  label: z.string(),
  scope: z.enum(tokenScopes),
  expiresOn: civilDate,
  createdAt: moment,
  lastUsedAt: moment.nullable(),
  revokedAt: moment.nullable(),
});
export type TokenAnswer = z.infer<typeof token>;

export const listTokens = route({
  method: 'GET',
  path: '/api/my/tokens',
  summary: 'The keys for programs of the acting post',
  response: z.array(token),
});

export const createToken = route({
  method: 'POST',
  path: '/api/my/tokens',
  summary: 'Make a key for a program that acts for this post; the answer carries it once',
  secret: true,
  sensitive: true,
  body: z.strictObject({
    label: freeText(1, 60),
    scope: z.enum(tokenScopes),
    /** At most one year ahead. */
    expiresOn: civilDate,
  }),
  response: z.object({ id: z.number().int(), token: z.string() }),
});

export const revokeToken = route({
  method: 'DELETE',
  path: '/api/my/tokens/:tokenId',
  summary: 'Take a key back',
  params: z.object({ tokenId: id }),
  response: done,
});
