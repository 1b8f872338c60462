/** Opens finished office files the hard way, part by part, so that the tests see what Word and Excel will read. */
import { Resvg } from '@resvg/resvg-js';
import JSZip from 'jszip';

/** Every XML part of an office file by its path. */
export const readParts = async (file: Buffer): Promise<Map<string, string>> => {
  const zip = await JSZip.loadAsync(file);
  const texts = Object.values(zip.files)
    .filter(({ name }) => /\.(xml|rels)$/.test(name))
    .map(async (part): Promise<[string, string]> => [part.name, await part.async('string')]);
  return new Map(await Promise.all(texts));
};

/** The parts whose path matches, joined. */
export const partsLike = (parts: ReadonlyMap<string, string>, path: RegExp): string =>
  [...parts].flatMap(([name, xml]) => (path.test(name) ? [xml] : [])).join('\n');

const decode = (xml: string): string =>
  xml
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&amp;/g, '&');

/** The words of a Word part, one line per paragraph. */
export const wordText = (xml: string): string =>
  [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)]
    .map(([paragraph]) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs)].map(([, text]) => decode(text ?? '')).join(''),
    )
    .join('\n');

/** The texts of a workbook's shared table. */
export const sharedTexts = (parts: ReadonlyMap<string, string>): string[] =>
  [...partsLike(parts, /sharedStrings/).matchAll(/<si>(.*?)<\/si>/gs)].map(([, item]) =>
    decode([...(item ?? '').matchAll(/<t(?: [^>]*)?>(.*?)<\/t>/gs)].map(([, text]) => text).join('')),
  );

/** Targets of the links of a part. */
export const linkTargets = (relations: string): string[] =>
  [...relations.matchAll(/Target="([^"]*)"[^>]*TargetMode="External"|TargetMode="External"[^>]*Target="([^"]*)"/g)].map(
    ([, a, b]) => decode(a ?? b ?? ''),
  );

/** null when an XML part is well-formed, else the parser's complaint. The strict parser at hand is the one of SVG. */
export const whyNotWellFormed = (xml: string): string | null => {
  const bare = xml.replace(/^\s*<\?xml[^>]*\?>/, '');
  try {
    new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">${bare}</svg>`, {
      font: { loadSystemFonts: false },
    });
    return null;
  } catch (error) {
    return String(error);
  }
};
