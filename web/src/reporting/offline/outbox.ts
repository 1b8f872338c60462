/** What waits on this device goes to the server when there is a line again: by itself, once, from one tab only. */
import type { Route } from '@app/contract/kernel/route.ts';
import { getMyWork, getReport, listReports, saveDraft, submitReport } from '@app/contract/reporting/routes.ts';
import { call, Problem } from '../../kernel/call.ts';
import { lineIsDown, onLine } from '../../kernel/line.ts';
import { isOpen, onVault } from '../../kernel/offline/vault.ts';
import { queryClient } from '../../kernel/query.ts';
import { tabs } from '../../kernel/tabs.ts';
import { afterRefusal } from './after-refusal.ts';
import { allSendings, dropCopies, keepSending, leftCopies, type Sending } from './copies.ts';
import { holdsTheSame } from './same-cells.ts';
import { noteSaved } from './saved-from-here.ts';

/** Pages that look after their report themselves, as 'post/report'. */
export const openForms = new Set<string>();

const TRIES_EVERY = 15_000;
const others = tabs('chung-tay.reports');

const isOld = (reportId?: number): void => {
  const lists: Route[] = [getMyWork, listReports];
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [path, input] }) =>
      lists.some((route) => route.path === path) ||
      (path === getReport.path &&
        (input as { params?: { reportId?: number } } | undefined)?.params?.reportId === reportId),
  });
};
others.hear((reportId) => isOld(Number(reportId)));

/** Says to the other tabs that the server knows more about a report now. */
export const reportMoved = (reportId: number): void => others.tell(reportId);

export type Sent = { sending: Sending; revision: number; isLate: boolean };
const hears = new Set<(sent: Sent) => void>();

/** Hears when a report that waited has arrived. */
export const onSent = (hear: (sent: Sent) => void): (() => void) => {
  hears.add(hear);
  return () => hears.delete(hear);
};

/**
 * The draft was saved, but the answer to that was lost: the server's version is newer, and its cells are the very ones that are
 * to be sent. Then the report goes out on top of it. Null: somebody else has changed it.
 */
const onTopOfOwn = async (sending: Sending): Promise<Sending | null> => {
  const { reportId, postId, draftVersion, cells } = sending;
  const { cells: held, draftVersion: newest } = await call(getReport, { params: { reportId } }, undefined, postId);
  if (newest === draftVersion || !holdsTheSame(held, cells)) return null;
  return { ...sending, draftVersion: newest, key: crypto.randomUUID() };
};

/** One report that waits. False: nothing else would get through. */
const deliver = async (sending: Sending, again = true): Promise<boolean> => {
  const { reportId, postId, key, draftVersion, cells, nil } = sending;
  try {
    const done = await call(submitReport, { params: { reportId }, body: { draftVersion, cells, nil } }, key, postId);
    await keepSending(sending, null);
    const copies = await leftCopies(sending);
    await dropCopies(copies.map(({ name }) => name));
    for (const hear of hears) hear({ sending, ...done });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const after = afterRefusal(problem.status);
    if (after !== 'refused') return after === 'waits';
    const anew =
      again && problem.code === 'kernel.changed-meanwhile' ? await onTopOfOwn(sending).catch(() => null) : null;
    if (anew) {
      await keepSending(sending, anew);
      return deliver(anew, false);
    }
    await keepSending(sending, { ...sending, refused: problem.answer });
  }
  isOld(reportId);
  reportMoved(reportId);
  return true;
};

const deliverAll = async (): Promise<void> => {
  const sendings = await allSendings();
  for (const sending of sendings) if (!sending.refused && !(await deliver(sending))) return;
  const waiting = new Set(sendings.map(({ postId, reportId }) => `${postId}/${reportId}`));
  for (const { name, copy } of await leftCopies()) {
    const { reportId, postId, version, cells } = copy;
    const of = `${postId}/${reportId}`;
    if (copy.needsLook || waiting.has(of) || openForms.has(of)) continue;
    try {
      const body = { draftVersion: version, cells };
      const saved = await call(saveDraft, { params: { reportId }, body }, undefined, postId);
      noteSaved(reportId, saved.draftVersion);
      await dropCopies([name]);
      isOld(reportId);
      reportMoved(reportId);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      // Refused or changed elsewhere: it stays for the form, where a person looks at it.
      if (afterRefusal(problem.status) === 'all-wait') return;
    }
  }
};

/** Sends what waits, if nobody else in this browser is at it. */
export const deliverNow = (): Promise<void> =>
  navigator.locks.request('chung-tay.outbox', { ifAvailable: true }, async (lock) => {
    if (lock && isOpen() && !lineIsDown()) await deliverAll();
  });

/** Takes a report back that waits to be sent; one that is just on its way arrives first. */
export const withdrawn = (of: Pick<Sending, 'postId' | 'reportId'>): Promise<void> =>
  navigator.locks.request('chung-tay.outbox', () => keepSending(of, null));

let timer: ReturnType<typeof setInterval> | undefined;

/** From now on what waits is sent as soon as it can be. */
export const startOutbox = (): void => {
  if (timer !== undefined) return;
  const again = () => void deliverNow();
  timer = setInterval(again, TRIES_EVERY);
  onLine(again);
  let wasOpen = isOpen();
  onVault(() => {
    if (isOpen() && !wasOpen) again();
    wasOpen = isOpen();
  });
  again();
};
