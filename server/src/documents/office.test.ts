/** Opens the finished papers with the programs of an office: what LibreOffice shows is what a clerk will see. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OfficialDocument } from '@app/contract/documents/tree.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileDocument } from './testing/hostile.ts';
import { sampleDocument } from './testing/sample.ts';
import { runProgram, whyNotUse } from './testing/system.ts';
import { writeFormats } from './write.ts';

const noOffice = whyNotUse('soffice');
const noReader = whyNotUse('pdftotext') ?? whyNotUse('pdffonts');
const named = (title: string, reason: string | null) => (reason === null ? title : `${title} (skipped: ${reason})`);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'papers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const save = async (name: string, document: OfficialDocument) => {
  const written = await writeFormats({
    document,
    formats: ['docx', 'pdf'],
    baseUrl: 'https://chungtay.example',
  });
  if ('invalid' in written) throw new Error(written.invalid);
  for (const [format, file] of Object.entries(written.files)) await writeFile(join(folder, `${name}.${format}`), file);
};

/** What LibreOffice makes of a file. A profile of its own, so that an open LibreOffice does not answer instead. */
const open = async (name: string) => {
  const out = join(folder, `${name.replace('.', '-')}-opened`);
  const profile = pathToFileURL(join(folder, 'profile')).href;
  await runProgram(
    'soffice',
    [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', 'pdf', '--outdir', out, join(folder, name)],
    { timeout: 90_000 },
  );
  return join(out, name.replace(/\.\w+$/, '.pdf'));
};

/** The pages of a PDF as text, in the order of the layout. */
const pagesOf = async (file: string): Promise<string[]> => {
  const { stdout } = await runProgram('pdftotext', ['-layout', file, '-'], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.normalize('NFC').split('\f').slice(0, -1);
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

const looksLikeThePaper = (pages: readonly string[]): void => {
  const [first = '', second = ''] = pages;
  expect(pages.length).toBeGreaterThanOrEqual(5);
  expect(pages.length).toBeLessThanOrEqual(8);
  // The national title stays on one line, the motto under it.
  expect(first).toMatch(/CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
  expect(first).toMatch(/Độc lập - Tự do - Hạnh phúc/);
  for (const page of pages) expect(page).toContain('SỐ LIỆU MINH HỌA');
  expect(first.trimStart()).not.toMatch(/^1\s/);
  expect(second.trimStart()).toMatch(/^2\s/);
  const paper = oneLine(pages.join(' '));
  for (const words of ['1.931', 'hơn 18.000', 'TM. BAN CHỈ ĐẠO', 'Nơi nhận:', 'báo cáo./.'])
    expect(paper).toContain(words);
  // The table of 34 rows runs over a page, and its head with it.
  expect(pages.filter((page) => /STT/.test(page)).length).toBeGreaterThanOrEqual(2);
  // The signature never stands alone.
  const signed = pages.find((page) => page.includes('TM. BAN CHỈ ĐẠO')) ?? '';
  expect(oneLine(signed)).toContain('báo cáo./.');
};

describe(named('a paper opened in LibreOffice', noOffice ?? noReader), () => {
  it.skipIf(noOffice ?? noReader)('DOCX', { timeout: 120_000 }, async () => {
    await save('sample', sampleDocument());
    looksLikeThePaper(await pagesOf(await open('sample.docx')));
  });
  it.skipIf(noOffice ?? noReader)('DOCX with hostile text', { timeout: 120_000 }, async () => {
    await save('hostile', hostileDocument);
    const paper = oneLine((await pagesOf(await open('hostile.docx'))).join(' '));
    expect(paper).toContain('<script>alert(1)</script>');
  });
});

describe(named('a paper by Typst', noReader), () => {
  it.skipIf(noReader)('reads like the DOCX and is set in Tinos', async () => {
    await save('sample', sampleDocument());
    const pdf = join(folder, 'sample.pdf');
    looksLikeThePaper(await pagesOf(pdf));
    const { stdout } = await runProgram('pdffonts', [pdf]);
    const fonts = stdout.trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(4);
    for (const font of fonts) expect(font).toMatch(/Tinos.* yes +yes +yes /);
  });
  it.skipIf(noReader)('shows hostile text as text', async () => {
    await save('hostile', hostileDocument);
    const paper = oneLine((await pagesOf(join(folder, 'hostile.pdf'))).join(' '));
    for (const words of ['<script>alert(1)</script>', '#import "x.typ":', '*b*', '$x$', '#power']) {
      expect(paper).toContain(words);
    }
  });
});
