/** Exports under way: each holds a connection to the database for as long as somebody takes its bytes; the others are for everybody else. */
import { exportsBusy } from '@app/contract/figures/query/problems.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { Refused } from '../../kernel/problem.ts';

const MOST_AT_ONCE = 2;
/** Milliseconds for which an export waits for its turn. */
const WAITS = 30_000;

let running = 0;
const waiting = new Set<() => void>();

/** Waits for a turn; what it answers gives the place to the next one. @throws figures.exports-busy */
export const takePlace = async (): Promise<() => void> => {
  if (running < MOST_AT_ONCE) running += 1;
  else await turn();
  let given = false;
  return () => {
    if (given) return;
    given = true;
    const [next] = waiting;
    if (!next) {
      running -= 1;
      return;
    }
    waiting.delete(next);
    next();
  };
};

const turn = (): Promise<void> =>
  new Promise((go, refuseIt) => {
    const next = () => {
      clearTimeout(timer);
      go();
    };
    const timer = setTimeout(() => {
      waiting.delete(next);
      refuseIt(new Refused(refuse(exportsBusy, {})));
    }, WAITS);
    waiting.add(next);
  });
