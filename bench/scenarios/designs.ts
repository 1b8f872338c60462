/**
 * Designs of totals held against each other on a copy: what the newest months of the nation cost to read, what a month of the country
 * costs to bring in, and what is kept on disk. Every design must give the same sums.
 */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { periodId } from '../../server/src/figures/index.ts';
import { type Figure, figureOf, repeat, timed } from '../measure.ts';
import { asOwner, type Owner } from '../owner.ts';
import { placesOf } from '../places.ts';
import { duckSums, openDuck, setMembers } from '../references/duck.ts';
import type { Scenario } from '../scenario.ts';
import { monthsOf } from '../sizes.ts';

const ROUNDS = { warmUp: 1, n: 5 };
const ids = ['outreach_sessions', 'mediation_cases'];

type Design = { name: string; read: () => Promise<string> };

export const designs: Scenario = {
  name: 'designs',
  run: async (run) => {
    const { size, store } = run;
    const place = await store.copy();
    return asOwner(place.ownerUrl, async (owner) => {
      const duck = await openDuck(owner, store.duckFile);
      try {
        const { nation } = await placesOf(owner);
        const months = monthsOf(size).slice(-12);
        const asked = { indicators: ids, periods: months.map(({ code }) => code), rows: [[nation]] };
        await setMembers(duck, asked);
        const slots = ids.map((id) => indicatorOf(id)?.slot ?? 0);
        const build = await buildOthers(owner, size.name);
        const values = [months.map(periodId), nation];
        const sum = async (select: string) => {
          const { rows } = await owner.query<{ sums: string }>(select, values);
          return rows[0]?.sums ?? '';
        };
        const found: Design[] = [
          {
            name: 'totals kept by the trigger, arrays',
            read: () =>
              sum(`select ${slots.map((slot) => `sum(sum[${slot}])`).join(" || ' ' || ")} as sums
                   from figures.total where period_id = any($1) and unit_id = $2 and line = 'all' and reading = 'accepted'`),
          },
          {
            name: 'added up at reading time from arrays',
            read: () =>
              sum(`select ${slots.map((slot) => `sum(s.own[${slot}])`).join(" || ' ' || ")} as sums
                   from figures.sheet s join figures.period p on p.id = s.period_id
                   join org.reach r on r.descendant_id = s.unit_id and r.ancestor_id = $2 and r.during @> (upper(p.during) - 1)
                   where s.period_id = any($1) and s.reading = 'accepted'`),
          },
          {
            name: 'added up at reading time from narrow rows with a covering index',
            read: () =>
              sum(`select ${slots.map((slot) => `sum(c.value) filter (where c.slot = ${slot})`).join(" || ' ' || ")} as sums
                   from bench_narrow c join figures.period p on p.id = c.period_id
                   join org.reach r on r.descendant_id = c.unit_id and r.ancestor_id = $2 and r.during @> (upper(p.during) - 1)
                   where c.period_id = any($1) and c.slot in (${slots.join(', ')})`),
          },
          {
            name: 'a materialised view, made anew at night',
            read: () =>
              sum(`select ${slots.map((slot) => `sum(value) filter (where slot = ${slot})`).join(" || ' ' || ")} as sums
                   from bench_view where period_id = any($1) and unit_id = $2 and slot in (${slots.join(', ')})`),
          },
          {
            name: 'a copy in DuckDB',
            read: async () => {
              const sums = [...(await duckSums(duck, asked))];
              const of = (id: string) =>
                sums.filter(([key]) => key.endsWith(`:${id}`)).reduce((all, [, { value }]) => all + value, 0);
              return ids.map(of).join(' ');
            },
          },
        ];
        const right = await found[0]?.read();
        const figures: Figure[] = [];
        for (const { name, read } of found) {
          const answer = await read();
          if (!right || answer !== right) throw new Error(`designs: ${name} gives ${answer}, not ${right}`);
          const times = await repeat({ warmUp: ROUNDS.warmUp, n: run.rounds(ROUNDS.n) }, read);
          figures.push(figureOf({ name: `designs: read 12 months, ${name}`, unit: 'ms', size: size.name }, times));
        }
        return [...figures, ...build];
      } finally {
        duck.close();
      }
    });
  },
};

/** What the other designs cost to bring up to date, and what all of them take on disk. */
const buildOthers = async (owner: Owner, size: string): Promise<Figure[]> => {
  const seconds = async (name: string, statement: string): Promise<Figure> => {
    const { ms } = await timed(() => owner.query(statement));
    return figureOf({ name: `designs: ${name}`, unit: 's', size }, [ms / 1000]);
  };
  const megabytes = async (name: string, relation: string): Promise<Figure> => {
    const { rows } = await owner.query<{ mb: number }>(
      'select pg_total_relation_size($1::regclass)::float8 / 1048576 as mb',
      [relation],
    );
    return figureOf({ name: `designs: ${name}`, unit: 'MB', size }, [rows[0]?.mb ?? 0]);
  };
  return [
    await seconds(
      'narrow rows written, accepted cells',
      `create table bench_narrow as
       select s.unit_id, s.period_id, s.line, c.slot::smallint as slot, c.value
       from figures.sheet s cross join unnest(s.own) with ordinality as c (value, slot)
       where s.reading = 'accepted' and c.value is not null`,
    ),
    await seconds(
      'covering index of the narrow rows',
      'create index on bench_narrow (slot, period_id, unit_id) include (value)',
    ),
    await seconds(
      'materialised view made anew, months alone',
      `create materialized view bench_view as
       select r.ancestor_id as unit_id, c.period_id, c.slot, sum(c.value) as value, count(*) as n
       from bench_narrow c join figures.period p on p.id = c.period_id
       join org.reach r on r.descendant_id = c.unit_id and r.during @> (upper(p.during) - 1)
       join org.unit u on u.id = r.ancestor_id and u.level in ('nation', 'province', 'district')
       group by 1, 2, 3`,
    ),
    await seconds('vacuum of what was made', 'vacuum analyze bench_narrow, bench_view'),
    await megabytes('sheets with their keys, both readings', 'figures.sheet'),
    await megabytes('totals kept', 'figures.total'),
    await megabytes('narrow rows with one index, one reading', 'bench_narrow'),
    await megabytes('materialised view', 'bench_view'),
  ];
};
