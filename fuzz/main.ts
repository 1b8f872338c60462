/** `npm run -s fuzz -- [--runs 3000] [--seed N]`: hostile input against the whole program. Exits 0 only when nothing was found. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbedded } from '../server/src/kernel/postgres/embedded.ts';
import { furnish } from '../server/src/kernel/testing/furnish.ts';
import { fuzz, MOST_MB } from './run.ts';
import { openWorld } from './world.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3000' },
    seed: { type: 'string' },
    minutes: { type: 'string', default: '20' },
  },
});
const runs = Number(values.runs);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const minutes = Number(values.minutes);
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed) || !(minutes > 0)) {
  console.error('npm run -s fuzz -- [--runs 3000] [--seed 1] [--minutes 20]');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'chungtay-fuzz-'));
chmodSync(folder, 0o755);
const postgres = await startEmbedded({ dataDir: join(folder, 'db') });
try {
  await furnish(postgres.ownerUrl, postgres.appUrl);
  const world = await openWorld(postgres);
  const begin = Date.now();
  const { kinds, findings, answers } = await fuzz(world, { runs, seed, limit: minutes * 60_000, short: false });
  const peak = world.peak();
  await world.close();
  for (const [kind, count] of kinds) console.log(`${kind.padEnd(22)} ${String(count).padStart(8)}`);
  const total = [...kinds.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `${'all'.padEnd(22)} ${String(total).padStart(8)}   in ${((Date.now() - begin) / 1000).toFixed(0)} s, seed ${seed}`,
  );
  console.log(
    `answers                ${[...answers]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status}: ${count}`)
      .join(', ')}`,
  );
  const of = (pattern: RegExp) => findings.filter(({ what }) => pattern.test(what)).length;
  console.log(`5xx                    ${String(of(/: 5\d\d: |5\d\d /)).padStart(8)}`);
  console.log(`hangs                  ${String(of(/no answer in|too long|had to wait/)).padStart(8)}`);
  console.log(`findings in all        ${String(findings.length).padStart(8)}`);
  console.log(`peak memory            ${peak.toFixed(0).padStart(8)} MB (at most ${MOST_MB})`);
  for (const { kind, what, input } of findings) console.log(`\n✗ ${kind}: ${what}\n  ${input}`);
  process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
