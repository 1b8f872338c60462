import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { editionNotFound } from '@app/contract/figures/problems.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import type { Period } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { getEdition, issueEdition } from '@app/contract/reporting/routes.ts';
import {
  editionsOf,
  freeze,
  hashToday,
  periodId,
  periodOfCode,
  publishedValues,
  readFigures,
  sayPeriod,
  unitsOfEdition,
  unitsToRead,
} from '../../figures/index.ts';
import { postTitles } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused } from '../../kernel/problem.ts';
import { unitsBelow, unitsByIds } from '../../org/index.ts';
import { extentOf, frozenOf } from '../form/extent.ts';
import { formForPeriod } from '../form/find.ts';
import { formsFiled } from '../form/queries.ts';
import { type Form, indicatorsOf } from '../form/rules.ts';
import { hasHandled, lockReports } from '../report/queries.ts';
import { changesSince, publishedSlots } from './differences.ts';
import { openEdition } from './open.ts';
import { keepChanges } from './queries.ts';
import { whyNotDated, whyNotIssue, whyNotSupersede } from './rules.ts';

type EditionRow = Awaited<ReturnType<typeof editionsOf>>[number];

/** Editions as they are shown: number, date, signer's post, hash. */
export const sayEdition = async (ask: Ask, rows: readonly EditionRow[]) => {
  const titles = await postTitles(
    ask.tx,
    rows.map((row) => row.signerPostId),
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    issuedOn: row.issuedOn,
    issuedAt: row.issuedAt.toISOString(),
    signer: titles.get(row.signerPostId) ?? { vi: '', en: '' },
    hash: row.hash,
    supersedesId: row.supersedesId,
    isSuperseded: Boolean(row.isSuperseded),
  }));
};

const countAccepted = async (ask: Ask, unitId: number, form: Form, period: Period): Promise<number> => {
  const ids = indicatorsOf(form);
  const figures = await readFigures(ask.tx, {
    indicators: ids,
    unitIds: [unitId],
    periods: [period],
    line: form.line,
    reading: 'accepted',
  });
  return figures.filter((figure) => figure.value !== null).length;
};

/** The forms whose reports fill the cells that an edition of a form would hold: its own, and those that its ratios rest on. */
const formsFrozen = async (ask: Ask, at: { form: Form; period: Period }): Promise<string[]> => {
  const { slots, parts } = frozenOf(at.form);
  const held = new Set([...slots, ...parts]);
  const filed = await formsFiled(ask.tx, periodId(at.period), at.form.line);
  const feeding = filed.filter((form) => extentOf(form).slots.some((slot) => held.has(slot)));
  return [...new Set([at.form.code, ...feeding.map(({ code }) => code)])];
};

/** Why the asking post may not issue this unit's period now; null when it may. */
export const whyNotIssueNow = async (
  ask: Ask,
  at: { unitId: number; form: Form; period: Period },
): Promise<Refusal | null> => {
  const alreadyIssued = (await editionsOf(ask.tx, at.unitId, periodId(at.period), at.form.code)).length > 0;
  const acceptedFigures = await countAccepted(ask, at.unitId, at.form, at.period);
  // A person with a single post that issues has never sent or decided anything.
  const handled =
    ask.actor.does.has('issue') &&
    ask.actor.personsPosts.length > 1 &&
    (await hasHandled(ask.tx, ask.actor.personsPosts, await formsFrozen(ask, at), periodId(at.period)));
  return whyNotIssue(
    { unitId: at.unitId, line: at.form.line, period: at.period, acceptedFigures, alreadyIssued, handled },
    ask.actor,
    ask.today,
  );
};

/**
 * Issues (ban hành): freezes the accepted totals that the form asks for, of the unit and of everything below it with number, date and the signer's
 * post, and locks the reports underneath. Issuing again supersedes the edition before and needs a reason.
 */
export const issue = async ({ body }: Input<typeof issueEdition>, ask: Ask): Promise<Result<typeof issueEdition>> => {
  const { tx, actor } = ask;
  await unitsToRead(ask, [body.unit]);
  const period = periodOfCode(body.period);
  const form = await formForPeriod(tx, body.form, period);
  must(whyNotDated(body.issuedOn, period, ask.today));
  must(await whyNotIssueNow(ask, { unitId: body.unit, form, period }));
  const [newest] = await editionsOf(tx, body.unit, periodId(period), form.code);
  must(whyNotSupersede(newest !== undefined, body.reason));
  const signer = found(actor.postId, refuse(notFound, {}));
  // First the lock: an acceptance that has not committed waits behind it, so that nothing changes while the totals are frozen.
  const below = await unitsBelow(tx, body.unit, period.endsOn);
  await lockReports(
    tx,
    below.map((unit) => unit.id),
    form.code,
    periodId(period),
    ask.now,
  );
  // What the correction changes is told once nothing can change any more, and before the new figures are frozen.
  const changes = newest ? await changesSince(ask, newest, form) : [];
  const edition = await freeze(tx, {
    unitId: body.unit,
    periodId: periodId(period),
    line: form.line,
    form: form.code,
    number: body.number,
    issuedOn: body.issuedOn,
    issuedAt: ask.now,
    signerPostId: signer,
    supersedesId: newest?.id ?? null,
    reason: body.reason,
    ...frozenOf(form),
  });
  await keepChanges(tx, edition.id, changes);
  await ask.audit({
    action: 'reporting.issueEdition',
    subject: `edition:${edition.id}`,
    unitId: body.unit,
    before: newest ? { edition: newest.id } : undefined,
    after: { ...body, hash: edition.hash, ...(newest && { changed: changes.length }) },
  });
  return edition;
};

/** An edition with what it changed against the one before, and what has changed since: of its own unit, or of one below. */
export const showEdition = async (
  { params, query }: Input<typeof getEdition>,
  ask: Ask,
): Promise<Result<typeof getEdition>> => {
  const { tx } = ask;
  const { row, form, period, compares } = await openEdition(ask, params.editionId);
  const unitId = query.of ?? row.unitId;
  if (unitId !== row.unitId) {
    if (!compares) throw new Refused(refuse(editionNotFound, {}));
    await unitsToRead(ask, [unitId]);
    must(
      (await unitsOfEdition(tx, row.id, [...publishedSlots(form).keys()])).includes(unitId)
        ? null
        : refuse(editionNotFound, {}),
    );
  }
  const units = await unitsByIds(tx, [
    { id: row.unitId, on: period.endsOn },
    { id: unitId, on: period.endsOn },
  ]);
  const unit = found(units.get(row.unitId), refuse(notFound, {}));
  const of = found(units.get(unitId), refuse(notFound, {}));
  const published = await publishedValues(tx, row.id, unitId);
  const before = row.supersedesId === null ? null : await publishedValues(tx, row.supersedesId, unitId);
  const ids = indicatorsOf(form).filter((id) => indicatorOf(id)?.kind !== 'D');
  const today = await readFigures(tx, {
    indicators: compares ? ids : [],
    unitIds: [unitId],
    periods: [period],
    line: row.line as Line,
    reading: 'accepted',
  });
  const [edition] = await sayEdition(ask, [row]);
  if (!edition) throw new Error('an edition without a head');
  return {
    edition,
    unit: { id: unit.id, fullName: unit.fullName },
    of: { id: of.id, fullName: of.fullName, level: of.level },
    compares,
    period: sayPeriod(period),
    form: row.form,
    reason: row.reason,
    hashHolds: (await hashToday(tx, row.id)) === row.hash,
    rows: ids.map((indicator) => ({
      indicator,
      published: published.get(indicator) ?? null,
      superseded: before?.get(indicator) ?? null,
      today: today.find((figure) => figure.indicator === indicator)?.value ?? null,
    })),
  };
};
