/** The requests of a unit, with how far each is. */
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type * as api from '@app/contract/reporting/requests/routes.ts';
import { periodOfCode, sayPeriod } from '../../figures/index.ts';
import { postTitles } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, sayWhyNot } from '../../kernel/problem.ts';
import { unitById, unitsByIds } from '../../org/index.ts';
import * as q from './queries.ts';
import { compareAsked, whyNotAsk, whyNotClose, whyNotExtend, whyNotWithdraw } from './rules.ts';

/** What the unit has sent, and on which lines and levels it asks. */
export const list = async (_: unknown, ask: Ask): Promise<Result<typeof api.listRequests>> => {
  const { tx, actor, now, today } = ask;
  const unit = await unitById(tx, actor.unitId, today);
  const lines = actor.ownLines.filter((line) => whyNotAsk(actor, line) === null);
  const levels = unit?.level === 'nation' ? (['province', 'commune'] as const) : (['commune'] as const);
  return {
    requests: await sayRequests(ask, await q.requestsOf(tx, actor.unitId, actor.lines, now)),
    lines: lines as Result<typeof api.listRequests>['lines'],
    levels: unit?.level === 'commune' ? [] : [...levels],
    whyNot: { sendRequest: sayWhyNot(whyNotAsk(actor, actor.ownLines[0] ?? actor.lines[0] ?? '')) },
  };
};

const sayRequests = async (ask: Ask, rows: readonly q.RequestRow[]) => {
  const { tx, actor, today } = ask;
  if (rows.length === 0) return [];
  const units = await unitsByIds(
    tx,
    rows.map(({ unitId }) => ({ id: unitId, on: today })),
  );
  const posts = await postTitles(
    tx,
    rows.map(({ sentBy }) => sentBy),
  );
  return rows.map((row) => ({
    id: row.id,
    by: { id: row.unitId, fullName: units.get(row.unitId)?.fullName ?? '' },
    line: row.line,
    kind: row.kind,
    title: row.title,
    reason: row.reason,
    period: sayPeriod(periodOfCode(row.period)),
    dueAt: row.dueAt.toISOString(),
    sentAt: row.sentAt.toISOString(),
    sentBy: row.sentBy === null ? null : (posts.get(row.sentBy) ?? null),
    ended: row.ended,
    endedAt: row.endedAt?.toISOString() ?? null,
    endedReason: row.endedReason,
    forms: row.forms,
    asked: row.asked,
    answered: row.answered,
    late: row.late,
    whyNot: {
      extendRequest: sayWhyNot(whyNotExtend(actor, row)),
      closeRequest: sayWhyNot(whyNotClose(actor, row)),
      withdrawRequest: sayWhyNot(whyNotWithdraw(actor, row)),
    },
  }));
};

/** One request as the asking post may read it; outside its reach and line: not found. */
export const requestOf = async (ask: Ask, id: number): Promise<q.RequestRow> => {
  const row = found(await q.requestById(ask.tx, id, ask.now), refuse(notFound, {}));
  return found(ask.actor.lines.includes(row.line) ? row : null, refuse(notFound, {}));
};

export const show = async (
  { params }: Input<typeof api.getRequest>,
  ask: Ask,
): Promise<Result<typeof api.getRequest>> => {
  const { tx, now, today } = ask;
  const [said] = await sayRequests(ask, [await requestOf(ask, params.requestId)]);
  const units = await q.askedUnits(tx, params.requestId);
  const names = await unitsByIds(
    tx,
    units
      .flatMap(({ unitId, withinId }) => (withinId === null ? [unitId] : [unitId, withinId]))
      .map((id) => ({ id, on: today })),
  );
  const nameOf = (id: number): string => names.get(id)?.fullName ?? '';
  return {
    ...found(said, refuse(notFound, {})),
    units: units
      .map(({ unitId, withinId, form, reportId, answeredAt, dueAt }) => ({
        unit: { id: unitId, fullName: nameOf(unitId), within: withinId === null ? null : nameOf(withinId) },
        form,
        reportId,
        answeredAt: answeredAt?.toISOString() ?? null,
        isLate: dueAt !== null && (answeredAt ?? now).getTime() > dueAt.getTime(),
      }))
      .sort((a, b) => compareAsked(a.unit, b.unit)),
  };
};
