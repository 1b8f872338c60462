/** `npm run -s bench -- <scenario> --size S|M|L|L-RA [--json] [--write]`: measures, one figure a line. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from './data.ts';
import { conditionsOf, type Kept, pageOf, sayConditions, sayFigure } from './say.ts';
import type { Scenario } from './scenario.ts';
import { accept } from './scenarios/accept.ts';
import { acceptAtOnce } from './scenarios/accept-at-once.ts';
import { acceptCountry } from './scenarios/accept-country.ts';
import { adhoc } from './scenarios/adhoc.ts';
import { audit } from './scenarios/audit.ts';
import { backup } from './scenarios/backup.ts';
import { deadline } from './scenarios/deadline.ts';
import { designs } from './scenarios/designs.ts';
import { entry } from './scenarios/entry.ts';
import { bulkImport } from './scenarios/import.ts';
import { listeners } from './scenarios/listeners.ts';
import { month } from './scenarios/month.ts';
import { reform } from './scenarios/reform.ts';
import { report } from './scenarios/report.ts';
import { rls } from './scenarios/rls.ts';
import { shapes } from './scenarios/shapes.ts';
import { signingIn } from './scenarios/sign-in.ts';
import { start } from './scenarios/start.ts';
import { totals } from './scenarios/totals.ts';
import { verify } from './scenarios/verify.ts';
import { xlsx } from './scenarios/xlsx.ts';
import { type SizeName, sizes } from './sizes.ts';

const scenarios: readonly Scenario[] = [
  totals,
  shapes,
  month,
  adhoc,
  accept,
  acceptAtOnce,
  acceptCountry,
  report,
  start,
  backup,
  audit,
  signingIn,
  rls,
  deadline,
  bulkImport,
  listeners,
  xlsx,
  entry,
  reform,
  verify,
  designs,
];
const results = resolve(import.meta.dirname, '../.chungtay/bench-results.json');
const page = resolve(import.meta.dirname, '../docs/performance.md');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: 'S' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const chosen = scenarios.filter(({ name }) => positionals.includes('all') || positionals.includes(name));
/** With `--write` alone the page is written from the runs that were kept. */
const onlyWrites = values.write && positionals.length === 0;
const size = sizes[values.size as SizeName];
if ((chosen.length === 0 && !onlyWrites) || size === undefined) {
  console.error(
    `npm run -s bench -- ${scenarios.map(({ name }) => name).join('|')}|all --size S|M|L|L-RA [--json] [--write]`,
  );
  process.exit(2);
}

/** Everything that is no figure goes to the other stream, so that the lines of JSON stay clean. */
const say = (text: string) => console.error(text);
const keep = (run: Kept): void => {
  const before: Kept[] = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : [];
  const others = before.filter((each) => each.scenario !== run.scenario || each.size !== run.size);
  mkdirSync(dirname(results), { recursive: true });
  writeFileSync(results, JSON.stringify([...others, run], null, 1));
};

const measure = async (): Promise<void> => {
  const store = await openStore(size, say);
  try {
    for (const scenario of chosen) {
      const conditions = await conditionsOf(store.base);
      say(sayConditions(size.name, conditions));
      const figures = await scenario.run({ size, store, rounds: (usual) => usual, say });
      for (const figure of figures) console.log(values.json ? JSON.stringify(figure) : sayFigure(figure));
      keep({ scenario: scenario.name, size: figures[0]?.size ?? size.name, conditions, figures });
    }
  } finally {
    await store.stop();
  }
};

if (!onlyWrites) await measure();
if (values.write) writeFileSync(page, pageOf(JSON.parse(readFileSync(results, 'utf8'))));
