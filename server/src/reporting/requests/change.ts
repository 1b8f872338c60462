/** What becomes of a request: more time, an early end, or taken back. */
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import { momentInVietnam } from '@app/contract/kernel/working-days.ts';
import type * as api from '@app/contract/reporting/requests/routes.ts';
import { dropExpectations, periodOfCode } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { must } from '../../kernel/problem.ts';
import { tell } from '../../notices/index.ts';
import { unitById, unitFacts } from '../../org/index.ts';
import { formVersion } from '../form/queries.ts';
import { expectReports } from '../obligations.ts';
import * as q from './queries.ts';
import { whyNotClose, whyNotExtend, whyNotWithdraw } from './rules.ts';
import { requestOf } from './show.ts';

const held = async (ask: Ask, id: number): Promise<q.RequestRow> => {
  await q.holdRequest(ask.tx, id);
  return requestOf(ask, id);
};

/** Tells units what became of a request; where their report is gone, without a way to it. */
const tellUnits = async (
  ask: Ask,
  request: q.RequestRow,
  to: readonly { unitId: number; form: string; reportId: number | null }[],
  what: { kind: 'deadline' | 'ended'; dueAt: Date; occasion: string },
): Promise<number> => {
  const by = await unitById(ask.tx, ask.actor.unitId, ask.today);
  const titles = new Map<string, { vi: string; en: string }>();
  for (const code of request.forms) titles.set(code, (await formVersion(ask.tx, code, 1)).content.title);
  return tell(
    ask,
    to.map(({ unitId, form, reportId }) => ({
      unitId,
      line: request.line,
      kind: what.kind === 'deadline' ? ('deadline' as const) : ('request' as const),
      dueAt: what.dueAt,
      facts: {
        form: { code: form, title: titles.get(form) ?? { vi: form, en: form } },
        period: request.period,
        by: by?.fullName ?? null,
        ...(reportId !== null && { reportId }),
        ...(what.kind === 'ended' && { ended: true }),
      },
      occasion: `${what.occasion}:${unitId}`,
    })),
  );
};

/** More time for whoever has not answered. */
export const extend = async (
  { params, body }: Input<typeof api.extendRequest>,
  ask: Ask,
): Promise<Answer<typeof api.extendRequest>> => {
  const request = await held(ask, params.requestId);
  const dueAt = momentInVietnam(body.dueOn, body.dueHour);
  must(whyNotExtend(ask.actor, request, { dueAt, now: ask.now }));
  await q.extend(ask.tx, request.id, dueAt);
  const open = (await q.askedUnits(ask.tx, request.id)).filter(({ answeredAt }) => answeredAt === null);
  const told = await tellUnits(ask, request, open, {
    kind: 'deadline',
    dueAt,
    occasion: `request:${request.id}:${dueAt.toISOString()}`,
  });
  await ask.audit({
    action: 'reporting.extendRequest',
    subject: `request:${request.id}`,
    unitId: request.unitId,
    before: { dueAt: request.dueAt.toISOString() },
    after: { dueAt: dueAt.toISOString(), reason: body.reason, told },
  });
  return { told };
};

/** Who had not answered owes nothing any more; answers the units that are released. */
const end = async (
  ask: Ask,
  request: q.RequestRow,
  ended: 'closed' | 'withdrawn',
  reason: string,
): Promise<number[]> => {
  const { tx, now, actor } = ask;
  const period = periodOfCode(request.period);
  const released = await q.release(tx, request.id, now);
  const facts = await unitFacts(
    tx,
    released.map(({ unitId }) => unitId),
    period.endsOn,
  );
  for (const code of request.forms) {
    const units = released.filter(({ form }) => form === code).map(({ unitId }) => unitId);
    if (units.length === 0) continue;
    const level = facts.get(units[0] ?? 0)?.level ?? '';
    await expectReports(ask, await formVersion(tx, code, 1), level, period, units, dropExpectations);
  }
  await tellUnits(
    ask,
    request,
    released.map((each) => ({ ...each, reportId: null })),
    { kind: 'ended', dueAt: request.dueAt, occasion: `request:${request.id}:${ended}` },
  );
  await q.endRequest(tx, request.id, { ended, endedAt: now, endedBy: actor.postId, endedReason: reason });
  return released.map(({ unitId }) => unitId);
};

/** Ends a request: what was answered stays, nobody else owes an answer. */
export const close = async (
  { params, body }: Input<typeof api.closeRequest>,
  ask: Ask,
): Promise<Answer<typeof api.closeRequest>> => {
  const request = await held(ask, params.requestId);
  must(whyNotClose(ask.actor, request));
  const released = await end(ask, request, 'closed', body.reason);
  await ask.audit({
    action: 'reporting.closeRequest',
    subject: `request:${request.id}`,
    unitId: request.unitId,
    after: { reason: body.reason, released },
  });
  return { done: true };
};

/** Takes a request back as long as nobody has answered. */
export const withdraw = async (
  { params, body }: Input<typeof api.withdrawRequest>,
  ask: Ask,
): Promise<Answer<typeof api.withdrawRequest>> => {
  const request = await held(ask, params.requestId);
  must(whyNotWithdraw(ask.actor, request));
  const released = await end(ask, request, 'withdrawn', body.reason);
  await ask.audit({
    action: 'reporting.withdrawRequest',
    subject: `request:${request.id}`,
    unitId: request.unitId,
    after: { reason: body.reason, released },
  });
  return { done: true };
};
