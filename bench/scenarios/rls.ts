/** What row-level security costs: the same questions as the runtime role with somebody asking, and as a role no policy holds back. */
import { demoProvince } from '../../server/src/demonstration/sign-ins.ts';
import { periodId, periodOfCode, readFigures } from '../../server/src/figures/index.ts';
import { openHouse } from '../../server/src/house.ts';
import { systemActor } from '../../server/src/identity/index.ts';
import { type Actor, announce } from '../../server/src/kernel/actor.ts';
import { openDatabase, type Tx } from '../../server/src/kernel/database.ts';
import { nation, unitByCode, unitsBelow } from '../../server/src/org/index.ts';
import { reportsOfDesk } from '../../server/src/reporting/index.ts';
import { benchForm } from '../data.ts';
import { type Figure, figureOf, percentile, timed } from '../measure.ts';
import type { Place } from '../owner.ts';
import type { Run, Scenario } from '../scenario.ts';
import { monthsOf, type Size } from '../sizes.ts';

/** The same question costs at most so many times as much. */
const TIMES = 1.5;
const ROUNDS = { warmUp: 6, n: 60 };

type Question = { name: string; actor: Actor; ask: (tx: Tx) => Promise<unknown[]> };

export const rls: Scenario = {
  name: 'rls',
  run: async (run) => {
    const questions = await questionsOf(run.store.base, run.size);
    const [guarded, free] = [
      openDatabase(run.store.base.appUrl, { max: 1, role: 'chungtay_app' }),
      openDatabase(run.store.base.ownerUrl, { max: 1 }),
    ];
    try {
      await mustBeFree(free.transact);
      const figures: Figure[] = [];
      for (const question of questions) figures.push(await compare(run, question, guarded.transact, free.transact));
      return figures;
    } finally {
      await guarded.close();
      await free.close();
    }
  },
};

type Transact = ReturnType<typeof openDatabase>['transact'];

/** The other side is measured without any policy, or the comparison says nothing. */
const mustBeFree = (transact: Transact): Promise<void> =>
  transact(async (tx) => {
    const { visible } = await tx
      .selectFrom('figures.sheet')
      .select((at) => at.fn.countAll<number>().as('visible'))
      .executeTakeFirstOrThrow();
    if (visible === 0) throw new Error('the owner is held back by the policies too');
  });

const compare = async (run: Run, question: Question, guarded: Transact, free: Transact): Promise<Figure> => {
  const asked = (transact: Transact) =>
    timed(() =>
      transact(async (tx) => {
        await announce(tx, question.actor);
        return (await question.ask(tx)).length;
      }),
    );
  const [withPolicies, without]: [number[], number[]] = [[], []];
  const warmUp = run.rounds(ROUNDS.warmUp);
  for (let round = 0; round < warmUp + run.rounds(ROUNDS.n); round += 1) {
    // One after the other in the same breath, so that both meet the same machine; each is first as often, and last.
    const first = round % 2 === 0;
    const early = await asked(first ? guarded : free);
    const late = await asked(first ? free : guarded);
    const [one, other] = first ? [early, late] : [late, early];
    if (one.result !== other.result || one.result === 0)
      throw new Error(`${question.name}: ${one.result} rows with policies, ${other.result} without`);
    if (round < warmUp) continue;
    withPolicies.push(one.ms);
    without.push(other.ms);
  }
  const reference = percentile(
    without.sort((one, other) => one - other),
    0.5,
  );
  return figureOf(
    {
      name: question.name,
      unit: 'ms',
      size: run.size.name,
      reference,
      goal: { of: 'p50', atMost: Number((reference * TIMES).toPrecision(4)) },
    },
    withPolicies,
  );
};

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

const questionsOf = async (place: Place, size: Size): Promise<Question[]> => {
  const month = monthsOf(size).at(-1);
  if (!month) throw new Error('a size without months');
  const house = await openHouse(place);
  try {
    return await house.asSystem(async ({ tx }) => {
      const root = (await nation(tx)).id;
      const province = (await unitByCode(tx, demoProvince, month.endsOn)).id;
      const below = async (of: number, level: 'province' | 'commune') =>
        (await unitsBelow(tx, of, month.endsOn, level)).map(({ id }) => id);
      const communes = await below(root, 'commune');
      const ofProvince = await below(province, 'commune');
      const centre: Actor = { ...systemActor(root), userId: 'bench', postId: 1 };
      const officer: Actor = { ...centre, unitId: province, allUnits: false };
      const periods = ['M01', 'M02', 'M03', 'M04', 'M05', 'M06', 'Q1', 'Q2', 'Q3', 'H1', 'H2', 'Y'].map((sign) =>
        periodOfCode(`${month.year}-${sign}`),
      );
      const figures =
        (indicators: string[], unitIds: number[], of = [month]) =>
        (on: Tx) =>
          readFigures(on, { indicators, unitIds, periods: of, line: 'all', reading: 'accepted' });
      return [
        { name: 'rls: nation, 12 periods × 10 indicators', actor: centre, ask: figures(ten, [root], periods) },
        {
          name: 'rls: every commune, 1 month × 1 indicator',
          actor: centre,
          ask: figures(['outreach_sessions'], communes),
        },
        {
          name: 'rls: one province, 12 periods × 10 indicators',
          actor: officer,
          ask: figures(ten, [province], periods),
        },
        {
          name: 'rls: communes of one province, 1 month × 10 indicators',
          actor: officer,
          ask: figures(ten, ofProvince),
        },
        {
          name: 'rls: the desk of one province, 1 month',
          actor: officer,
          ask: (on: Tx) => reportsOfDesk(on, province, benchForm, periodId(month), month.endsOn),
        },
      ];
    });
  } finally {
    await house.close();
  }
};
