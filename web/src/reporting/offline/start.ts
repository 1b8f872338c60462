/** Begins the work for days without a line: opens the device, sends what waits, keeps the forms that are due. */
import { getMyWork, getReport, type ReportBrief } from '@app/contract/reporting/routes.ts';
import { actsAs, Problem } from '../../kernel/call.ts';
import { forgetOld, keptAt } from '../../kernel/offline/answers.ts';
import { isOpen, onSetUp, openSignedIn, worksOffline } from '../../kernel/offline/vault.ts';
import { queryClient, reading } from '../../kernel/query.ts';
import { sessionReading } from '../../kernel/session.ts';
import { afterRefusal } from './after-refusal.ts';
import { startOutbox } from './outbox.ts';

export { keptReports, onVault } from '../../kernel/offline/vault.ts';
export { onSent } from './outbox.ts';

/** A form that was kept an hour ago is new enough for a day without a line. */
const NEW_ENOUGH = 3600_000;
const MOST = 40;

const isOpenReport = ({ state }: ReportBrief): boolean => ['not_sent', 'draft', 'returned'].includes(state);

/** Keeps the list of work and every own form that is still to be filled, with its earlier figures. */
const keepDue = async (): Promise<void> => {
  if (!isOpen() || !(await worksOffline())) return;
  await queryClient.fetchQuery({ ...sessionReading, staleTime: 0 });
  const { own } = await queryClient.fetchQuery({ ...reading(getMyWork, {}), staleTime: 0 });
  for (const { id } of own.filter(isOpenReport).slice(0, MOST)) {
    const input = { params: { reportId: id } };
    const at = await keptAt(getReport, input, actsAs());
    if (!at || Date.now() - at.getTime() > NEW_ENOUGH) await queryClient.fetchQuery({ ...reading(getReport, input) });
  }
  await forgetOld();
};

const begun = { keeping: false };

/** Once: what is due is kept again every hour that the app is open, and at once when the officer chooses it. */
const keepFromNowOn = (): void => {
  if (begun.keeping) return;
  begun.keeping = true;
  const again = () => void keepDue().catch(unlessProblem);
  onSetUp(again);
  setInterval(again, NEW_ENOUGH);
};

/** No line after all, or not signed in: the next hour tries again. */
const unlessProblem = (cause: unknown): void => {
  if (!(cause instanceof Problem)) throw cause;
};

/** When no key came, so many milliseconds until the server is asked for it again. */
const AGAIN = 3_000;

/**
 * Opens this device for the signed-in person; tells when the unsent work of somebody else lies on it. A device that stays closed
 * keeps nothing and finds nothing again, so the server is asked until it answers, or until the person has `left`.
 */
export const openDevice = async (
  up: boolean,
  left: () => boolean,
): Promise<{ other: string; unsent: number } | null> => {
  try {
    const came = up ? await openSignedIn() : 'open';
    if (came !== 'open') return came;
    startOutbox();
    keepFromNowOn();
    if (up) await keepDue();
  } catch (problem) {
    unlessProblem(problem);
    // Also after one call was lost while others got through: then the line never counted as down.
    if (
      !isOpen() &&
      problem instanceof Problem &&
      problem.status !== 401 &&
      afterRefusal(problem.status) !== 'refused'
    ) {
      await new Promise((done) => setTimeout(done, AGAIN));
      if (!left()) return openDevice(up, left);
    }
  }
  return null;
};
