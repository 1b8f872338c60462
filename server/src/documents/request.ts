/** What a caller asks of the renderer. Apart from the writers, so that the server's own thread never loads these. */
import { annexWorkbook } from '@app/contract/documents/annex.ts';
import { officialDocument } from '@app/contract/documents/tree.ts';
import * as z from 'zod';

export const documentFormats = ['docx', 'pdf', 'xlsx'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

export const renderRequest = z
  .object({
    document: officialDocument.optional(),
    annex: annexWorkbook.optional(),
    formats: z.array(z.enum(documentFormats)).min(1),
    /** Where the instance is reached, for the links of figures to their trace. */
    baseUrl: z.url({ protocol: /^https?$/ }),
  })
  .refine(({ document, formats }) => document !== undefined || formats.every((format) => format === 'xlsx'), {
    message: 'DOCX and PDF need a document',
  })
  .refine(({ annex, formats }) => annex !== undefined || !formats.includes('xlsx'), {
    message: 'XLSX needs an annex workbook',
  });

export type RenderRequest = z.input<typeof renderRequest>;
export type RenderedFiles = Partial<Record<DocumentFormat, Buffer>>;
