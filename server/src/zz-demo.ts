import { writeFileSync } from 'node:fs';
import { findDatabase, openHouse } from './house.ts';
import { loadDemonstration } from './demonstration/load.ts';
import { composeReview, renderReview } from './review/index.ts';
import { gatherFacts } from './review/gather.ts';
import { closeRenderer } from './documents/index.ts';
import { nation, unitByCode } from './org/index.ts';
import { periodOfCode } from './figures/index.ts';
const at = await findDatabase({ dataDir: '/tmp/review/db' } as never);
const house = await openHouse(at as never);
let t = performance.now();
await loadDemonstration(house);
console.log('demo', Math.round(performance.now() - t));
const ids = await house.asSystem(async (ask) => ({
  qb: (await unitByCode(ask.tx, '44', '2019-12-14')).id, sl: (await unitByCode(ask.tx, '14', '2018-12-14')).id,
  qt: (await unitByCode(ask.tx, '44', '2026-10-14')).id, vn: (await nation(ask.tx)).id }));
console.log(ids);
for (const [unitId, period, name] of [[ids.qb, '2019-Y', 'qb'], [ids.sl, '2018-Y', 'sl'], [ids.qt, '2026-M10', 'qt'], [ids.vn, '2026-M10', 'vn'], [ids.vn, '2019-Y', 'vn19'], [ids.qt, '2026-Q3', 'qtq'], [ids.qt, '2026-Y', 'qty'], [ids.qt, '2026-M11', 'qt11']] as const) {
  try {
    for (let i = 0; i < 3; i++) {
      t = performance.now();
      const f = await house.asSystem((ask) => gatherFacts(ask, { unitId, period: periodOfCode(period), reading: 'accepted', language: 'vi' }));
      const g = performance.now();
      if (i === 2) console.log(name, 'facts', Math.round(g - t), 'subs', f.subUnits.length, 'figs', f.figures.filter(x => x.figure).length, 'missing', f.missing.length, JSON.stringify(f.desks));
    }
    t = performance.now();
    const files = await house.asSystem((ask) => renderReview(ask, { unitId, period, reading: 'accepted', language: 'vi' }, ['docx', 'pdf', 'xlsx'], 'http://localhost:4000'));
    console.log(name, 'all', Math.round(performance.now() - t), files.map((x) => x.name + ' ' + x.content.length).join(', '));
    for (const x of files) writeFileSync(`/tmp/review/real-${name}.${x.format}`, x.content);
    const r = await house.asSystem((ask) => composeReview(ask, { unitId, period, reading: 'accepted', language: 'vi' }));
    console.log(r.title.vi, r.figures, JSON.stringify(r.remarks.map((x) => x.vi)), JSON.stringify(r.document.head));
  } catch (e) { console.log(name, 'FAILED', (e as { refusal?: { code: string } }).refusal?.code ?? e); }
}
await closeRenderer();
await house.close();
await (at as never as { stop: () => Promise<void> }).stop();
process.exit(0);
