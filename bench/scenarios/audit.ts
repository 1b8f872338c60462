/** What the audit costs: of one submission, of a commit that leaves an entry for every commune, and of checking all of them. Works on a copy. */
import { type House, openHouse } from '../../server/src/house.ts';
import { systemActor } from '../../server/src/identity/index.ts';
import type { Actor } from '../../server/src/kernel/actor.ts';
import type { Ask } from '../../server/src/kernel/ask.ts';
import { auditFaults } from '../../server/src/kernel/audit-verify.ts';
import { nation } from '../../server/src/org/index.ts';
import { openPeriod } from '../../server/src/reporting/index.ts';
import { sendAll, submitting } from '../../server/src/reporting/report/send.ts';
import { cellsOf } from '../cells.ts';
import { benchForm, communesOf } from '../data.ts';
import { type Figure, figureOf, percentile, timed } from '../measure.ts';
import { asOwner, type Place } from '../owner.ts';
import type { Run, Scenario } from '../scenario.ts';
import { monthAt } from '../sizes.ts';

const SUBMISSIONS = { warmUp: 20, n: 60 };
const BULK = { warmUp: 1, n: 5 };
/** An audited submission takes at most this much of one that leaves no entry. */
const SHARE = 1.2;

export const audit: Scenario = {
  name: 'audit',
  run: async (run) => {
    const place = await run.store.copy();
    const house = await openHouse(place);
    try {
      return [
        ...(await submissions(run, place, house)),
        ...(await bulk(run, place, house)),
        ...(await check(run, place)),
      ];
    } finally {
      await house.close();
    }
  },
};

type Owed = { id: number; code: string; actor: Actor };

const owedReports = async (
  run: Run,
  place: Place,
  house: House,
  month: ReturnType<typeof monthAt>,
): Promise<Owed[]> => {
  await house.asSystem(
    (ask) => openPeriod(ask, benchForm, month),
    () => new Date(`${month.endsOn}T05:00:00Z`),
  );
  const root = (await house.asSystem(({ tx }) => nation(tx))).id;
  const codes = new Map((await communesOf(house, run.size, month)).map((unit) => [unit.id, unit.code]));
  const { rows } = await asOwner(place.ownerUrl, (owner) =>
    owner.query<{ id: number; unitId: number; bodyId: number }>(
      `select r.id, r.unit_id as "unitId", r.body_id as "bodyId" from reporting.report r
       join figures.period p on p.id = r.period_id where r.form = $1 and p.code = $2 order by md5(r.id::text)`,
      [benchForm, month.code],
    ),
  );
  return rows.flatMap(({ id, unitId, bodyId }) => {
    const code = codes.get(unitId);
    const actor = { ...systemActor(root), unitId, bodyId, allUnits: false };
    return code === undefined ? [] : [{ id, code, actor }];
  });
};

/** One report after the other, in turn with its entry and without, so that whatever slows the machine slows both. */
const submissions = async (run: Run, place: Place, house: House): Promise<Figure[]> => {
  const month = monthAt(run.size.months);
  const owed = await owedReports(run, place, house, month);
  const silent: Ask['audit'] = () => Promise.resolve();
  const times = { audited: [] as number[], silent: [] as number[] };
  const rounds = SUBMISSIONS.warmUp + 2 * run.rounds(SUBMISSIONS.n);
  for (let round = 0; round < rounds; round += 1) {
    const report = owed[round];
    if (!report) throw new Error('fewer reports than are to be submitted');
    const kind = round % 2 === 0 ? 'audited' : 'silent';
    const body = { draftVersion: 0, cells: cellsOf(report.code, month, 'committee'), nil: false };
    const { ms } = await timed(() =>
      house.as(
        report.actor,
        async (ask) => {
          const input = { params: { reportId: report.id }, query: undefined, body };
          const ready = await submitting.prepare(input, ask, await submitting.gather([input], ask));
          for (const { audit } of await sendAll([ready], ask)) await (kind === 'audited' ? ask.audit : silent)(audit);
        },
        () => new Date(`${month.endsOn}T18:00:00Z`),
      ),
    );
    if (round >= SUBMISSIONS.warmUp) times[kind].push(ms);
  }
  const reference = percentile(
    times.silent.sort((one, other) => one - other),
    0.5,
  );
  return [
    figureOf(
      {
        name: 'audit: submit one form of 60 cells (reference: the same without an entry)',
        unit: 'ms',
        size: run.size.name,
        reference,
        goal: { of: 'p50', atMost: Number((SHARE * reference).toPrecision(4)) },
      },
      times.audited,
    ),
  ];
};

/** One commit that leaves an entry on the chain of every commune. */
const bulk = async (run: Run, place: Place, house: House): Promise<Figure[]> => {
  const communes = await communesOf(house, run.size, monthAt(run.size.months));
  const entries = communes.map(({ id }) => ({
    action: 'reporting.acceptReport',
    subject: `report:${id}`,
    unitId: id,
    after: { revision: 1 },
  }));
  const times: number[] = [];
  for (let round = 0; round < BULK.warmUp + run.rounds(BULK.n); round += 1) {
    const { ms } = await timed(() => house.asSystem((ask) => ask.audit(entries)));
    if (round >= BULK.warmUp) times.push(ms);
  }
  const { rows } = await asOwner(place.ownerUrl, (owner) => owner.query('select from kernel.audit where hash is null'));
  if (rows.length > 0) throw new Error('entries without a seal');
  return [
    figureOf(
      {
        name: `audit: ${entries.length} entries of one commit, written and sealed`,
        unit: 'ms',
        size: run.size.name,
        goal: { of: 'p95', atMost: 1000 },
      },
      times,
    ),
  ];
};

/** Every seal computed again. */
const check = async (run: Run, place: Place): Promise<Figure[]> =>
  asOwner(place.ownerUrl, async (owner) => {
    const checked = await timed(() => auditFaults(owner));
    if (checked.result.faults.length > 0)
      throw new Error(`the chains are broken: ${JSON.stringify(checked.result.faults[0])}`);
    return [
      figureOf(
        {
          name: `audit: check ${checked.result.entries} entries on ${checked.result.chains} chains`,
          unit: 's',
          size: run.size.name,
          goal: { of: 'max', atMost: 10 },
        },
        [checked.ms / 1000],
      ),
    ];
  });
