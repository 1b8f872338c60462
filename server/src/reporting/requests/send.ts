/** Sends a request: forms for the purpose, reports of the chosen units alone, and what the ledger may expect of them. */
import { addDays, nextOf, type Period } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import { momentInVietnam } from '@app/contract/kernel/working-days.ts';
import { requestKindWords, type sendRequest } from '@app/contract/reporting/requests/routes.ts';
import { periodId, periodOfCode, sayPeriod } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must } from '../../kernel/problem.ts';
import { tell } from '../../notices/index.ts';
import { bodyOf, type Unit, unitById } from '../../org/index.ts';
import { faultsOfForm, whyNotPublish } from '../form/design/rules.ts';
import { type Form, whyNotPutForm } from '../form/rules.ts';
import { expectReports } from '../obligations.ts';
import { openReports, reportsOfUnits } from '../report/queries.ts';
import { look } from './preview.ts';
import * as q from './queries.ts';
import { codeOf, groupsOf, knownOfAll, whyNotAskKnown, whyNotDue } from './rules.ts';

type Body = Input<typeof sendRequest>['body'];

/** The form of one group: who asks stands above the figures, questions become its sections of words. */
const formOf = (body: Body, unit: Unit, period: Period, code: string, indicators: readonly string[]): Form => {
  const kind = requestKindWords[body.kind];
  const both = (text: string) => ({ vi: text, en: text });
  return {
    code,
    version: 1,
    line: body.line,
    // `whyNotPeriod` has refused periods that no form is made for.
    calendar: period.calendar,
    periodKind: period.kind as Form['periodKind'],
    content: {
      title: { vi: `${kind.vi}: ${body.title}`, en: `${kind.en}: ${body.title}` },
      sections: [
        {
          title: { vi: `${unit.fullName} yêu cầu`, en: `Asked by ${unit.fullName}` },
          rows: indicators.map((indicator) => ({ indicator, levels: [body.level], required: true })),
        },
      ],
      narrative: body.questions.map(({ title, required }, at) => ({
        key: `q${at + 1}`,
        title: both(title),
        required,
      })),
    },
  };
};

/** The checks of every published form; the period is the one it is made for, and what is known was left out before. */
const check = (form: Form, period: Period): void => {
  must(whyNotPutForm(form));
  const words = sayPeriod(period).words;
  must(
    whyNotPublish(
      faultsOfForm({
        ...form,
        ownerUnitId: null,
        from: period,
        fromWords: words,
        // It begins with its own period, so none is too early.
        first: { code: period.code, words, endsOn: addDays(period.startsOn, -1) },
        known: new Set(form.content.sections.flatMap(({ rows }) => rows.map(({ indicator }) => indicator))),
        beside: [],
        foreign: new Set(),
        before: null,
      }),
    ),
  );
};

/** Asks chosen units for figures and words (NĐ 09/2019/NĐ-CP Art. 3); each is told, with the deadline of the request. */
export const send = async ({ body }: Input<typeof sendRequest>, ask: Ask): Promise<Answer<typeof sendRequest>> => {
  const { tx, actor, now, today } = ask;
  await q.holdAsking(tx);
  const period = periodOfCode(body.period);
  const indicators = [...new Set(body.indicators)];
  const { below, elsewhere, known } = await look(ask, { ...body, period, indicators });
  must(elsewhere);
  const units = below.map(({ unitId }) => unitId);
  must(whyNotAskKnown(knownOfAll(known, units, indicators)));
  const dueAt = momentInVietnam(body.dueOn, body.dueHour);
  must(whyNotDue({ on: body.dueOn, at: dueAt }, period, now));
  const unit = found(await unitById(tx, actor.unitId, today), refuse(notFound, {}));
  const own = found(await bodyOf(tx, unit.id, body.line), refuse(notFound, {}));
  const groups = groupsOf(known, units, indicators);
  const asked = groups.flatMap((group) => group.units);
  const id = await q.insertRequest(tx, {
    unitId: unit.id,
    bodyId: own.id,
    line: body.line,
    kind: body.kind,
    title: body.title,
    reason: body.reason,
    periodId: periodId(period),
    dueAt,
    sentAt: now,
    sentBy: actor.postId,
    asked,
  });
  for (const [place, group] of groups.entries()) {
    const form = formOf(body, unit, period, codeOf(id, place), group.indicators);
    check(form, period);
    await q.storeAskedForm(tx, form, {
      unitId: unit.id,
      periodId: periodId(period),
      nextPeriodId: periodId(nextOf(period)),
      at: now,
      by: actor.postId,
    });
    await q.insertUnits(tx, id, form.code, group.units);
    const chosen = new Set(group.units);
    const owed = below.filter(({ unitId }) => chosen.has(unitId)).map((each) => ({ ...each, dueAt }));
    await openReports(tx, form, periodId(period), owed);
    await expectReports(ask, form, body.level, period, group.units);
    const reports = await reportsOfUnits(tx, group.units, form.code, periodId(period), today);
    await tell(
      ask,
      reports.map((report) => ({
        unitId: report.unitId,
        line: body.line,
        kind: 'request' as const,
        dueAt,
        facts: {
          form: { code: form.code, title: form.content.title },
          period: period.code,
          by: unit.fullName,
          reportId: report.id,
        },
        occasion: `request:${id}:${report.unitId}`,
      })),
    );
  }
  await ask.audit({
    action: 'reporting.sendRequest',
    subject: `request:${id}`,
    unitId: unit.id,
    after: { kind: body.kind, period: period.code, dueAt: dueAt.toISOString(), indicators, units: asked },
  });
  return { id, asked: asked.length, leftOut: units.length - asked.length };
};
