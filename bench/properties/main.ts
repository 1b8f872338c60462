/**
 * `npm run -s properties [-- --cases N --seed S]`: what must hold of figures on the boundaries of any date, asked of random countries; so
 * many cases of each invariant by the rules alone, and a hundredth of them on a real database. Exits 1 when one is broken.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { invariants } from '../../server/src/figures/restated/testing/invariants.ts';
import { connectOwner } from '../../server/src/house.ts';
import { openDatabase } from '../../server/src/kernel/database.ts';
import { startEmbedded } from '../../server/src/kernel/postgres/embedded.ts';
import { layGround } from '../../server/src/kernel/testing/furnish.ts';
import { type Trial, tryOnDatabase, tryOut } from './trial.ts';

const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } });
const cases = Number(values.cases ?? 1000);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isInteger(cases) || cases < 1 || !Number.isInteger(seed))
  throw new Error('--cases and --seed take whole numbers');

const print = (name: string, { cases: asked, broken }: Trial, begun: number): boolean => {
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`${broken === null ? '✓' : '✗'} ${String(asked).padStart(6)} ${seconds.padStart(6)} s  ${name}`);
  if (broken !== null) console.log(`  ${broken}`);
  return broken === null;
};

console.log(`seed ${seed}`);
console.log('   cases');
const held: boolean[] = [];
let asked = 0;
for (const [name, invariant] of Object.entries(invariants)) {
  const begun = Date.now();
  const trial = tryOut(invariant, { cases, seed });
  asked += trial.cases;
  held.push(print(name, trial, begun));
}

const dataDir = mkdtempSync(join(tmpdir(), 'chungtay-properties-'));
const running = await startEmbedded({ dataDir: join(dataDir, 'db') });
try {
  await layGround(running.ownerUrl);
  const owner = await connectOwner(running.ownerUrl);
  const database = openDatabase(running.appUrl);
  const begun = Date.now();
  const trial = await tryOnDatabase({ owner, transact: database.transact }, { cases: Math.ceil(cases / 100), seed });
  asked += trial.cases;
  held.push(
    print('on a real database: the same figures as by the rules, and verify finds no difference', trial, begun),
  );
  await database.close();
  await owner.end();
} finally {
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
const broken = held.filter((each) => !each).length;
console.log(
  broken === 0
    ? `${asked} cases, every invariant holds`
    : `${broken} of ${held.length} invariants are broken; seed ${seed} shows it again`,
);
process.exitCode = broken === 0 ? 0 : 1;
