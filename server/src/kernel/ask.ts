import { type CivilDate, todayInVietnam } from '@app/contract/kernel/period.ts';
import { type Actor, announce } from './actor.ts';
import { type Audit, auditor } from './audit.ts';
import type { Clock } from './clock.ts';
import type { Transact, Tx } from './database.ts';
import type { Versions } from './memory.ts';

/** Everything an action is handed beside its input: one transaction, who asks, what time it is, where to leave the audit entry. */
export type OpenAsk = {
  tx: Tx;
  actor: Actor | null;
  now: Date;
  today: CivilDate;
  audit: Audit;
  requestId: string;
  /** The versions of what processes keep in memory, as this transaction sees them. */
  versions: Versions;
};

/** The same for routes that need a signed-in post. */
export type Ask = OpenAsk & { actor: Actor };

type Asking = { transact: Transact; clock: Clock };

/** Runs work as an actor in one transaction. Used by `serve`, the command line, seeds and jobs alike. */
export const askAs = <A extends Actor | null, T>(
  asking: Asking,
  actor: A,
  requestId: string,
  work: (ask: A extends Actor ? Ask : OpenAsk) => Promise<T>,
  how?: { readOnly?: boolean },
): Promise<T> =>
  asking.transact(async (tx) => {
    const now = asking.clock();
    const versions = await announce(tx, actor, { requestId, now });
    const ask: OpenAsk = {
      tx,
      actor,
      now,
      today: todayInVietnam(now),
      audit: auditor(tx, actor, now, requestId),
      requestId,
      versions,
    };
    // The conditional type repeats what the runtime value already is.
    return work(ask as A extends Actor ? Ask : OpenAsk);
  }, how);
