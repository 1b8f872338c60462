import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type * as api from '@app/contract/figures/divisions/routes.ts';
import { unknownIndicator } from '@app/contract/figures/problems.ts';
import type { UnitInTime } from '@app/contract/figures/restated/routes.ts';
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { postTitles } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused, sayWhyNot } from '../../kernel/problem.ts';
import { stepsAbout, unitsBelowEver, unitsInTime } from '../../org/index.ts';
import { periodOfCode, unitsToRead } from '../actions.ts';
import { foreignIndicator } from '../catalogue/added.ts';
import { readOfUnits } from '../restated/read.ts';
import { registerNow } from '../restated/register/loaded.ts';
import type { Register } from '../restated/register/rules.ts';
import { divisionsIn, type Pair, weightOf } from '../restated/standing/rules.ts';
import * as q from './queries.ts';
import { type Decider, stateOf, whyNotBeDecider, whyNotDecide, whyNotWithdraw } from './rules.ts';

/** The divided units with a part in a unit, or that stand in it: how far each is allocated, and what of a figure is not. */
export const listDivisions = async (
  { query }: Input<typeof api.listDivisions>,
  ask: Ask,
): Promise<Result<typeof api.listDivisions>> => {
  const { tx, today } = ask;
  await unitsToRead(ask, [query.below]);
  const register = await registerNow(tx);
  const here = divisionsIn(register.tree(today), query.below);
  const unitIds = here.map(({ unitId }) => unitId);
  const anchors = new Map(here.map(({ unitId, on }) => [unitId, register.tree(on).anchorOf(unitId)]));
  const units = new Map(
    (
      await unitsInTime(tx, [
        ...new Set(
          here.flatMap(({ unitId, pairs }) => [
            unitId,
            anchors.get(unitId) ?? unitId,
            ...pairs.map(({ successorId }) => successorId),
          ]),
        ),
      ])
    ).map((unit) => [unit.id, unit]),
  );
  const named = (id: number): UnitInTime => found(units.get(id), refuse(notFound, {}));
  const steps = new Map(
    (await stepsAbout(tx, unitIds)).map((step) => [`${step.fromId}:${step.toId}:${step.on}`, step]),
  );
  const decisions = new Map(
    (await q.decisionsOf(tx, unitIds)).map((decision) => [`${decision.predecessorId}:${decision.on}`, decision]),
  );
  const titles = await postTitles(
    tx,
    [...decisions.values()].map(({ madeBy }) => madeBy),
  );
  const figures = await figuresOf(ask, query, unitIds);
  const judge = await deciders(
    ask,
    here.flatMap(({ unitId, pairs }) => [unitId, ...pairs.map(({ successorId }) => successorId)]),
  );
  return here.map(({ unitId, on, pairs }) => {
    const decision = decisions.get(`${unitId}:${on}`);
    const mayDecide = whyNotBeDecider(judge(unitId, pairs));
    const stepTo = (id: number) => steps.get(`${unitId}:${id}:${on}`);
    const figure = figures.get(unitId);
    return {
      unit: named(unitId),
      on,
      legalBasis: stepTo(pairs[0]?.successorId ?? 0)?.legalBasis ?? null,
      above: named(anchors.get(unitId) ?? unitId),
      parts: pairs.map((pair) => ({
        unit: named(pair.successorId),
        scope: stepTo(pair.successorId)?.scope ?? 'part',
        clause: stepTo(pair.successorId)?.clause ?? null,
        weight: weightOf(pair),
        weightBy: pair.byLaw !== null ? ('law' as const) : pair.decided !== null ? ('decision' as const) : null,
      })),
      state: stateOf(pairs),
      decision: decision
        ? {
            id: decision.id,
            basis: decision.basis,
            madeAt: decision.madeAt.toISOString(),
            madeBy: titles.get(decision.madeBy) ?? null,
            whyNotWithdraw: sayWhyNot(mayDecide),
          }
        : null,
      value: figure?.value ?? null,
      notAllocated: figure?.notAllocated ?? null,
      whyNotDecide: sayWhyNot(
        mayDecide ??
          whyNotDecide(
            [],
            partsOf(pairs, (id) => named(id).fullName),
            decision !== undefined,
          ),
      ),
    };
  });
};

const partsOf = (pairs: readonly Pair[], nameOf: (id: number) => string) =>
  pairs.map(({ successorId, byLaw }) => ({ unitId: successorId, name: nameOf(successorId), byLaw }));

/** What was asked about each divided unit: its figure, as far as the post sees it, and the part that no unit is given today. */
const figuresOf = async (
  ask: Ask,
  { indicator: id, period, line, reading }: Input<typeof api.listDivisions>['query'],
  unitIds: readonly number[],
): Promise<Map<number, { value: number | null; notAllocated: number | null }>> => {
  if (id === undefined || period === undefined) return new Map();
  const indicator = found(indicatorOf(id), refuse(unknownIndicator, { indicator: id }));
  if (await foreignIndicator(ask.tx, [id])) throw new Refused(refuse(unknownIndicator, { indicator: id }));
  const question = {
    unitIds,
    period: periodOfCode(period),
    slot: indicator.slot,
    line,
    reading,
    boundaries: ask.today,
  };
  return readOfUnits(ask, question);
};

/** What a post is to divisions of these units. */
const deciders = async (
  { tx, actor }: Pick<Ask, 'tx' | 'actor'>,
  unitIds: readonly number[],
): Promise<(unitId: number, pairs: readonly Pair[]) => Decider> => {
  const seen = actor.allUnits ? null : await unitsBelowEver(tx, actor.unitId, [...new Set(unitIds)]);
  const sees = (id: number) => seen?.has(id) ?? true;
  return (unitId, pairs) => ({
    sees: sees(unitId) || pairs.some(({ successorId }) => sees(successorId)),
    aboveAll: sees(unitId) && pairs.every(({ successorId }) => sees(successorId)),
    keepsUnits: actor.does.has('tag-unit'),
  });
};

const pairsOn = ({ lineage }: Register, unitId: number, on: CivilDate): Pair[] =>
  (lineage.successors.get(unitId) ?? []).filter((pair) => pair.on === on);

/**
 * Decides by which shares the figures of a divided unit are allocated. Refuses `kernel.not-found`, `kernel.not-allowed`,
 * `figures.not-divided`, `figures.not-a-part`, `figures.share-by-law`, `figures.shares-above-one`, `figures.division-decided`.
 */
export const decideDivision = async (
  { body }: Input<typeof api.decideDivision>,
  ask: Ask,
): Promise<Result<typeof api.decideDivision>> => {
  const { tx, actor, now } = ask;
  await q.holdDivisions(tx);
  const register = await registerNow(tx);
  if (!register.lineage.lives.has(body.unit)) throw new Refused(refuse(notFound, {}));
  const pairs = pairsOn(register, body.unit, body.on);
  const ids = [body.unit, ...pairs.map(({ successorId }) => successorId)];
  must(whyNotBeDecider((await deciders(ask, ids))(body.unit, pairs)));
  const names = new Map((await unitsInTime(tx, ids)).map(({ id, fullName }) => [id, fullName]));
  const standing = (await q.decisionsOf(tx, [body.unit])).some(({ on }) => on === body.on);
  must(
    whyNotDecide(
      body.shares,
      partsOf(pairs, (id) => names.get(id) ?? String(id)),
      standing,
    ),
  );
  const { unit, on, basis, shares } = body;
  // Only posts decide; what runs by itself has none.
  const madeBy = found(actor.postId, refuse(notFound, {}));
  const id = await q.insertDecision(tx, { unit, on, basis, madeAt: now, madeBy }, shares);
  await ask.audit({
    action: 'figures.decideDivision',
    subject: `division:${id}`,
    unitId: register.tree(ask.today).anchorOf(unit),
    after: { unit, on, shares, basis },
  });
  return { id };
};

/** Withdraws a decision about a divided unit. Refuses `kernel.not-found`, `kernel.not-allowed`, `figures.division-withdrawn`. */
export const withdrawDivision = async (
  { params }: Input<typeof api.withdrawDivision>,
  ask: Ask,
): Promise<Result<typeof api.withdrawDivision>> => {
  const { tx, actor, now } = ask;
  const decision = found(await q.findDecision(tx, params.decisionId), refuse(notFound, {}));
  const register = await registerNow(tx);
  const pairs = pairsOn(register, decision.predecessorId, decision.on);
  const ids = [decision.predecessorId, ...pairs.map(({ successorId }) => successorId)];
  must(whyNotBeDecider((await deciders(ask, ids))(decision.predecessorId, pairs)));
  await q.holdDivisions(tx);
  must(whyNotWithdraw(found(await q.findDecision(tx, decision.id), refuse(notFound, {}))));
  await q.withdrawDecision(tx, decision.id, now, found(actor.postId, refuse(notFound, {})));
  await ask.audit({
    action: 'figures.withdrawDivision',
    subject: `division:${decision.id}`,
    unitId: register.tree(ask.today).anchorOf(decision.predecessorId),
    before: { unit: decision.predecessorId, on: decision.on, basis: decision.basis },
  });
  return { id: decision.id };
};
