/** The bulk import over HTTP: a month of every commune, 3,321 × 60 values in one request, checked, audited and inside the totals. */
import { periodOf } from '@app/contract/kernel/period.ts';
import { openHouse } from '../../server/src/house.ts';
import { openPeriod } from '../../server/src/reporting/index.ts';
import { benchForm, communesOf, mustVerify, rowsOf } from '../data.ts';
import { type Figure, figureOf, timed } from '../measure.ts';
import { asOwner, type Place } from '../owner.ts';
import { memoryOf, readJson, signIn, startProgram } from '../program.ts';
import type { Run, Scenario } from '../scenario.ts';

/** Months that are over and hold no data at any size; the first is for warming up. */
const months = [7, 8, 9, 10, 11, 12].map((number) => periodOf('month', 2025, number));
const WARM_UP = 1;

export const bulkImport: Scenario = {
  name: 'import',
  run: async (run) => {
    const place = await run.store.copy();
    const bodies = await bodiesOf(run, place);
    const figures = await send(run, place, bodies);
    // Only now is it known that what was timed was also right.
    await asOwner(place.ownerUrl, mustVerify);
    return figures;
  },
};

type Body = { form: string; period: string; rows: ReturnType<typeof rowsOf> };

/** What is sent for each month, with its obligations open. */
const bodiesOf = async (run: Run, place: Place): Promise<Body[]> => {
  const house = await openHouse(place);
  try {
    const bodies: Body[] = [];
    for (const month of months.slice(0, run.rounds(months.length - WARM_UP) + WARM_UP)) {
      await house.asSystem(
        (ask) => openPeriod(ask, benchForm, month),
        () => new Date(`${month.endsOn}T05:00:00Z`),
      );
      bodies.push({
        form: benchForm,
        period: month.code,
        rows: rowsOf(await communesOf(house, run.size, month), month),
      });
    }
    return bodies;
  } finally {
    await house.close();
  }
};

const send = async (run: Run, place: Place, bodies: readonly Body[]): Promise<Figure[]> => {
  const program = await startProgram(place);
  try {
    const client = await signIn(program.address, 'trunguong');
    const rates: number[] = [];
    for (const [round, body] of bodies.entries()) {
      const { ms, result } = await timed(() => client.post('/api/reports/import', body));
      const { submitted, values } = readJson<{ submitted: number; values: number }>(result);
      if (submitted !== body.rows.length) throw new Error(`${submitted} reports sent of ${body.rows.length}`);
      if (round >= WARM_UP) rates.push(values / (ms / 1000));
    }
    const size = run.size.name;
    return [
      figureOf(
        { name: 'import: a month over HTTP', unit: 'values/s', size, goal: { of: 'p50', atLeast: 50_000 } },
        rates,
      ),
      figureOf({ name: 'import: peak memory of the program', unit: 'MB', size, goal: { of: 'max', atMost: 512 } }, [
        memoryOf(program.pid, 'VmHWM'),
      ]),
    ];
  } finally {
    await program.stop();
  }
};
