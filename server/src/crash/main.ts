/** `npm run -s crash -- --kills 200`, many of them on several instances side by side: prints kills, acknowledged acts, lost ones, wrong totals; ends with 0 only when clean. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { crashAtOnce, faultsOf } from './run.ts';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '20' } } });
const kills = Number(values.kills);
if (!Number.isInteger(kills) || kills < 1) throw new Error(`--kills: ${values.kills}`);

const begun = Date.now();
const instances = Math.min(availableParallelism(), 4, Math.ceil(kills / 50));
const report = await crashAtOnce(instances, kills, (line) => console.log(line));
const list = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');
const total = Object.values(report.acknowledged).reduce((sum, n) => sum + n, 0);
console.log(`
instances          ${instances}
kills              ${report.kills.app + report.kills.database + report.kills.both} (${list(report.kills)})
acknowledged       ${total} (${list(report.acknowledged)})
double clicks      ${report.retried}
refused            ${list(report.refused) || 'none'}
lost               ${report.lost.length}
half done          ${report.halfDone.length}
wrong totals       ${report.wrongTotals.length}
broken chains      ${report.brokenChains.length}
minutes            ${((Date.now() - begun) / 60_000).toFixed(1)}`);
for (const fault of faultsOf(report)) console.log(fault);
process.exitCode = faultsOf(report).length > 0 || total === 0 ? 1 : 0;
