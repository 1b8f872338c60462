/** The units of all posts of one person in one grid: each is read and written as the post that may. */
import type { PostAnswer } from '@app/contract/identity/routes.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { getEntryGrid } from '@app/contract/reporting/grid/routes.ts';
import { submitReport } from '@app/contract/reporting/routes.ts';
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { call, Problem } from '../../kernel/call.ts';
import { type EntryGrid, faultsTold, type rowsToSend } from './many-rows.ts';

/** The posts by which a person fills reports of communes, one for each unit and line. */
export const ownFillers = (posts: readonly PostAnswer[]): readonly PostAnswer[] => {
  const fills = posts.filter(({ role, unit }) => role === 'officer' && unit.level === 'commune');
  return fills.filter(
    (post, at) => fills.findIndex(({ unit, body }) => unit.id === post.unit.id && body.line === post.body.line) === at,
  );
};

/** As which post the report of a unit is sent, by code of the unit. */
export type PostOf = Readonly<Record<string, number>>;

/** Several grids of one row as one: those of the same version of the form. Null where there is nothing to enter. */
export const together = (
  grids: readonly { answer: EntryGrid; postId: number }[],
  name: Words,
  say: (words: Words) => string,
): { answer: EntryGrid; postOf: PostOf } | null => {
  const [first] = grids.filter(({ answer }) => answer.rows.length > 0);
  if (!first) return null;
  const alike = grids.filter(
    ({ answer: { form, rows } }) =>
      rows.length > 0 && form.form === first.answer.form.form && form.version === first.answer.form.version,
  );
  return {
    answer: {
      ...first.answer,
      // No unit of its own: it is that of the person.
      unit: { id: 0, fullName: say(name), level: 'commune' },
      rows: alike.flatMap(({ answer }) => answer.rows),
    },
    postOf: Object.fromEntries(
      alike.flatMap(({ answer, postId }) => answer.rows.map(({ unit }) => [unit.code, postId])),
    ),
  };
};

/** Reads the grid of each post as that post. */
export const useOwnGrids = (posts: readonly PostAnswer[], of: { form: string; period: string } | null) =>
  useQueries({
    queries: posts.map((post) => ({
      queryKey: [getEntryGrid.path, 'as', post.id, of],
      enabled: of !== null,
      queryFn: async () =>
        of && {
          answer: await call(getEntryGrid, { query: { unit: post.unit.id, ...of } }, undefined, post.id),
          postId: post.id,
        },
    })),
    combine: (reads) => ({
      isWaiting: of === null || reads.some(({ isPending }) => isPending),
      // A post that does not know the form has no row.
      grids: reads.flatMap(({ data }) => (data ? [data] : [])),
    }),
  });

type Rows = ReturnType<typeof rowsToSend>;
export type Told = ReturnType<typeof faultsTold>;

/**
 * Sends reports one by one, each as the post that fills it: what one of them is refused for keeps no other back. Answers how many
 * were sent, what was refused, and the last refusal.
 */
export const sendEach = async (
  answer: EntryGrid,
  rows: Rows,
  postOf: PostOf,
): Promise<{ sent: number; told: Told; problem: Problem | null }> => {
  const told: Told = { cells: {}, units: {} };
  let sent = 0;
  let problem: Problem | null = null;
  for (const [at, { unitCode, cells, nil = false }] of rows.entries()) {
    const row = answer.rows.find(({ unit }) => unit.code === unitCode);
    if (!row) continue;
    const body = { draftVersion: row.draftVersion, cells, nil };
    try {
      await call(submitReport, { params: { reportId: row.reportId }, body }, undefined, postOf[unitCode] ?? null);
      sent += 1;
    } catch (refused) {
      if (!(refused instanceof Problem)) throw refused;
      problem = refused;
      const fields = (refused.answer.fields ?? []).map(({ path, says }) => ({ path: `rows.${at}.${path}`, says }));
      const more = faultsTold(fields, rows);
      Object.assign(told.cells, more.cells);
      if (Object.keys(more.cells).length === 0) told.units[unitCode] = Object.values(more.units)[0] ?? refused.says;
    }
  }
  return { sent, told, problem };
};

/** `sendEach` as an action of a screen; what is kept of answers is old afterwards. */
export const useSendEach = (onDone: (outcome: Awaited<ReturnType<typeof sendEach>>) => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ answer, rows, postOf }: { answer: EntryGrid; rows: Rows; postOf: PostOf }) =>
      sendEach(answer, rows, postOf),
    onSuccess: async (outcome) => {
      await client.invalidateQueries();
      onDone(outcome);
    },
  });
};
