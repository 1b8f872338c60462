/** Whole-country totals over HTTP by a signed-in post: first held against a plain sum over the rows view, then timed. */
import type { FigureAnswer } from '@app/contract/figures/routes.ts';
import { demoProvince } from '../../server/src/demonstration/sign-ins.ts';
import { openHouse } from '../../server/src/house.ts';
import { nation, unitByCode, unitsBelow } from '../../server/src/org/index.ts';
import { mustVerify } from '../data.ts';
import { answeredOf, askedOf, mustBeEqual, mustHold, type Question } from '../equality.ts';
import { type Figure, figureOf, percentile, repeat } from '../measure.ts';
import { asOwner, type Place } from '../owner.ts';
import { type Client, readJson, signIn, startProgram } from '../program.ts';
import { plainSums } from '../references/plain.ts';
import type { Scenario } from '../scenario.ts';
import { monthsOf, readGoal, type Size } from '../sizes.ts';

/** Flows, stocks, one average and one ratio. */
const ten = [
  'plans_issued',
  'briefings_held',
  'units_inspected',
  'outreach_sessions',
  'outreach_attendance',
  'avg_attendance',
  'model_points',
  'security_order_teams',
  'mediation_cases',
  'rate_mediation_success',
];

type Shape = Question & {
  name: string;
  /** The units as the address names them. */
  units: string;
  username: string;
};

const COUNTED = { warmUp: 10, n: 100 };
/** The plain sum costs many times as much. */
const PLAIN = { warmUp: 1, n: 5 };

export const totals: Scenario = {
  name: 'totals',
  run: async ({ size, store, rounds }) => {
    const shapes = await shapesOf(store.base, size);
    if (size.verifyAlways) await asOwner(store.base.ownerUrl, mustVerify);
    const program = await startProgram(store.base);
    try {
      return await asOwner(store.base.ownerUrl, async (owner) => {
        const figures: Figure[] = [];
        for (const shape of shapes) figures.push(await timeShape(owner, program.address, size, shape, rounds));
        return figures;
      });
    } finally {
      await program.stop();
    }
  },
};

type Owner = Parameters<Parameters<typeof asOwner>[1]>[0];

const timeShape = async (
  owner: Owner,
  address: string,
  size: Size,
  shape: Shape,
  rounds: (n: number) => number,
): Promise<Figure> => {
  const fewer = ({ warmUp, n }: typeof PLAIN) => ({ warmUp: Math.min(warmUp, rounds(warmUp)), n: rounds(n) });
  const client = await signIn(address, shape.username);
  const asked = askedOf(shape);
  const answers = answeredOf(await answersOf(client, shape), shape);
  mustBeEqual(shape.name, answers, asked, await plainSums(owner, asked));
  mustHold(shape.name, answers);
  const reference = await repeat(fewer(PLAIN), () => plainSums(owner, asked));
  const path = pathOf(shape);
  const times = await repeat(fewer(COUNTED), () => client.get(path));
  const goal = readGoal(size, shape.unitIds.length * shape.periods.length * shape.indicators.length);
  return figureOf(
    {
      name: shape.name,
      unit: 'ms',
      size: size.name,
      reference: percentile(
        reference.sort((one, other) => one - other),
        0.5,
      ),
      ...(goal && { goal: { of: 'p95', atMost: goal } }),
    },
    times,
  );
};

const pathOf = ({ indicators, units, periods }: Shape): string =>
  `/api/figures?${new URLSearchParams({ indicators: indicators.join(','), units, periods: periods.join(',') })}`;

const answersOf = async (client: Client, shape: Shape): Promise<FigureAnswer[]> =>
  readJson<{ figures: FigureAnswer[] }>(await client.get(pathOf(shape))).figures;

/** What a province and the centre look at most: the year so far, the provinces of a month, all communes of a month. */
const shapesOf = async (place: Place, size: Size): Promise<Shape[]> => {
  const month = monthsOf(size).at(-1);
  if (!month) throw new Error('a size without months');
  const house = await openHouse(place);
  try {
    return await house.asSystem(async ({ tx }) => {
      const root = (await nation(tx)).id;
      const province = (await unitByCode(tx, demoProvince, month.endsOn)).id;
      const ids = async (of: number, level: 'province' | 'commune') =>
        (await unitsBelow(tx, of, month.endsOn, level)).map((unit) => unit.id);
      const year = month.year;
      const periods = ['M01', 'M02', 'M03', 'M04', 'M05', 'M06', 'Q1', 'Q2', 'Q3', 'H1', 'H2', 'Y'].map(
        (sign) => `${year}-${sign}`,
      );
      const centre = { username: 'trunguong', indicators: ten, periods: [month.code] };
      return [
        {
          ...centre,
          name: 'totals: nation, 12 periods × 10 indicators',
          periods,
          units: String(root),
          unitIds: [root],
        },
        {
          ...centre,
          name: 'totals: 34 provinces, 1 month × 10 indicators',
          units: `children:${root}`,
          unitIds: await ids(root, 'province'),
        },
        {
          ...centre,
          name: 'totals: every commune, 1 month × 1 indicator',
          indicators: ['outreach_sessions'],
          units: `communes:${root}`,
          unitIds: await ids(root, 'commune'),
        },
        {
          ...centre,
          name: 'totals: communes of one province, 1 month × 10 indicators',
          username: 'quangtri',
          units: `communes:${province}`,
          unitIds: await ids(province, 'commune'),
        },
      ];
    });
  } finally {
    await house.close();
  }
};
