import { invariants } from '/work/main/server/src/figures/restated/testing/invariants.ts';
import { tryOut } from '/work/main/bench/properties/trial.ts';
for (const [n, i] of Object.entries(invariants)) { const b=Date.now(); const r = tryOut(i, { cases: Number(process.argv[2] ?? 60), seed: Number(process.argv[3] ?? 1) }); console.log(r.broken ? '✗' : '✓', n, r.cases, Date.now()-b, r.broken?.slice(0, 2500) ?? ''); }
