/** The review report of a province and that of the nation in all three formats over HTTP, and whether anybody else waits meanwhile. */
import { setTimeout as pause } from 'node:timers/promises';
import { demoProvince } from '../../server/src/demonstration/sign-ins.ts';
import { openHouse } from '../../server/src/house.ts';
import { nation, unitByCode } from '../../server/src/org/index.ts';
import { type Figure, figureOf, percentile, timed } from '../measure.ts';
import { type Client, memoryOf, signIn, startProgram } from '../program.ts';
import type { Run, Scenario } from '../scenario.ts';
import { monthsOf } from '../sizes.ts';

const COLD = 5;
const WARM = 10;
const WARM_UP = 2;
const EVERY_MS = 20;
const LIGHT = '/api/session';

/** What each file must begin with: a zip archive or a PDF. */
const formats = { docx: 'PK', pdf: '%PDF', xlsx: 'PK' } as const;

/** Whose report is made, and who asks for it. */
type Asked = { whose: 'province' | 'nation'; officer: string; query: string };

export const report: Scenario = {
  name: 'report',
  run: async (run) => [
    ...(await reportOf(run, { whose: 'province', officer: 'quangtri' })),
    ...(await reportOf(run, { whose: 'nation', officer: 'trunguong' })),
  ],
};

const reportOf = async (run: Run, who: Omit<Asked, 'query'>): Promise<Figure[]> => {
  const asked = { ...who, query: await queryOf(run, who.whose) };
  const cold: number[] = [];
  for (let round = 0; round < run.rounds(COLD); round += 1) cold.push(await onFreshProgram(run, asked));
  return [
    figureOf(
      {
        name: `report: ${who.whose}, DOCX + PDF + XLSX, first since the start`,
        unit: 'ms',
        size: run.size.name,
        goal: { of: 'p95', atMost: 2000 },
      },
      cold,
    ),
    ...(await onWarmProgram(run, asked)),
  ];
};

const queryOf = async (run: Run, whose: Asked['whose']): Promise<string> => {
  const month = monthsOf(run.size).at(-1);
  if (!month) throw new Error('a size without months');
  const house = await openHouse(run.store.base);
  try {
    const unit = await house.asSystem(({ tx }) =>
      whose === 'nation' ? nation(tx) : unitByCode(tx, demoProvince, month.endsOn),
    );
    return `unit=${unit.id}&period=${month.code}`;
  } finally {
    await house.close();
  }
};

/** Asks for all three files at once, as one does who downloads them one after the other without waiting. */
const download = async (client: Client, query: string): Promise<void> => {
  await Promise.all(
    Object.entries(formats).map(async ([format, magic]) => {
      const file = await client.get(`/api/review/${format}?${query}`);
      if (!new TextDecoder('latin1').decode(file.subarray(0, 8)).startsWith(magic))
        throw new Error(`the ${format} is none`);
    }),
  );
};

const onFreshProgram = async (run: Run, { officer, query }: Asked): Promise<number> => {
  const program = await startProgram(run.store.base);
  try {
    const client = await signIn(program.address, officer);
    return (await timed(() => download(client, query))).ms;
  } finally {
    await program.stop();
  }
};

const onWarmProgram = async (run: Run, { whose, officer, query }: Asked): Promise<Figure[]> => {
  const program = await startProgram(run.store.base);
  try {
    const client = await signIn(program.address, officer);
    const bystander = await signIn(program.address, 'vanhanh');
    for (let round = 0; round < WARM_UP; round += 1) await download(client, query);
    const alone = await lightRequests(bystander, () => pause(2000));
    const times: number[] = [];
    const beside = await lightRequests(bystander, async () => {
      for (let round = 0; round < run.rounds(WARM); round += 1)
        times.push((await timed(() => download(client, query))).ms);
    });
    const shared = { unit: 'ms' as const, size: run.size.name };
    return [
      figureOf(
        { ...shared, name: `report: ${whose}, DOCX + PDF + XLSX, warm`, goal: { of: 'p95', atMost: 2000 } },
        times,
      ),
      figureOf(
        {
          ...shared,
          name: `report: a light request while that of the ${whose} is made`,
          reference: percentile(
            alone.sort((one, other) => one - other),
            0.95,
          ),
        },
        beside,
      ),
      figureOf({ ...shared, name: `report: peak memory, ${whose}`, unit: 'MB', goal: { of: 'max', atMost: 512 } }, [
        memoryOf(program.pid, 'VmHWM'),
      ]),
    ];
  } finally {
    await program.stop();
  }
};

/** Asks for something small every 20 ms until the work is done, whether or not the one before has been answered. */
const lightRequests = async (client: Client, work: () => Promise<unknown>): Promise<number[]> => {
  const asked: Promise<{ ms: number }>[] = [];
  const timer = setInterval(() => {
    asked.push(timed(() => client.get(LIGHT)));
  }, EVERY_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return (await Promise.all(asked)).map(({ ms }) => ms);
};
