/** How results are said: a line of JSON, a line for people, a table for the documentation. */
import { cpus, loadavg, totalmem } from 'node:os';
import type { Figure, Reference } from './measure.ts';
import { asOwner, type Place } from './owner.ts';

/** Under what circumstances a run was measured. */
export type Conditions = {
  machine: string;
  node: string;
  postgres: string;
  /** Accepted cells in the ledger. */
  cells: number;
  database: string;
  /** Average number of running processes in the last minute, before the run: above the number of cores, others slowed it down. */
  load: number;
};

export const conditionsOf = async (base: Place): Promise<Conditions> => {
  const { rows } = await asOwner(base.ownerUrl, (owner) =>
    owner.query<{ postgres: string; cells: number; database: string }>(
      `select current_setting('server_version') as postgres,
              (select sum(cardinality(array_remove(own, null))) from figures.sheet where reading = 'accepted')::integer as cells,
              pg_size_pretty(pg_database_size(current_database())) as database`,
    ),
  );
  const { postgres = '', cells = 0, database = '' } = rows[0] ?? {};
  const model = cpus()[0]?.model.trim() ?? '';
  return {
    machine: `${model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    postgres,
    cells,
    database,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
};

const count = new Intl.NumberFormat('en-GB');

/** The demonstration has a database of its own, so the cells of the size say nothing about it. */
export const sayConditions = (size: string, { machine, node, postgres, cells, database, load }: Conditions): string => {
  const stock =
    size === 'demo' ? 'The demonstration' : `Size ${size}: ${count.format(cells)} accepted cells, database ${database}`;
  return `${stock} · ${machine} · Node ${node} · PostgreSQL ${postgres} · load ${load}`;
};

const sayOne = ({ how, value, over }: Reference): string => `${how} ${over ? '> ' : ''}${value}`;

const sayReference = ({ reference, references }: Figure): string =>
  references ? references.map(sayOne).join(' · ') : String(reference ?? '–');

export const sayFigure = (figure: Figure): string => {
  const verdict = figure.ok === null ? ' ' : figure.ok ? '✓' : '✗';
  const { name, size, n, unit, p50, p95, max, goal } = figure;
  const reference = sayReference(figure);
  const beside = [goal && `goal ${goal}`, reference !== '–' && `reference ${reference}`].filter(Boolean).join(', ');
  return `${verdict} ${name.padEnd(56)} ${size.padEnd(4)} n=${String(n).padEnd(4)} p50 ${p50} · p95 ${p95} · max ${max} ${unit}${beside && `  (${beside})`}`;
};

/** One run of one scenario on one size, as it is kept for the documentation. */
export type Kept = { scenario: string; size: string; conditions: Conditions; figures: Figure[] };

const rowOf = (figure: Figure): string => {
  const { name, n, unit, p50, p95, max, goal, ok } = figure;
  const reached = ok === null ? '–' : ok ? 'yes' : '**no**';
  return `| ${name} | ${n} | ${p50} | ${p95} | ${max} | ${unit} | ${goal ?? '–'} | ${reached} | ${sayReference(figure)} |`;
};

const tableOf = ({ size, conditions, figures }: Kept): string =>
  [
    `${sayConditions(size, conditions)}.`,
    '',
    '| what | n | p50 | p95 | max | unit | goal | reached | reference |',
    '|---|---:|---:|---:|---:|---|---|---|---|',
    ...figures.map(rowOf),
  ].join('\n');

const sectionOf = (run: Kept): string =>
  `### ${run.scenario}, ${run.size === 'demo' ? 'demonstration' : `size ${run.size}`}\n\n${tableOf(run)}`;

const sizeNames = ['S', 'M', 'L', 'L-RA'] as const;

/** The scenarios that say how costs grow, and where they are to be measured. */
const growing: Record<string, readonly string[]> = {
  shapes: sizeNames,
  month: sizeNames,
  adhoc: ['S', 'M', 'L'],
  'accept-country': ['S', 'M', 'L'],
  reform: ['S', 'M', 'L'],
  verify: sizeNames,
};

/** A shape may cost at size L at most so many times what it costs at M, with four times the cells. */
const MOST_GROWTH = 1.5;

const times = (one: number | undefined, other: number | undefined): string =>
  one && other ? (other / one).toFixed(2) : '–';

/** The median of every figure beside those of the other sizes, and how many times as much the larger ones cost. */
const growthOf = (kept: readonly Kept[]): string => {
  const cellsOf = (size: string) => kept.find((run) => run.size === size)?.conditions.cells;
  const rows = Object.keys(growing).flatMap((scenario) => {
    const runs = kept.filter((run) => run.scenario === scenario);
    const names = [...new Set(runs.flatMap(({ figures }) => figures.map(({ name }) => name)))];
    return names.map((name) => {
      const at = (size: string) =>
        runs.find((run) => run.size === size)?.figures.find((figure) => figure.name === name);
      const [small, middle, large] = sizeNames.map((size) => at(size)?.p50);
      const more = times(middle, large);
      const isTooMuch = scenario === 'shapes' && Number(more) > MOST_GROWTH;
      const values = sizeNames.map((size) => at(size)?.p50 ?? '–').join(' | ');
      return `| ${name} | ${sizeNames.map((size) => at(size)?.unit).find(Boolean) ?? ''} | ${values} | ${times(small, middle)} | ${isTooMuch ? `**${more}**` : more} |`;
    });
  });
  const cells = sizeNames.map((size) => (cellsOf(size) ? count.format(cellsOf(size) ?? 0) : '–')).join(' | ');
  return [
    '## How costs grow',
    '',
    `Medians. Costs must grow with what is asked, not with what is stored: a shape may cost at L at most ${MOST_GROWTH} times what it costs at M.`,
    '',
    '| what | unit | S | M | L | L-RA | M / S | L / M |',
    '|---|---|---:|---:|---:|---:|---:|---:|',
    `| accepted cells | | ${cells} | ${times(cellsOf('S'), cellsOf('M'))} | ${times(cellsOf('M'), cellsOf('L'))} |`,
    ...rows,
  ].join('\n');
};

/** What of the growing scenarios has no run that was kept: said, so that nobody takes silence for a good figure. */
const gapsOf = (kept: readonly Kept[]): string[] => {
  const gaps = Object.entries(growing).flatMap(([scenario, wanted]) =>
    wanted
      .filter((size) => !kept.some((run) => run.scenario === scenario && run.size === size))
      .map((size) => `${scenario} at ${size}`),
  );
  return gaps.length > 0 ? [`Without a run that counts (on a machine without other work): ${gaps.join(', ')}.`] : [];
};

/** The page of the documentation, from the newest run of each scenario and size. */
export const pageOf = (kept: readonly Kept[]): string => {
  const of = (size: string) => kept.filter((run) => run.size === size);
  const sections = [...sizeNames, 'demo'].flatMap(of).map(sectionOf);
  return `${[introduction, growthOf(kept), ...gapsOf(kept), '## Results', ...sections].join('\n\n')}\n`;
};

const introduction = `# Performance

Written by \`npm run -s bench -- all --size S --write\`; do not edit it by hand.

    npm run -s bench -- totals|shapes|verify|reform|…|all --size S|M|L|L-RA [--json] [--write]

S is 1.2 million cells, M 12 million, L 48 million: 3,321 communes, the tree as it stands, 60 indicators a month, over 6, 60 and 120
months (L on two lines). Every accepted cell is in the ledger twice, as it was submitted and as it was accepted. The data follows from
the codes of the communes alone, so it is the same on every machine. It is made at the first run of a size, in \`.chungtay/bench-s\`
and so on, and used again until the tables change: older months go straight into the ledger, whose totals are then added up by the
recount that \`chungtay verify\` trusts; the newest two go through bulk import and acceptance.

What is timed is the program itself, in a process of its own, asked over HTTP on the loopback by a client that signed in as a post of
the demonstration; the client runs on the same machine. Row-level security is on throughout. Before any time counts, the answers are
held against a plain sum over the view \`figures.cell\` in the same run, and at size S every kept total is recomputed from its cells; one
difference ends the run without a figure. The reference is what the same question costs another way in the same run:

- \`totals\`: that plain sum, as the owner and without HTTP.
- \`accept\`, in the database: the ledger's statement alone, without rules, decision and audit; over HTTP: the same act in the database.
- \`verify\`: the sums of the country alone, without the tree and without longer periods, by plain SQL over the rows view.
- \`report\`, light request: the 95th percentile of the same request when no report is being made. It is asked every 20 ms.
- \`xlsx\`, memory: what the program holds once two files have been read and checked.
- \`shapes\`, \`month\`, \`adhoc\`: plain SQL over the view \`figures.cell\` as the owner, broken off after 30 seconds (\`adhoc\`: 60); DuckDB, a
  column store, over the same accepted cells in a file of its own; and an array in memory per indicator, added up by plain loops. All
  three must say the same before the program's answer is held against them; where plain SQL was broken off, against the other two.
- \`accept-country\`: the ledger's statement alone, taken back again.

The eighteen shapes are those of the suite by which the aggregate queries of a national system of our peers are judged. The ad-hoc
question adds up communes by type whose own figure of the month is above thirty, over the newest 12 and 120 months; S and M hold
fewer, and are asked for all they have. L-RA is L with 100,000 residential areas in the tree.

p95 is the 95th percentile by nearest rank; with fewer than 20 rounds it is the worst one. For rates the low end is the bad one.
Load is the machine's average number of running processes in the minute before: above the number of cores, others had a share.`;
