import * as z from 'zod';
import { officialDocument } from '../documents/tree.ts';
import { periodCode, readings } from '../figures/routes.ts';
import { id, wordsAnswer } from '../kernel/answer.ts';
import { route } from '../kernel/route.ts';

const which = z.object({
  unit: id,
  period: periodCode,
  reading: z.enum(readings).default('accepted'),
  language: z.enum(['vi', 'en']).default('vi'),
});

export const getReview = route({
  method: 'GET',
  path: '/api/review',
  summary: 'The review report of a unit and period as a document tree, every figure with its trace',
  query: which,
  response: z.object({
    title: wordsAnswer,
    figures: z.number().int(),
    document: officialDocument,
    /** Sentences about what is missing before it can be signed. */
    remarks: z.array(wordsAnswer),
  }),
});

const download = <const F extends string, const M extends string>(format: F, media: M) =>
  route({
    method: 'GET',
    path: `/api/review/${format}`,
    summary: `The review report as ${format.toUpperCase()}`,
    query: which,
    file: media,
    response: z.unknown(),
  });

export const downloadDocx = download('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
export const downloadPdf = download('pdf', 'application/pdf');
export const downloadXlsx = download('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
