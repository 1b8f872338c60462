/** From tree to files, on whatever thread it is called: checks the request, cleans the text, writes each format asked for. */
import * as z from 'zod';
import { cleanTree } from './clean.ts';
import { writeDocx } from './docx.ts';
import { writePdf } from './pdf.ts';
import { type RenderedFiles, type RenderRequest, renderRequest } from './request.ts';
import { writeAnnex } from './xlsx.ts';

/** The files asked for, or what is wrong with the request, one line per fault. */
export const writeFormats = async (request: RenderRequest): Promise<{ files: RenderedFiles } | { invalid: string }> => {
  const parsed = renderRequest.safeParse(request);
  if (!parsed.success) return { invalid: z.prettifyError(parsed.error) };
  const { document, annex, formats, baseUrl } = cleanTree(parsed.data);
  const files: RenderedFiles = {};
  if (document && formats.includes('docx')) files.docx = await writeDocx(document, baseUrl);
  if (document && formats.includes('pdf')) files.pdf = writePdf(document, baseUrl);
  if (annex && formats.includes('xlsx')) files.xlsx = await writeAnnex(annex, baseUrl);
  return { files };
};
