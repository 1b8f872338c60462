/** Signing in with a password over HTTP, and whether a refusal takes as long for a name that nobody has. */
import { demoPassword } from '../../server/src/demonstration/sign-ins.ts';
import { figureOf, percentile, timed } from '../measure.ts';
import { signIn, startProgram } from '../program.ts';
import type { Scenario } from '../scenario.ts';

const ROUNDS = 60;
const WARM_UP = 5;
/** Wrong passwords for one account from one address that are answered before it has to wait. */
const WRONG_EACH = 3;
/** The demonstration's accounts, which are no secret. */
const accounts = ['phongnha.quangtri', 'quangtri', 'truongban.quangtri', 'thanhtra.quangtri', 'trunguong', 'vanhanh'];

export const signingIn: Scenario = {
  name: 'sign-in',
  run: async (run) => {
    const program = await startProgram(run.store.base);
    try {
      for (let n = 0; n < WARM_UP; n += 1) await signIn(program.address, 'quangtri');
      const rightOnes: number[] = [];
      for (let n = 0; n < run.rounds(ROUNDS); n += 1)
        rightOnes.push((await timed(() => signIn(program.address, accounts[n % accounts.length] ?? 'quangtri'))).ms);
      const known = await refusals(program.address, (n) => accounts[n % accounts.length] ?? '');
      const unknown = await refusals(program.address, (n) => `khong.co.ai.${n}`);
      const shared = { unit: 'ms' as const, size: run.size.name };
      const sorted = [...known].sort((one, other) => one - other);
      return [
        figureOf(
          { ...shared, name: 'sign-in: right password, to the answer', goal: { of: 'p95', atMost: 300 } },
          rightOnes,
        ),
        figureOf(
          { ...shared, name: 'sign-in: refused, a name nobody has', reference: percentile(sorted, 0.95) },
          unknown,
        ),
      ];
    } finally {
      await program.stop();
    }
  },
};

/** How long wrong passwords take, for the account of each turn. */
const refusals = async (address: string, username: (turn: number) => string): Promise<number[]> => {
  const times: number[] = [];
  for (let n = 0; n < accounts.length * WRONG_EACH; n += 1) {
    const { ms, result } = await timed(() =>
      fetch(`${address}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: username(n), password: `${demoPassword}-sai` }),
      }),
    );
    if (result.status !== 401) throw new Error(`a wrong password was answered ${result.status}`);
    times.push(ms);
  }
  return times;
};
