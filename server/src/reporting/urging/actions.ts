/** Urging: from the list of who is late to a letter that is sent and remembered. */
import { daysBetween, parsePeriod, sayDate, todayInVietnam } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, FileAnswer, Input, Result } from '@app/contract/kernel/route.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import { dayOfDeadline, momentInVietnam } from '@app/contract/kernel/working-days.ts';
import { letterNotWritten, urgingAnswered } from '@app/contract/reporting/urging/problems.ts';
import type * as api from '@app/contract/reporting/urging/routes.ts';
import { paperMayFollow, RenderError, renderInWorker } from '../../documents/index.ts';
import { periodId, periodOfCode, sayPeriod, unitsToRead } from '../../figures/index.ts';
import { postTitles } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused, sayWhyNot } from '../../kernel/problem.ts';
import { tell } from '../../notices/index.ts';
import { bodiesByIds, bodyOf, unitById, unitsByIds } from '../../org/index.ts';
import { formForPeriod } from '../form/find.ts';
import { whyNotReadDesk } from '../report/rules.ts';
import { composeLetter } from './letter.ts';
import * as q from './queries.ts';
import { whyNotDraft, whyNotSendTo, whyNotSendUrging, whyNotUrge } from './rules.ts';

/** The desk that is asked about: a unit the post reads, a form, a period, and who is late there. */
const deskOf = async (ask: Ask, asked: { unit: number; form: string; period: string }) => {
  const { tx, actor, today } = ask;
  await unitsToRead(ask, [asked.unit]);
  const period = periodOfCode(asked.period);
  const form = await formForPeriod(tx, asked.form, period);
  must(whyNotReadDesk(actor, form.line));
  const unit = found(
    (await unitsByIds(tx, [{ id: asked.unit, on: period.endsOn }])).get(asked.unit),
    refuse(notFound, {}),
  );
  const desk = { unitId: unit.id, isRoot: unit.level === 'nation' };
  const late = await q.lateOnDesk(tx, desk, form.code, periodId(period), ask);
  const daysLate = (dueAt: Date) => Math.max(0, daysBetween(dayOfDeadline(dueAt), today));
  return { unit, period, form, late: late.map((row) => ({ ...row, daysLate: daysLate(row.dueAt) })) };
};

/** Who is late with a form and period below a unit, and the letters so far. */
export const showUrgings = async (
  { query }: Input<typeof api.listUrgings>,
  ask: Ask,
): Promise<Result<typeof api.listUrgings>> => {
  const { tx, actor, today } = ask;
  const { unit, period, form, late } = await deskOf(ask, query);
  const names = await unitsByIds(
    tx,
    late.map(({ unitId }) => ({ id: unitId, on: today })),
  );
  return {
    unit: { id: unit.id, fullName: unit.fullName },
    form: { code: form.code, title: form.content.title },
    period: sayPeriod(period),
    late: late
      .map(({ reportId, unitId, dueAt, daysLate, urged, urgedAt }) => ({
        reportId,
        unit: { id: unitId, fullName: names.get(unitId)?.fullName ?? '' },
        dueAt: dueAt.toISOString(),
        daysLate,
        urged,
        urgedAt: urgedAt?.toISOString() ?? null,
      }))
      .sort((a, b) => b.daysLate - a.daysLate || compareVietnamese(a.unit.fullName, b.unit.fullName)),
    urgings: await sayUrgings(ask, await q.urgingsOfDesk(tx, unit.id, form.code, periodId(period))),
    whyNot: { draftUrging: sayWhyNot(whyNotUrge(actor, { unitId: unit.id, line: form.line })) },
  };
};

const sayUrgings = async (ask: Ask, rows: readonly q.UrgingRow[]): Promise<Result<typeof api.getUrging>[]> => {
  const { tx, actor, today } = ask;
  if (rows.length === 0) return [];
  const reports = await q.urgedReports(
    tx,
    rows.map(({ id }) => id),
  );
  const units = await unitsByIds(
    tx,
    [...rows, ...reports].map(({ unitId }) => ({ id: unitId, on: today })),
  );
  const bodies = await bodiesByIds(
    tx,
    rows.map(({ bodyId }) => bodyId),
  );
  const posts = await postTitles(
    tx,
    rows.flatMap(({ draftedBy, sentBy }) => [draftedBy, sentBy]),
  );
  const unitOf = (id: number) => ({ id, fullName: units.get(id)?.fullName ?? '' });
  const nobody = { vi: 'Hệ thống', en: 'The program' };
  const titleOf = (post: number | null) => (post === null ? nobody : (posts.get(post) ?? nobody));
  return rows.map((row) => ({
    id: row.id,
    unit: unitOf(row.unitId),
    body: bodies.get(row.bodyId) ?? { vi: '', en: '' },
    form: { code: row.form, title: row.title },
    period: sayPeriod(periodOfCode(row.period)),
    until: row.until,
    note: row.note,
    draftedAt: row.draftedAt.toISOString(),
    draftedBy: titleOf(row.draftedBy),
    number: row.number,
    issuedOn: row.issuedOn,
    sentAt: row.sentAt?.toISOString() ?? null,
    sentBy: row.sentAt === null ? null : titleOf(row.sentBy),
    // Who reported before a letter left is not urged by it: of a letter that was sent nobody else is told.
    reports: reports
      .filter(({ urgingId, reportedBefore }) => urgingId === row.id && (row.sentAt === null || !reportedBefore))
      .map(({ reportId, unitId, dueAt, daysLate, answeredAt }) => ({
        reportId,
        unit: unitOf(unitId),
        dueAt: dueAt.toISOString(),
        daysLate,
        answeredAt: answeredAt?.toISOString() ?? null,
      })),
    whyNotSend: sayWhyNot(whyNotSendUrging(row, actor, today)),
  }));
};

/** Drafts the letter to units that are late on the own desk; nothing leaves yet. */
export const draftUrging = async (
  { body }: Input<typeof api.draftUrging>,
  ask: Ask,
): Promise<Answer<typeof api.draftUrging>> => {
  const { tx, actor, now, today } = ask;
  const { unit, period, form, late } = await deskOf(ask, body);
  must(whyNotUrge(actor, { unitId: unit.id, line: form.line }));
  const asked = new Set(body.reports);
  must(whyNotDraft(body, new Set(late.map(({ reportId }) => reportId)), today));
  const own = found(await bodyOf(tx, unit.id, form.line as Parameters<typeof bodyOf>[2]), refuse(notFound, {}));
  const reports = late.filter(({ reportId }) => asked.has(reportId));
  const id = await q.insertUrging(
    tx,
    {
      unitId: unit.id,
      bodyId: own.id,
      line: form.line,
      form: form.code,
      periodId: periodId(period),
      until: body.until,
      note: body.note,
      draftedAt: now,
      draftedBy: actor.postId,
    },
    reports,
  );
  await ask.audit({
    action: 'reporting.draftUrging',
    subject: `urging:${id}`,
    unitId: unit.id,
    after: { form: form.code, period: period.code, until: body.until, units: reports.map(({ unitId }) => unitId) },
  });
  return { id };
};

const urgingOf = async (ask: Ask, id: number) => {
  const row = found(await q.urgingById(ask.tx, id), refuse(notFound, {}));
  const reads = row.line === undefined || ask.actor.lines.includes(row.line);
  return found(reads ? row : null, refuse(notFound, {}));
};

/** One letter: for the superior's subtree, and once sent for the units it urges. */
export const showUrging = async (
  { params }: Input<typeof api.getUrging>,
  ask: Ask,
): Promise<Result<typeof api.getUrging>> => {
  const [said] = await sayUrgings(ask, [await urgingOf(ask, params.urgingId)]);
  paperMayFollow();
  return found(said, refuse(notFound, {}));
};

/** Sends the letter: with number and date, to the inbox of every unit that has not sent meanwhile. */
export const sendUrging = async (
  { params, body }: Input<typeof api.sendUrging>,
  ask: Ask,
): Promise<Answer<typeof api.sendUrging>> => {
  const { tx, actor, now, today } = ask;
  await q.holdUrging(tx, params.urgingId);
  const urging = await urgingOf(ask, params.urgingId);
  must(whyNotSendUrging(urging, actor, today, body.issuedOn));
  const unit = found(await unitById(tx, urging.unitId, today), refuse(notFound, {}));
  const urged = await q.urgedReports(tx, [urging.id]);
  const names = await unitsByIds(
    tx,
    urged.map(({ unitId }) => ({ id: unitId, on: today })),
  );
  const { reported, ...letter } = body;
  must(
    whyNotSendTo(
      urged.map((each) => ({ ...each, name: names.get(each.unitId)?.fullName ?? '' })),
      new Set(reported),
    ),
  );
  const open = urged.filter(({ answeredAt }) => answeredAt === null);
  await q.markSent(tx, urging.id, { ...letter, sentAt: now, sentBy: actor.postId });
  const told = await tell(
    ask,
    open.map(({ reportId, unitId, daysLate }) => ({
      unitId,
      line: urging.line,
      kind: 'urging',
      dueAt: momentInVietnam(urging.until, 17),
      facts: {
        form: { code: urging.form, title: urging.title },
        period: urging.period,
        by: unit.fullName,
        days: daysLate,
        reportId,
        urgingId: urging.id,
      },
      occasion: `urging:${urging.id}:${unitId}`,
    })),
  );
  await ask.audit({
    action: 'reporting.sendUrging',
    subject: `urging:${urging.id}`,
    unitId: urging.unitId,
    after: { ...letter, told, units: open.map(({ unitId }) => unitId) },
  });
  return { told };
};

/** The letter as a file that the office goes on editing. */
export const downloadUrging = async (
  { params }: Input<typeof api.downloadUrging>,
  ask: Ask,
  { request }: { request: { protocol: string; host: string } },
): Promise<() => Promise<FileAnswer>> => {
  const { tx, now, today } = ask;
  const urging = await urgingOf(ask, params.urgingId);
  const period = found(parsePeriod(urging.period), refuse(notFound, {}));
  // Who reported before the letter left is not named in it.
  const reports = (await q.urgedReports(tx, [urging.id])).filter(({ reportedBefore }) => !reportedBefore);
  if (reports.length === 0) throw new Refused(refuse(urgingAnswered, {}));
  const units = await unitsByIds(
    tx,
    [urging, ...reports].map(({ unitId }) => ({ id: unitId, on: today })),
  );
  const bodies = await bodiesByIds(
    tx,
    [urging, ...reports].flatMap(({ bodyId }) => (bodyId === null ? [] : [bodyId])),
  );
  const unit = found(units.get(urging.unitId), refuse(notFound, {}));
  const document = composeLetter({
    demonstration: await q.isDemonstration(tx),
    unit,
    body: bodies.get(urging.bodyId)?.vi ?? '',
    line: urging.line,
    form: urging.title.vi,
    period,
    until: urging.until,
    note: urging.note,
    asOf: urging.sentAt ?? now,
    draftedAt: urging.draftedAt,
    number: urging.number,
    issuedOn: urging.issuedOn,
    late: reports
      .map(({ unitId, bodyId, dueAt, daysLate }) => ({
        addressee: (bodyId === null ? undefined : bodies.get(bodyId)?.vi) ?? units.get(unitId)?.fullName ?? '',
        dueAt,
        daysLate,
      }))
      .sort((a, b) => b.daysLate - a.daysLate || compareVietnamese(a.addressee, b.addressee)),
  });
  const baseUrl = `${request.protocol}://${request.host}`;
  return async () => {
    const docx = await docxOf(document, baseUrl);
    const day = sayDate(urging.issuedOn ?? todayInVietnam(urging.draftedAt), 'vi').replaceAll('/', '-');
    return { name: `Đôn đốc ${urging.form} ${urging.period} ${day}.docx`, content: docx };
  };
};

const docxOf = async (document: ReturnType<typeof composeLetter>, baseUrl: string): Promise<Buffer> => {
  try {
    const { docx } = await renderInWorker({ document, formats: ['docx'], baseUrl });
    return found(docx, refuse(letterNotWritten, {}));
  } catch (error) {
    if (error instanceof RenderError) throw new Refused(refuse(letterNotWritten, {}));
    throw error;
  }
};
