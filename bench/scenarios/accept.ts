/** Accepting forms of 60 cells, one by one. Works on a copy. */
import type { Period } from '@app/contract/kernel/period.ts';
import { demoProvince } from '../../server/src/demonstration/sign-ins.ts';
import { acceptSheets, periodId } from '../../server/src/figures/index.ts';
import { wholeSheet } from '../../server/src/figures/testing/whole-sheet.ts';
import { type House, openHouse } from '../../server/src/house.ts';
import { systemActor } from '../../server/src/identity/index.ts';
import { nation, type Unit, unitByCode, unitsBelow } from '../../server/src/org/index.ts';
import { acceptMany } from '../../server/src/reporting/index.ts';
import { communesOf, importMonth, mustVerify, type Waiting, waitingReports } from '../data.ts';
import { mustBeEqualKept } from '../equality.ts';
import { type Figure, figureOf, median, repeat } from '../measure.ts';
import { asOwner, type Place } from '../owner.ts';
import { signIn, startProgram } from '../program.ts';
import type { Run, Scenario } from '../scenario.ts';
import { benchIndicators, monthAt } from '../sizes.ts';

const SINGLE = { warmUp: 5, n: 30 };

export const accept: Scenario = {
  name: 'accept',
  run: async (run) => {
    const place = await run.store.copy();
    const house = await openHouse(place);
    try {
      const figures = await oneByOne(run, place, house);
      // Only now is it known that what was timed was also right.
      await mustBeRight(run, place, house, [newMonth(run, 0)]);
      return figures;
    } finally {
      await house.close();
    }
  },
};

/** The months after those of the data. */
export const newMonth = (run: Run, index: number) => monthAt(run.size.months + index);

/** The reports of one province, accepted one after the other by its own officer. */
const oneByOne = async (run: Run, place: Place, house: House): Promise<Figure[]> => {
  const month = newMonth(run, 0);
  const communes = await communesOf(house, run.size, month);
  await importMonth(house, communes, month);
  const unitIds = await house.asSystem(async ({ tx }) => {
    const province = await unitByCode(tx, demoProvince, month.endsOn);
    return { province: province.id, root: (await nation(tx)).id };
  });
  const waiting = (await waitingReports(house, month)).filter((each) => each.superiorId === unitIds.province);
  const n = run.rounds(SINGLE.n);
  const rounds = { ...SINGLE, n };
  const next = (at: number): Waiting => waiting[at] ?? outOfReports();

  // The ledger alone, on communes of other provinces: what is left of an acceptance when rules, audit and transaction are taken away.
  const others = await communesOfOthers(house, communes, month, unitIds.province);
  const ledger = await repeat(rounds, (round) =>
    house.asSystem(({ tx, now }) =>
      acceptSheets(tx, { periodId: periodId(month), line: 'committee' }, wholeSheet, [others[round]?.id ?? 0], now),
    ),
  );
  const officer = {
    ...systemActor(unitIds.root),
    unitId: unitIds.province,
    allUnits: false,
    ownLines: ['committee'],
  };
  const inDatabase = await repeat(rounds, (round) =>
    house.as(officer, (ask) => {
      const { id, revision } = next(round);
      return acceptMany({ params: undefined, query: undefined, body: { reports: [{ id, revision }] } }, ask);
    }),
  );
  const program = await startProgram(place);
  let overHttp: number[];
  try {
    const client = await signIn(program.address, 'quangtri');
    const taken = rounds.warmUp + n;
    overHttp = await repeat({ ...rounds, n: Math.min(n, waiting.length - taken - rounds.warmUp) }, (round) => {
      const { id, revision } = next(taken + round);
      return client.post(`/api/reports/${id}/accept`, { revision });
    });
  } finally {
    await program.stop();
  }
  const shared = { unit: 'ms' as const, size: run.size.name };
  return [
    figureOf(
      {
        ...shared,
        name: 'accept: one form of 60 cells, in the database',
        reference: median(ledger),
        goal: { of: 'p50', atMost: 15 },
      },
      inDatabase,
    ),
    figureOf({ ...shared, name: 'accept: one form of 60 cells, over HTTP', reference: median(inDatabase) }, overHttp),
  ];
};

const outOfReports = (): never => {
  throw new Error('the province has fewer reports than are to be accepted');
};

const communesOfOthers = (
  house: House,
  communes: readonly Unit[],
  month: { endsOn: string },
  provinceId: number,
): Promise<Unit[]> =>
  house.asSystem(async ({ tx }) => {
    const own = new Set((await unitsBelow(tx, provinceId, month.endsOn, 'commune')).map((unit) => unit.id));
    return communes.filter((unit) => !own.has(unit.id));
  });

/** The new months' totals against their cells: all totals where the data is small enough, else those months at the nation. */
export const mustBeRight = async (run: Run, place: Place, house: House, months: readonly Period[]): Promise<void> => {
  const root = await house.asSystem(async ({ tx }) => (await nation(tx)).id);
  const asked = { indicators: benchIndicators, unitIds: [root], periods: months.map((month) => month.code) };
  await asOwner(place.ownerUrl, async (owner) => {
    await mustBeEqualKept(owner, house, asked);
    if (run.size.verifyAlways) await mustVerify(owner);
  });
};
