/** What bodies are told beside reminders: a report came back, a deadline has moved. */
import type { Words } from '@app/contract/kernel/words.ts';
import type { Ask } from '../../kernel/ask.ts';
import { tell } from '../../notices/index.ts';
import { unitById } from '../../org/index.ts';
import type { OpenRow } from './queries.ts';
import { formNames } from './queries.ts';

type Report = { id: number; unitId: number; line: string; form: string; period: string; revision: number; dueAt: Date };

/** Tells a body that its report came back; the reason stands on the report. */
export const tellReturned = async (ask: Ask, report: Report, title: Words): Promise<void> => {
  const by = await unitById(ask.tx, ask.actor.unitId, ask.today);
  await tell(ask, [
    {
      unitId: report.unitId,
      line: report.line,
      kind: 'returned',
      dueAt: report.dueAt,
      facts: {
        form: { code: report.form, title },
        period: report.period,
        by: by?.fullName ?? null,
        reportId: report.id,
      },
      occasion: `returned:report:${report.id}:${report.revision}`,
    },
  ]);
};

/** Tells bodies that a deadline has moved, on the lines that the asking post acts for; the others learn it by their reminders. */
export const tellMoved = async (ask: Ask, moves: readonly OpenRow[]): Promise<void> => {
  const names = new Map((await formNames(ask.tx)).map(({ code, title }) => [code, title]));
  await tell(
    ask,
    moves
      .filter(({ line }) => ask.actor.ownLines.includes(line))
      .map(({ id, unitId, line, form, period, dueAt }) => ({
        unitId,
        line,
        kind: 'deadline' as const,
        dueAt,
        facts: { form: { code: form, title: names.get(form) ?? { vi: form, en: form } }, period, reportId: id },
        occasion: `deadline:report:${id}:${dueAt.toISOString()}:${ask.requestId}`,
      })),
  );
};
