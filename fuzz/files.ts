/** Files on the way in (the register of units, as CSV) and on the way out (DOCX and XLSX, opened again). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import JSZip from 'jszip';
import type { AnnexWorkbook } from '../contract/src/documents/annex.ts';
import { csvCell } from '../contract/src/kernel/formula.ts';
import { hostileDocument } from '../server/src/documents/testing/hostile.ts';
import { writeFormats } from '../server/src/documents/write.ts';
import { Refused } from '../server/src/kernel/problem.ts';
import { readRegister } from '../server/src/org/register/files.ts';
import { registerFiles } from '../server/src/org/register/rules.ts';
import { smallRegister } from '../server/src/org/testing/small-register.ts';
import { HANG_MS } from './ask.ts';
import { hostileText } from './hostile.ts';
import type { Tally } from './tally.ts';

type Budget = { runs: number; seed: number; until: number };
const limits = ({ runs, seed, until }: Budget) => ({
  numRuns: runs,
  seed,
  interruptAfterTimeLimit: Math.max(1, until - Date.now()),
});

/** One change to a CSV file: a cell, a line, the bytes. */
const change: fc.Arbitrary<(text: string) => Buffer> = fc.oneof(
  fc.tuple(fc.nat(30), fc.nat(10), hostileText).map(([row, column, cell]) => (text: string) => {
    const lines = text.split('\n').map((line) => line.split(','));
    const line = lines[row % lines.length];
    if (line) line[column % line.length] = cell;
    return Buffer.from(lines.map((each) => each.join(',')).join('\n'));
  }),
  fc.nat(30).map((row) => (text: string) => Buffer.from(text.split('\n').toSpliced(row, 1).join('\n'))),
  fc.nat(30).map((row) => (text: string) => {
    const lines = text.split('\n');
    return Buffer.from([...lines, ...lines.slice(row)].join('\n'));
  }),
  fc.constantFrom<(text: string) => Buffer>(
    (text) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`),
    (text) => Buffer.from(`${text}"unclosed`),
    (text) => Buffer.from(text.normalize('NFD')),
    (text) => Buffer.from(text, 'utf16le'),
    (text) => Buffer.from(text, 'latin1'),
    (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0xc0, 0x80])]),
    (text) => Buffer.from(text.replaceAll(',', ';')),
    (text) => Buffer.from(text.replaceAll(',', '\t')),
    (text) => Buffer.from(`${','.repeat(200_000)}\n${text}`),
    (text) => Buffer.from(`${text}\n${'x'.repeat(5_000_000)}`),
    (text) => Buffer.from(`${text}\n${'"'.repeat(100_001)}`),
    (text) => Buffer.from(text + text.split('\n').slice(1).join('\n').repeat(300)),
    () => Buffer.alloc(0),
    () => Buffer.from('\n\n\n'),
    () => Buffer.alloc(1_000_000),
  ),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => () => Buffer.from(bytes)),
);

/** The reader of registers: whatever the files hold, it reads them or says file, line and reason. */
export const fuzzCsv = async (tally: Tally, how: Budget): Promise<void> => {
  const base: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(smallRegister).map(([name, lines]) => [name, `${lines.join('\n')}\n`]),
  );
  const names = Object.values(registerFiles).map(({ name }) => name);
  const folder = mkdtempSync(join(tmpdir(), 'chungtay-fuzz-'));
  try {
    await fc.check(
      fc.asyncProperty(fc.constantFrom(...names), change, async (name, changed) => {
        tally.tried('CSV files');
        for (const [each, text] of Object.entries(base)) writeFileSync(join(folder, each), text);
        const bytes = changed(base[name] ?? '');
        writeFileSync(join(folder, name), bytes);
        const begin = Date.now();
        const error: unknown = await readRegister(folder).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        const input = `${name}: ${bytes.toString('utf8', 0, 400)}`;
        const wrong = error !== null && !(error instanceof Refused) ? `threw ${String(error).slice(0, 200)}` : null;
        const slow = Date.now() - begin > HANG_MS ? 'took too long' : null;
        if (wrong ?? slow) tally.found({ kind: 'CSV files', what: wrong ?? slow ?? '', input });
        return wrong === null && slow === null;
      }),
      limits(how),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const workbookOf = (texts: readonly string[]): AnnexWorkbook => ({
  title: texts[0] ?? '',
  language: 'vi',
  demonstration: false,
  sheets: [
    {
      name: texts[1] ?? '',
      title: texts[2] ?? '',
      notes: [...texts],
      columns: [{ title: texts[3] ?? '', unit: texts[4] ?? '', kind: 'text' }],
      rows: texts.map((text) => ({ cells: [text] })),
      totals: null,
    },
  ],
});

/** Characters that XML cannot hold, and signs that turn the writing; nothing of the kind may be in a file that leaves. */
const unfit = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/u;

/** Papers on the way out: free words stay words, whatever they look like; the files open again. */
export const fuzzPapers = async (tally: Tally, how: Budget): Promise<void> => {
  await fc.check(
    fc.asyncProperty(fc.array(hostileText, { minLength: 5, maxLength: 8 }), async (texts) => {
      tally.tried('papers opened again');
      const [first] = hostileDocument.blocks;
      const document = {
        ...hostileDocument,
        abstract: texts.slice(0, 2),
        blocks: first ? [{ ...first, title: texts.join(' '), id: 'h' } as typeof first] : [],
      };
      const written = await writeFormats({
        document,
        annex: workbookOf(texts),
        formats: ['docx', 'xlsx'],
        baseUrl: 'http://localhost',
      });
      const wrong = 'files' in written ? await faultsOfFiles(written.files) : null;
      if (wrong) tally.found({ kind: 'papers opened again', what: wrong, input: JSON.stringify(texts).slice(0, 600) });
      return wrong === null;
    }),
    limits(how),
  );
};

/** A cell as a spreadsheet reads it: without its quotation marks; null when it would not stay one cell. */
const readCell = (written: string): string | null => {
  if (!/[",\r\n]/.test(written)) return written;
  const inside = /^"((?:[^"]|"")*)"$/.exec(written)?.[1];
  return inside?.replaceAll('""', '"') ?? null;
};

/** Tables on the way out: whatever words a cell holds, it is one cell, and no spreadsheet takes it for a formula. */
export const fuzzTables = (tally: Tally, how: Budget): void => {
  fc.check(
    fc.property(hostileText, (text) => {
      tally.tried('tables read again');
      const cell = readCell(csvCell(text));
      const wrong = cell === null ? 'is not one cell' : /^\s*[=+\-@\t\r]/.test(cell) ? 'is a formula' : null;
      if (wrong) tally.found({ kind: 'tables read again', what: wrong, input: JSON.stringify(text).slice(0, 400) });
      return wrong === null;
    }),
    { numRuns: how.runs, seed: how.seed },
  );
};

const faultsOfFiles = async (files: { docx?: Uint8Array; xlsx?: Uint8Array }): Promise<string | null> => {
  for (const [format, bytes] of Object.entries(files)) {
    const parts = Object.values((await JSZip.loadAsync(bytes)).files).filter(({ name }) => /\.(xml|rels)$/.test(name));
    for (const part of parts) {
      const xml = await part.async('string');
      if (unfit.test(xml)) return `${format}: ${part.name} holds a character that XML cannot`;
      if (/<(f|formula)[ >]|<w:instrText|<w:fldSimple[^>]*(DDE|INCLUDE)/.test(xml) && !/PAGE/.test(xml))
        return `${format}: ${part.name} holds a formula`;
      if (
        /worksheets\/sheet/.test(part.name) &&
        /<c (?![^>]*t="(s|n|inlineStr)")[^>]*>\s*<v>[^<]*[^\d.<eE+-]/.test(xml)
      )
        return `${format}: a cell of words does not say that it is text`;
    }
  }
  return null;
};
