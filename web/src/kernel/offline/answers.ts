/** Answers of the server as this device keeps them for days without a line. */
import { getSession, type SessionAnswer } from '@app/contract/identity/routes.ts';
import { todayInVietnam } from '@app/contract/kernel/period.ts';
import type { Answer, Call, Route } from '@app/contract/kernel/route.ts';
import { addressOf, deviceLocked } from '../call.ts';
import { isOpen, keepSealed, namesKept, readSealed, worksOffline } from './vault.ts';

type Kept = { at: string; answer: unknown };

const nameOf = <R extends Route>(route: R, input: Call<R>, as: number | null): string =>
  `answer/${as ?? 0}${addressOf(route, input)}`;

/** A superior who looks into the report of another unit does not carry it away. */
const isOthers = (answer: unknown): boolean =>
  (answer as { whyNot?: { saveDraft?: { code?: string } | null } }).whyNot?.saveDraft?.code === 'reporting.not-yours';

/** Keeps an answer, where the officer has chosen to work without a line on this device. */
export const heard = async <R extends Route>(
  route: R,
  input: Call<R>,
  answer: Answer<R>,
  as: number | null,
): Promise<void> => {
  if (!isOpen() || isOthers(answer) || !(await worksOffline())) return;
  const kept: Kept = { at: new Date().toISOString(), answer };
  await keepSealed(nameOf(route, input, as), JSON.stringify(kept));
};

/** A kept session is of another day; the calendar of the device says which day it is. */
const asOfToday = (session: SessionAnswer): SessionAnswer => {
  const today = todayInVietnam(new Date());
  return { ...session, today: today > session.today ? today : session.today };
};

const read = async (name: string): Promise<Kept | null> => {
  const text = await readSealed(name);
  // Written by this file only.
  return text === null ? null : (JSON.parse(text) as Kept);
};

/**
 * What is kept of an answer; null when nothing is.
 * @throws Problem web.locked while the PIN is still to be entered.
 */
export const told = async <R extends Route>(route: R, input: Call<R>, as: number | null): Promise<Answer<R> | null> => {
  if (!isOpen()) {
    if (await worksOffline()) throw deviceLocked();
    return null;
  }
  const kept = await read(nameOf(route, input, as));
  if (!kept) return null;
  const isSession = route.path === getSession.path;
  // Kept under the address of the same route.
  return (isSession ? asOfToday(kept.answer as SessionAnswer) : kept.answer) as Answer<R>;
};

/** When an answer was kept last; null when it is not kept. */
export const keptAt = async <R extends Route>(route: R, input: Call<R>, as: number | null): Promise<Date | null> => {
  const kept = await read(nameOf(route, input, as));
  return kept && new Date(kept.at);
};

const OLD = 60 * 24 * 3600_000;

/** Forgets what nobody has opened for two months. */
export const forgetOld = async (): Promise<void> => {
  for (const name of await namesKept('answer/')) {
    const kept = await read(name);
    if (!kept || Date.now() - Date.parse(kept.at) > OLD) await keepSealed(name, null);
  }
};
