import { countsPeople, indicatorOf, shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, DEFAULT_THRESHOLD, hiddenCells, hidesSmall, isPublic, type Sum } from './rules.ts';

const cellsOf = (values: Readonly<Record<string, number | null>>): Cell[] =>
  Object.entries(values).map(([id, value]) => ({ id, value }));
const hide = (values: Readonly<Record<string, number | null>>, sums: readonly Sum[], threshold?: number): string[] =>
  [...hiddenCells(cellsOf(values), sums, threshold)].sort();

const province = [{ total: 'P', parts: ['a', 'b', 'c'] }];

describe('small counts of people', () => {
  it.each<[string, Record<string, number | null>, string[]]>([
    ['nothing is small', { P: 60, a: 10, b: 20, c: 30 }, []],
    ['one is small: the next smallest goes with it', { P: 63, a: 3, b: 20, c: 40 }, ['a', 'b']],
    ['two are small and together are not', { P: 47, a: 3, b: 4, c: 40 }, ['a', 'b']],
    ['two are small and so is what they are together', { P: 43, a: 1, b: 2, c: 40 }, ['a', 'b', 'c']],
    ['beside zeros only: the total goes too', { P: 3, a: 3, b: 0, c: 0 }, ['P', 'a']],
    ['the rest of the total is of the unit itself', { P: 40, a: 3, b: 0, c: 0 }, ['P', 'a']],
    ['beside missing ones', { P: 23, a: 3, b: null, c: 20 }, ['a', 'c']],
    ['zero counts nobody', { P: 20, a: 0, b: 20, c: 0 }, []],
    ['just at the threshold', { P: 65, a: 5, b: 20, c: 40 }, []],
  ])('%s', (_, values, right) => {
    expect(hide(values, province)).toEqual(right);
  });

  it('hides more where an installation asks for more', () => {
    const values = { P: 65, a: 5, b: 20, c: 40 };
    expect(DEFAULT_THRESHOLD).toBe(5);
    expect(hide(values, province, 10)).toEqual(['a', 'b']);
  });

  it('hides the part when its rest is small: who has not signed a pledge', () => {
    const sums = [{ total: 'households', parts: ['pledged', 'rest'] }];
    expect(hide({ households: 200, pledged: 197, rest: 3 }, sums)).toEqual(['pledged', 'rest']);
  });

  it('cannot be found by going round over units and months', () => {
    const values = { a1: 3, a2: 20, b1: 30, b2: 40, a: 23, b: 70, '1': 33, '2': 60 };
    const sums = [
      { total: 'a', parts: ['a1', 'a2'] },
      { total: 'b', parts: ['b1', 'b2'] },
      { total: '1', parts: ['a1', 'b1'] },
      { total: '2', parts: ['a2', 'b2'] },
    ];
    expect(hide(values, sums)).toEqual(['a1', 'a2', 'b1', 'b2']);
  });
});

type Tree = { id: string; own: number; below: Tree[] };
const total = (tree: Tree): number => tree.own + tree.below.reduce((sum, each) => sum + total(each), 0);
const withAll = (tree: Tree): Tree[] => [tree, ...tree.below.flatMap(withAll)];

const trees = (depth: number): fc.Arbitrary<Omit<Tree, 'id'> & { below: never[] }> =>
  fc.record({
    own: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 40 })),
    below: depth === 0 ? fc.constant([]) : fc.array(trees(depth - 1), { maxLength: 4 }),
  }) as never;
const named = (tree: Omit<Tree, 'id'>, id = 'r'): Tree => ({
  ...tree,
  id,
  below: tree.below.map((each, at) => named(each, `${id}${at}`)),
});

/** Another way to ask the same: two sets of counts that agree in everything shown. Fractions, and one unknown after another. */
const canBeFound = (sums: readonly Sum[], hidden: ReadonlySet<string>): string[] => {
  const unknowns = [...hidden];
  const rows = sums.map(({ total: sum, parts }) =>
    unknowns.map((id) => (id === sum ? 1 : 0) - (parts.includes(id) ? 1 : 0)),
  );
  const rank = (matrix: number[][]): number => {
    const left = matrix.map((row) => [...row]);
    let found = 0;
    for (let column = 0; column < unknowns.length; column += 1) {
      const pivot = left.findIndex((row, at) => at >= found && Math.abs(row[column] ?? 0) > 1e-9);
      if (pivot < 0) continue;
      const [row] = left.splice(pivot, 1);
      if (!row) continue;
      left.splice(found, 0, row);
      for (let at = found + 1; at < left.length; at += 1) {
        const times = (left[at]?.[column] ?? 0) / (row[column] ?? 1);
        left[at] = (left[at] ?? []).map((value, place) => value - times * (row[place] ?? 0));
      }
      found += 1;
    }
    return found;
  };
  const all = rank(rows);
  // An unknown is determined when saying it outright adds nothing to what the sums say.
  return unknowns.filter((_, at) => rank([...rows, unknowns.map((__, place) => (place === at ? 1 : 0))]) === all);
};

describe('on any tree of units', () => {
  it('hides every small count, and none can be worked out from what is shown', () => {
    fc.assert(
      fc.property(trees(3), fc.integer({ min: 2, max: 12 }), (shape, threshold) => {
        const units = withAll(named(shape));
        const cells = units.map((unit) => ({ id: unit.id, value: total(unit) }));
        const sums = units
          .filter(({ below }) => below.length > 0)
          .map(({ id, below }) => ({ total: id, parts: below.map((each) => each.id) }));
        const hidden = hiddenCells(cells, sums, threshold);
        const small = cells.filter(({ value }) => value > 0 && value < threshold);
        expect(small.filter(({ id }) => !hidden.has(id))).toEqual([]);
        expect(canBeFound(sums, hidden)).toEqual([]);
        for (const { total: sum, parts } of sums) {
          if (hidden.has(sum)) continue;
          const together = parts
            .filter((id) => hidden.has(id))
            .map((id) => cells.find((cell) => cell.id === id)?.value);
          const counted = together.reduce<number>((all, value) => all + (value ?? 0), 0);
          expect(counted === 0 || counted >= threshold).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('and over two ways to add up at once', () => {
    const table = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(table, (rows) => {
        const cells: Cell[] = rows.flatMap((row, at) => row.map((value, to) => ({ id: `${at}.${to}`, value })));
        const sums: Sum[] = [
          ...rows.map((row, at) => ({ total: `u${at}`, parts: row.map((_, to) => `${at}.${to}`) })),
          ...[0, 1, 2].map((to) => ({ total: `m${to}`, parts: rows.map((_, at) => `${at}.${to}`) })),
        ];
        for (const { total: id, parts } of sums.slice())
          cells.push({
            id,
            value: parts.reduce((sum, part) => sum + (cells.find((cell) => cell.id === part)?.value ?? 0), 0),
          });
        expect(canBeFound(sums, hiddenCells(cells, sums))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('sees what is given away when only the small counts are hidden', () => {
    expect(canBeFound(province, new Set(['a']))).toEqual(['a']);
    expect(canBeFound(province, new Set(['a', 'b']))).toEqual([]);
  });
});

describe('which indicators', () => {
  const of = (id: string) => {
    const found = indicatorOf(id);
    if (!found) throw new Error(id);
    return found;
  };

  it.each(['outreach_attendance', 'pledge_households', 'rate_pledge_households', 'mediators', 'avg_members_per_team'])(
    '%s hides small values',
    (id) => {
      expect(hidesSmall(of(id))).toBe(true);
    },
  );
  it.each(['outreach_sessions', 'plans_issued', 'model_points', 'rate_units_with_plan', 'awards_medal'])(
    '%s does not: sessions, plans and models stay',
    (id) => {
      expect(hidesSmall(of(id))).toBe(false);
    },
  );
  it('knows every indicator that counts people', () => {
    expect(shippedCatalogue.filter(countsPeople).map(({ id }) => id)).toEqual([
      'training_attendance_staff',
      'outreach_attendance',
      'pledge_households',
      'resident_households',
      'model_members',
      'security_order_members',
      'mediators',
      'regular_officers_at_communes',
      'fire_training_attendance',
      'grassroots_fire_team_members',
      'festival_attendance',
    ]);
  });
  it('shows no internal indicator, nor what would be computed from one', () => {
    expect(shippedCatalogue.filter((each) => !isPublic(each)).map(({ id }) => id)).toEqual([
      'regular_officers_at_communes',
      'priority_communes_with_regular_police',
    ]);
    expect(isPublic({ ...of('rate_pledge_households'), part: 'regular_officers_at_communes' })).toBe(false);
  });
});
