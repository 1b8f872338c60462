/** What waits on this device goes to the server when there is a line again: by itself, once, from one tab only. */
import type { Route } from '@app/contract/kernel/route.ts';
import { getMyWork, getReport, listReports, saveDraft, submitReport } from '@app/contract/reporting/routes.ts';
import { call, Problem } from '../../kernel/call.ts';
import { lineIsDown, onLine } from '../../kernel/line.ts';
import { isOpen, onVault } from '../../kernel/offline/vault.ts';
import { queryClient } from '../../kernel/query.ts';
import { allSendings, dropCopies, keepSending, leftCopies, type Sending } from './copies.ts';

/** Pages that look after their report themselves, as 'post/report'. */
export const openForms = new Set<string>();

const TRIES_EVERY = 15_000;
const channel = new BroadcastChannel('chung-tay.reports');

const isOld = (reportId?: number): void => {
  const lists: Route[] = [getMyWork, listReports];
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [path, input] }) =>
      lists.some((route) => route.path === path) ||
      (path === getReport.path &&
        (input as { params?: { reportId?: number } } | undefined)?.params?.reportId === reportId),
  });
};
channel.addEventListener('message', ({ data }) => isOld(Number(data)));

/** Says to the other tabs that the server knows more about a report now. */
export const reportMoved = (reportId: number): void => channel.postMessage(reportId);

export type Sent = { sending: Sending; revision: number; isLate: boolean };
const hears = new Set<(sent: Sent) => void>();

/** Hears when a report that waited has arrived. */
export const onSent = (hear: (sent: Sent) => void): (() => void) => {
  hears.add(hear);
  return () => hears.delete(hear);
};

/** Not refused: there is no line, the server is not well, or nobody is signed in. It stays and is tried again. */
const mayPass = ({ status }: Problem): boolean => [0, 401, 408, 425, 429].includes(status) || status >= 500;

/** One report that waits. False: the rest may wait as well. */
const deliver = async (sending: Sending): Promise<boolean> => {
  const { reportId, postId, key, draftVersion, cells, nil } = sending;
  try {
    const done = await call(submitReport, { params: { reportId }, body: { draftVersion, cells, nil } }, key, postId);
    await keepSending(sending, null);
    const copies = await leftCopies(sending);
    await dropCopies(copies.map(({ name }) => name));
    for (const hear of hears) hear({ sending, ...done });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (mayPass(problem)) return false;
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
      await call(saveDraft, { params: { reportId }, body: { draftVersion: version, cells } }, undefined, postId);
      await dropCopies([name]);
      isOld(reportId);
      reportMoved(reportId);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      // Refused or changed elsewhere: it stays for the form, where a person looks at it.
      if (mayPass(problem)) return;
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
