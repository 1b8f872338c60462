/** A month of every commune as one workbook: 3,321 rows × 60 indicators, sent, read and checked by the program; time and peak memory. */
import { sayNumber } from '../../contract/src/kernel/words.ts';
import { openHouse } from '../../server/src/house.ts';
import { unitsInForce } from '../../server/src/org/index.ts';
import { openPeriod } from '../../server/src/reporting/index.ts';
import { cellsOf } from '../cells.ts';
import { benchForm } from '../data.ts';
import { type Figure, figureOf, timed } from '../measure.ts';
import { memoryOf, readJson, signIn, startProgram } from '../program.ts';
import type { Run, Scenario } from '../scenario.ts';
import { monthAt } from '../sizes.ts';
import { filledTable } from '../workbook.ts';

const ROUNDS = 10;
const WARM_UP = 2;
const MOST_MS = 5_000;
const MOST_MB = 350;

type Checked = { summary: { accepted: number; refused: number; reports: number } };

export const xlsx: Scenario = {
  name: 'xlsx',
  run: async (run) => {
    const place = await run.store.copy();
    const month = monthAt(run.size.months);
    const house = await openHouse(place, { clock: () => new Date(`${month.endsOn}T05:00:00Z`) });
    const communes = await house.asSystem(async (ask) => {
      await openPeriod(ask, benchForm, month);
      return (await unitsInForce(ask.tx, 'commune', month.endsOn)).map(({ code }) => code);
    });
    await house.close();
    const file = await filledTable(communes, (code) => cellsOf(code, month, 'committee'));
    run.say(`${communes.length} communes, ${sayNumber(file.byteLength / 2 ** 20, 'en', 1)} MB`);
    return onProgram(run, place, `form=${benchForm}&period=${month.code}&units=communes`, file);
  },
};

const onProgram = async (
  run: Run,
  place: Parameters<typeof startProgram>[0],
  query: string,
  file: Uint8Array,
): Promise<Figure[]> => {
  const program = await startProgram(place);
  try {
    const client = await signIn(program.address, 'trunguong');
    const check = async (): Promise<Checked['summary']> => {
      const answer = await client.send(`/api/workbooks/check?${query}`, file);
      return readJson<Checked>(answer).summary;
    };
    // What is held once everything that a check needs is loaded: the peak stands far above it when files leave something behind.
    let held = Number.NaN;
    const times: number[] = [];
    for (let round = 0; round < run.rounds(ROUNDS) + WARM_UP; round += 1) {
      const { ms, result } = await timed(check);
      // Wrong answers have no speed.
      if (result.refused > 0 || result.accepted < 1)
        throw new Error(`not read as it was filled: ${JSON.stringify(result)}`);
      if (round >= WARM_UP) times.push(ms);
      else held = memoryOf(program.pid, 'VmRSS');
    }
    const { name: size } = run.size;
    return [
      figureOf(
        { name: 'xlsx: 3,321 × 60 sent, read and checked', unit: 'ms', size, goal: { of: 'p95', atMost: MOST_MS } },
        times,
      ),
      figureOf(
        {
          name: 'xlsx: peak memory of the program',
          unit: 'MB',
          size,
          reference: held,
          goal: { of: 'max', atMost: MOST_MB },
        },
        [memoryOf(program.pid, 'VmHWM')],
      ),
    ];
  } finally {
    await program.stop();
  }
};
