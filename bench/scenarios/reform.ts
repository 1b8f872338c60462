/**
 * The reform of 01/07/2025 as one change set: 63 provinces, 10,035 communes and their districts become 34 and 3,321, over a ledger that
 * holds the months before. Timed as the command line does it, the reading of the register and the later changes of type included.
 */
import type { Period } from '@app/contract/kernel/period.ts';
import { periodOf } from '@app/contract/kernel/period.ts';
import { syncCatalogue } from '../../server/src/figures/index.ts';
import { loadRegister } from '../../server/src/house.ts';
import { migrate } from '../../server/src/kernel/migrate.ts';
import { importUnits, unitsFolder } from '../../server/src/org/index.ts';
import { cellsOf } from '../cells.ts';
import { mustVerify } from '../data.ts';
import { type PostedMonth, postHistory } from '../history.ts';
import { type Figure, figureOf, timed } from '../measure.ts';
import { asOwner, type Owner, type Place } from '../owner.ts';
import type { Run, Scenario } from '../scenario.ts';
import type { Size } from '../sizes.ts';

const LAST_MONTH = { year: 2025, month: 6 };
/** Five years of ten thousand communes are 36 million cells: more would only fill the disk. */
const MOST_MONTHS = 60;
const ROUNDS = 5;
const now = new Date('2026-11-20T05:00:00Z');

export const reform: Scenario = {
  name: 'reform',
  run: async (run) => {
    const { place, copy } = await run.store.empty();
    await before(place, run);
    const applied: number[] = [];
    for (let round = 0; round < run.rounds(ROUNDS); round += 1) {
      const target = await copy();
      await asOwner(target.ownerUrl, async (owner) => {
        const sums = await nationalSums(owner);
        const { ms } = await timed(() => loadRegister(owner, unitsFolder, now));
        mustBeUnchanged(sums, await nationalSums(owner));
        if (round === 0) await mustVerify(owner);
        applied.push(ms / 1000);
      });
    }
    return [figureOf(described(run.size), applied)];
  },
};

const described = ({
  name,
}: Size): Omit<Figure, 'n' | 'p50' | 'p95' | 'max' | 'ok' | 'reference' | 'goal'> & {
  goal: { of: 'max'; atMost: number };
} => ({
  name: 'reform: 2024 → 2025 as one change set, totals brought to the new tree',
  unit: 's',
  size: name,
  goal: { of: 'max', atMost: 10 },
});

/** The country as it was, with its months. The import is broken off before the reform and goes on from there when it is called again. */
const before = async (place: Place, { size, say }: Run): Promise<void> => {
  await migrate(place.ownerUrl);
  await asOwner(place.ownerUrl, async (owner) => {
    await syncCatalogue(owner);
    const stop = new Error('the reform is kept for later');
    await importUnits(owner, unitsFolder, now, async (_, { effectiveOn }) => {
      if (effectiveOn !== null) throw stop;
    }).catch((error: unknown) => {
      if (error !== stop) throw error;
    });
    await postHistory(owner, monthsBefore(owner, size), say);
  });
};

async function* monthsBefore(owner: Owner, { months, provinces }: Size): AsyncGenerator<PostedMonth> {
  const { rows: communes } = await owner.query<{ id: number; code: string }>(
    `select s.unit_id as id, s.code from org.unit_state s join org.unit u on u.id = s.unit_id and u.level = 'commune'
     join org.reach r on r.descendant_id = u.id join org.unit_state above on above.unit_id = r.ancestor_id
     where $1::text[] is null and above.parent_id is null or above.code = any($1) order by s.unit_id`,
    [provinces],
  );
  for (let back = Math.min(months, MOST_MONTHS) - 1; back >= 0; back -= 1) {
    const month = monthBack(back);
    const sheets = communes.map(({ id, code }) => ({ unitId: id, cells: cellsOf(code, month, 'committee') }));
    yield { month, line: 'committee', level: 'commune', sheets };
  }
}

const monthBack = (back: number): Period => {
  const index = LAST_MONTH.year * 12 + LAST_MONTH.month - 1 - back;
  return periodOf('month', Math.floor(index / 12), (index % 12) + 1);
};

/** What is kept for the nation in each period, every slot of it. */
const nationalSums = async (owner: Owner): Promise<Map<string, string>> => {
  const { rows } = await owner.query<{ at: string; sums: string }>(
    `select t.period_id || ' ' || t.line || ' ' || t.reading as at, t.sum::text || t.n::text || t.rolled::text as sums
     from figures.total t join org.unit u on u.id = t.unit_id and u.level = 'nation'`,
  );
  return new Map(rows.map(({ at, sums }) => [at, sums]));
};

const mustBeUnchanged = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): void => {
  if (before.size === 0) throw new Error('no total to compare: nothing is timed on an empty ledger');
  const changed = [...before].filter(([at, sums]) => after.get(at) !== sums);
  if (changed.length > 0 || after.size !== before.size)
    throw new Error(`the reform changed ${changed.length} national totals, nothing is timed: ${changed[0]?.[0]}`);
};
