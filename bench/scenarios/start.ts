/** How long the program takes until it answers: the very first time with its demonstration, and every time after. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { figureOf, repeat, timed } from '../measure.ts';
import { startProgram } from '../program.ts';
import type { Scenario } from '../scenario.ts';

const AGAIN = { warmUp: 1, n: 5 };
const SETTLED_MS = 300;
const dataDir = resolve(import.meta.dirname, '../../.chungtay/bench-start');

export const start: Scenario = {
  name: 'start',
  run: async ({ rounds }) => {
    rmSync(dataDir, { recursive: true, force: true });
    const begin = async () => {
      const { ms, result } = await timed(() => startProgram({ dataDir }, ['--demo']));
      // It says that it is ready a moment before it can be asked to stop; stopped too early it would leave its database behind.
      await pause(SETTLED_MS);
      await result.stop();
      return ms;
    };
    const first = await begin();
    const again: number[] = [];
    await repeat({ warmUp: 0, n: AGAIN.warmUp + rounds(AGAIN.n) }, async (round) => {
      const ms = await begin();
      if (round >= AGAIN.warmUp) again.push(ms);
    });
    const shared = { unit: 's' as const, size: 'demo' };
    const seconds = (times: readonly number[]) => times.map((ms) => ms / 1000);
    return [
      figureOf({ ...shared, name: 'start: first, with the demonstration' }, seconds([first])),
      figureOf({ ...shared, name: 'start: again', goal: { of: 'p95', atMost: 3 } }, seconds(again)),
    ];
  },
};
