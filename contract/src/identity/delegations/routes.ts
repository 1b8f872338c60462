/** Handing on one's post for a time: in writing, limited, and not passed on again (Decree 30/2020/NĐ-CP Art. 13). */
import * as z from 'zod';
import { civilDate, done, freeText, id, moment, whyNotAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { username } from '../routes.ts';

const delegation = z.object({
  id: z.number().int(),
  /** The account that acts for the post meanwhile. */
  username: z.string(),
  startsOn: civilDate,
  endsOn: civilDate,
  basis: z.string(),
  givenAt: moment,
});
export type DelegationAnswer = z.infer<typeof delegation>;

export const listDelegations = route({
  method: 'GET',
  path: '/api/my/delegations',
  summary: 'To whom the acting post is handed on, now and later, and who could be chosen',
  response: z.object({
    delegations: z.array(delegation),
    /** Accounts with a post at the same unit, by user name, each with its title there. */
    candidates: z.array(z.object({ username: z.string(), title: z.string() })),
    whyNot: z.object({ delegatePost: whyNotAnswer }),
  }),
});

export const delegatePost = route({
  method: 'POST',
  path: '/api/my/delegations',
  summary: 'Hand the acting post on for a time to another account of the same unit',
  sensitive: true,
  body: z.strictObject({
    username,
    startsOn: civilDate,
    endsOn: civilDate,
    /** The written authority, by number and date: "Giấy ủy quyền số 12/GUQ-BCĐ ngày 20/11/2026". */
    basis: freeText(3, 200),
  }),
  response: z.object({ id: z.number().int() }),
});

export const endDelegation = route({
  method: 'POST',
  path: '/api/my/delegations/:delegationId/end',
  summary: 'Take a post back that was handed on: it is no longer held from now on',
  params: z.object({ delegationId: id }),
  response: done,
});
