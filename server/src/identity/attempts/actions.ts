/** Counts wrong attempts in the database, for all processes of the instance; kept although the request itself is refused. */
import { tooManyAttempts } from '@app/contract/identity/problems.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { Refused } from '../../kernel/problem.ts';
import type { Auth } from '../auth.ts';
import * as q from './queries.ts';
import { type Limit, minutesToWait } from './rules.ts';

type Counter = Pick<Auth, 'transact' | 'fingerprint'>;

/** Thrown to take back what was counted for an attempt that is not made. */
class Waiting extends Error {
  readonly minutes: number;
  constructor(minutes: number) {
    super('too many attempts');
    this.minutes = minutes;
  }
}

export type Attempts = {
  /**
   * Counts an attempt before it is made, so that many at once cannot slip through. An attempt that is refused here is not
   * counted: hammering at a closed door does not close it for others.
   * @throws identity.too-many-attempts
   */
  begin: (limits: readonly Limit[], now: Date) => Promise<void>;
  /** The attempt was right: slips under the first limit are forgotten, under the others it does not count. */
  wasRight: (limits: readonly Limit[]) => Promise<void>;
};

export const countAttempts = ({ transact, fingerprint }: Counter): Attempts => ({
  begin: async (limits, now) => {
    const counted = limits.map(({ key, limit, minutes }) => ({
      key: fingerprint(key),
      limit,
      until: new Date(now.getTime() + minutes * 60_000),
    }));
    const borne = new Map(counted.map(({ key, limit }) => [key, limit]));
    try {
      await transact(async (tx) => {
        const taken = (await q.countAttempts(tx, counted, now)).map((each) => ({
          ...each,
          limit: borne.get(each.key) ?? 0,
        }));
        const minutes = minutesToWait(taken, now);
        if (minutes > 0) throw new Waiting(minutes);
      });
    } catch (error) {
      throw error instanceof Waiting ? new Refused(refuse(tooManyAttempts, { minutes: error.minutes })) : error;
    }
  },
  wasRight: (limits) => {
    const [own, ...others] = limits.map(({ key }) => fingerprint(key));
    return transact(async (tx) => {
      if (own) await q.forgetAttempts(tx, own);
      await q.giveBackAttempts(tx, others);
    });
  },
});
