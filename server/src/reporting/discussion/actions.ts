/** The talk about a report, between who fills it and who decides on it; by post, only ever added to. */
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { addMessage, listMessages, markMessagesRead } from '@app/contract/reporting/discussion/routes.ts';
import { postTitles } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, sayWhyNot } from '../../kernel/problem.ts';
import { factsOf, titleFor } from '../report/answer.ts';
import { reportById } from '../report/queries.ts';
import { addMessageRow, markSeen, messagesOf, seenOf } from './queries.ts';
import { whyNotDiscuss } from './rules.ts';

const reportToRead = async (ask: Ask, id: number) =>
  found(await reportById(ask.tx, id, ask.today), refuse(notFound, {}));

/** What was written about a report; read by whoever reads the report. */
export const showMessages = async (
  { params }: Input<typeof listMessages>,
  ask: Ask,
): Promise<Result<typeof listMessages>> => {
  const report = await reportToRead(ask, params.reportId);
  const rows = await messagesOf(ask.tx, report.id);
  const titles = await postTitles(
    ask.tx,
    rows.map(({ postId }) => postId),
  );
  const { postId } = ask.actor;
  return {
    messages: rows.map((row) => ({
      id: row.id,
      by: titleFor(titles, row.postId),
      own: row.postId === postId,
      saidAt: row.saidAt.toISOString(),
      words: row.words,
    })),
    seen: postId === null ? 0 : await seenOf(ask.tx, report.id, postId),
    whyNot: { addMessage: sayWhyNot(whyNotDiscuss(factsOf(report), ask.actor)) },
  };
};

/** Adds a message; who has written it has read everything before. */
export const say = async ({ params, body }: Input<typeof addMessage>, ask: Ask): Promise<Result<typeof addMessage>> => {
  const report = await reportToRead(ask, params.reportId);
  must(whyNotDiscuss(factsOf(report), ask.actor));
  const postId = found(ask.actor.postId, refuse(notFound, {}));
  const id = await addMessageRow(ask.tx, { reportId: report.id, postId, words: body.words, saidAt: ask.now });
  await markSeen(ask.tx, report.id, postId, id);
  await ask.audit({
    action: 'reporting.addMessage',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    after: { message: id, words: body.words },
  });
  return { id };
};

/** Remembers how far the post has read. */
export const read = async (
  { params, body }: Input<typeof markMessagesRead>,
  ask: Ask,
): Promise<Result<typeof markMessagesRead>> => {
  const report = await reportToRead(ask, params.reportId);
  const postId = found(ask.actor.postId, refuse(notFound, {}));
  if ((await messagesOf(ask.tx, report.id)).length > 0) await markSeen(ask.tx, report.id, postId, body.upTo);
  await ask.audit({
    action: 'reporting.markMessagesRead',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    after: { upTo: body.upTo },
  });
  return { done: true };
};
