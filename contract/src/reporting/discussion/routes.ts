/** What the body that fills a report and those who decide on it write to one another about it. */
import * as z from 'zod';
import { done, freeText, id, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';

export const listMessages = route({
  method: 'GET',
  path: '/api/reports/:reportId/messages',
  summary: 'What was written about a report, oldest first, by post; with how far the asking post has read',
  params: z.object({ reportId: id }),
  response: z.object({
    messages: z.array(
      z.object({
        id: z.number().int(),
        by: wordsAnswer,
        /** Written by the asking post. */
        own: z.boolean(),
        saidAt: moment,
        words: z.string(),
      }),
    ),
    /** The newest message that the post has read; 0: none. */
    seen: z.number().int(),
    whyNot: z.object({ addMessage: whyNotAnswer }),
  }),
});

export const addMessage = route({
  method: 'POST',
  path: '/api/reports/:reportId/messages',
  summary: 'Write about a report to the other side; what was written stays as it is',
  params: z.object({ reportId: id }),
  body: z.strictObject({ words: freeText(1, 2000) }),
  response: z.object({ id: z.number().int() }),
});

export const markMessagesRead = route({
  method: 'POST',
  path: '/api/reports/:reportId/messages/read',
  summary: 'Remember that the post has read the messages about a report up to one of them',
  params: z.object({ reportId: id }),
  body: z.strictObject({ upTo: id }),
  response: done,
});
