import * as z from 'zod';
import { periodAnswer, periodCode, precisions } from '../../figures/routes.ts';
import { id, moment, whyNotAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { formVersion, reportStates } from '../routes.ts';

const enteredCell = z.object({
  value: z.number().nullable(),
  precision: z.enum(precisions),
  kind: z.enum(['own', 'declared']),
  note: z.string().nullable(),
});

export const getEntryGrid = route({
  method: 'GET',
  path: '/api/entry-grid',
  summary:
    'The reports of all units directly below as one grid, units by indicators, with the figures of earlier periods; of the own commune its own report',
  query: z.object({ unit: id, form: z.string().max(40), period: periodCode }),
  response: z.object({
    unit: z.object({ id: z.number().int(), fullName: z.string(), level: z.string() }),
    form: formVersion,
    period: periodAnswer,
    dueAt: moment.nullable(),
    /** The rows of the form from top to bottom: every list of figures below stands in this order. */
    indicators: z.array(z.string()),
    rows: z.array(
      z.object({
        reportId: z.number().int(),
        /** The draft of the report as the unit itself keeps it: counted on, never shown. */
        draftVersion: z.number().int(),
        unit: z.object({ id: z.number().int(), code: z.string(), fullName: z.string() }),
        state: z.enum(reportStates),
        isLate: z.boolean(),
        /** What was sent last; null where nothing was. A draft is seen by those who type it only. */
        cells: z.array(enteredCell.nullable()),
        previous: z.array(z.number().nullable()),
        lastYear: z.array(z.number().nullable()),
        returnReason: z.string().nullable(),
        /** Why the figures of this unit cannot be entered here. */
        whyNot: whyNotAnswer,
      }),
    ),
    whyNot: z.object({ importReports: whyNotAnswer }),
  }),
});
