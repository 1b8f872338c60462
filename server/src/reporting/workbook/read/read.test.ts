import { deflateRawSync } from 'node:zlib';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { type Book, cellAt } from './book.ts';
import { type FileFault, Unreadable } from './broken.ts';
import { readBook } from './open.ts';

type Sheet = { name?: string; xml: string; state?: string };
type Parts = { sheets: Sheet[]; book?: string; styles?: string; strings?: string[]; more?: Record<string, string> };

const spreadsheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const rels = (lines: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines}</Relationships>`;

/** A workbook as somebody else's program might write it. */
const workbook = async ({ sheets, book = '', styles, strings, more = {} }: Parts): Promise<Buffer> => {
  const zip = new JSZip();
  zip.file('[Content_Types].xml', '<Types/>');
  zip.file(
    '_rels/.rels',
    rels(`<Relationship Id="r" Type="${relationship}/officeDocument" Target="xl/workbook.xml"/>`),
  );
  const list = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name ?? `S${at + 1}`}" ${state ? `state="${state}"` : ''} sheetId="${at + 1}" r:id="s${at}"/>`,
  );
  zip.file(
    'xl/workbook.xml',
    `<workbook ${spreadsheet} xmlns:r="${relationship}">${book}<sheets>${list.join('')}</sheets></workbook>`,
  );
  zip.file(
    'xl/_rels/workbook.xml.rels',
    rels(
      sheets
        .map(
          (_, at) =>
            `<Relationship Id="s${at}" Type="${relationship}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
        )
        .join('') +
        `<Relationship Id="x" Type="${relationship}/styles" Target="/xl/styles.xml"/><Relationship Id="y" Type="${relationship}/sharedStrings" Target="sharedStrings.xml"/>`,
    ),
  );
  if (styles) zip.file('xl/styles.xml', styles);
  if (strings) zip.file('xl/sharedStrings.xml', `<sst>${strings.join('')}</sst>`);
  sheets.forEach(({ xml }, at) => {
    zip.file(
      `xl/worksheets/sheet${at + 1}.xml`,
      `<?xml version="1.0"?><worksheet ${spreadsheet}><sheetData>${xml}</sheetData></worksheet>`,
    );
  });
  for (const [name, text] of Object.entries(more)) zip.file(name, text);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
};

const cellsOf = ({ grids }: Book, sheet = 0) => {
  const grid = grids[sheet];
  return grid ? Array.from(grid.rows, (_, at) => cellAt(grid, at)) : [];
};
const faultOf = (file: Buffer): FileFault | 'read' => {
  try {
    readBook(file);
    return 'read';
  } catch (error) {
    if (error instanceof Unreadable) return error.fault;
    throw error;
  }
};
const dates =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-42A]d/m/yyyy"/><numFmt numFmtId="165" formatCode="&quot;hơn &quot;#,##0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';

describe('a cell of a workbook', () => {
  it.each<[string, string, Parameters<typeof expect.objectContaining>[0]]>([
    ['a number', '<c r="B7"><v>1931</v></c>', { row: 7, column: 2, kind: 'number', number: 1931 }],
    ['a text of the shared ones', '<c r="A7" t="s"><v>0</v></c>', { kind: 'text', text: 'Tổ & đội' }],
    [
      'a text of several runs, without what is only read aloud',
      '<c r="A7" t="s"><v>1</v></c>',
      { kind: 'text', text: 'ab' },
    ],
    [
      'a text of its own',
      '<c r="A7" t="inlineStr"><is><t>x&#x1EC7;_x000D_</t></is></c>',
      { kind: 'text', text: 'xệ\r' },
    ],
    [
      'a formula with its last result',
      '<c r="A7"><f>SUM(B1:B9)</f><v>12</v></c>',
      { kind: 'number', number: 12, isFormula: true },
    ],
    [
      'a formula of text',
      '<c r="A7" t="str"><f>"a"</f><v>hơn 3</v></c>',
      { kind: 'text', text: 'hơn 3', isFormula: true },
    ],
    ['a formula that was never computed', '<c r="A7"><f>B1</f></c>', { kind: 'unsaved', isFormula: true }],
    ['an error', '<c r="A7" t="e"><v>#N/A</v></c>', { kind: 'error', text: '#N/A' }],
    ['a truth', '<c r="A7" t="b"><v>1</v></c>', { kind: 'truth', number: 1 }],
    ['a date by its format', '<c r="A7" s="1"><v>46341</v></c>', { kind: 'date', text: '15/11/2026' }],
    ['a date by a Vietnamese format', '<c r="A7" s="2"><v>46341.5</v></c>', { kind: 'date', text: '15/11/2026' }],
    ['a date written out', '<c r="A7" t="d"><v>2026-11-15T00:00:00</v></c>', { kind: 'date', text: '15/11/2026' }],
    [
      'a number whose format holds letters in quotes',
      '<c r="A7" s="3"><v>18000</v></c>',
      { kind: 'number', number: 18000 },
    ],
    ['one with a prefix in its tags', '<x:c r="A7"><x:v>5</x:v></x:c>', { kind: 'number', number: 5 }],
    ['one without an address', '<c><v>5</v></c>', { row: 7, column: 1, number: 5 }],
  ])('reads %s', async (_, cell, expected) => {
    const file = await workbook({
      sheets: [{ xml: `<row r="7">${cell}</row>` }],
      styles: dates,
      strings: ['<si><t>Tổ &amp; đội</t></si>', '<si><r><t>a</t></r><r><t>b</t></r><rPh><t>đọc</t></rPh></si>'],
    });
    expect(cellsOf(readBook(file))).toEqual([expect.objectContaining(expected)]);
  });

  it('counts days from 1904 where the workbook says so', async () => {
    const file = await workbook({
      sheets: [{ xml: '<row r="1"><c r="A1" s="1"><v>44879</v></c></row>' }],
      styles: dates,
      book: '<workbookPr date1904="1"/>',
    });
    expect(cellsOf(readBook(file))[0]).toMatchObject({ kind: 'date', text: '15/11/2026' });
  });

  it('knows hidden rows and sheets, merged cells, macros and links to other files', async () => {
    const book = readBook(
      await workbook({
        sheets: [
          {
            xml: '<row r="3" hidden="1"><c r="A3"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="B9:A8"/></mergeCells><sheetData>',
          },
          { xml: '', state: 'veryHidden' },
        ],
        more: { 'xl/vbaProject.bin': 'x', 'xl/externalLinks/externalLink1.xml': '<x/>' },
      }),
    );
    expect(cellsOf(book)[0]).toMatchObject({ isHidden: true });
    expect(book).toMatchObject({ macros: true, links: true });
    expect(book.grids.map(({ hidden, merges }) => [hidden, [...merges]])).toEqual([
      [false, [8, 1, 9, 2]],
      [true, []],
    ]);
  });
});

/** An archive by hand, so that it can lie. */
const archive = (
  parts: { name: string; content: Buffer; claimed?: number; method?: number; flags?: number }[],
): Buffer => {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, content, claimed, method = 8, flags = 0 } of parts) {
    const packed = method === 8 ? deflateRawSync(content) : content;
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(name.length, 26);
    local.push(head, Buffer.from(name), packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimed ?? content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    central.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, ...central, end]);
};

describe('a file that nobody here wrote', () => {
  const megabytes = (count: number) => Buffer.alloc(count * 2 ** 20, 0x20);
  const types = { name: '[Content_Types].xml', content: Buffer.from('<Types/>') };
  const compound = (inside: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      Buffer.from(inside, 'utf16le'),
      Buffer.alloc(100),
    ]);

  it.each<[string, FileFault, () => Buffer | Promise<Buffer>]>([
    ['nothing', 'empty', () => Buffer.alloc(0)],
    ['blank lines', 'empty', () => Buffer.from('\n\n;;\n')],
    ['old Excel', 'old-excel', () => compound('Workbook')],
    ['very old Excel', 'old-excel', () => Buffer.from('0902060000001000', 'hex')],
    ['a password', 'password', () => compound('EncryptedPackage')],
    ['an old Word file', 'no-sheet', () => compound('WordDocument')],
    ['a PDF', 'no-sheet', () => Buffer.from('%PDF-1.7')],
    ['a page called .xls', 'no-sheet', () => Buffer.from('\uFEFF <html><table>')],
    ['JSON', 'no-sheet', () => Buffer.from('{"a":1}')],
    ['a program', 'no-sheet', () => Buffer.from('7f454c4600000000', 'hex')],
    ['OpenDocument', 'ods', () => archive([{ name: 'mimetype', content: Buffer.from('x'), method: 0 }])],
    ['binary Excel', 'binary-excel', () => archive([types, { name: 'xl/workbook.bin', content: Buffer.from('x') }])],
    ['another archive', 'no-sheet', () => archive([{ name: 'a.txt', content: Buffer.from('x') }])],
    ['a Word file', 'no-sheet', () => archive([types, { name: 'word/document.xml', content: Buffer.from('<x/>') }])],
    ['half an archive', 'damaged', async () => (await workbook({ sheets: [{ xml: '' }] })).subarray(0, 900)],
    [
      'a locked part',
      'password',
      () => archive([types, { name: 'xl/workbook.xml', content: Buffer.from('<x/>'), flags: 1 }]),
    ],
    ['two parts of one name', 'damaged', () => archive([types, types])],
    [
      'a part packed in another way',
      'damaged',
      () => archive([types, { name: 'xl/workbook.xml', content: Buffer.from('x'), method: 12 }]),
    ],
    ['a bomb that says so', 'too-large', () => archive([types, { name: 'xl/workbook.xml', content: megabytes(40) }])],
    [
      'a bomb that denies it',
      'too-large',
      () => archive([types, { name: 'xl/workbook.xml', content: megabytes(40), claimed: 100 }]),
    ],
    [
      'a bomb of many parts',
      'too-large',
      () =>
        archive([
          types,
          ...Array.from({ length: 70 }, (_, n) => ({ name: `${n}`, content: Buffer.from('x'), claimed: 4 * 2 ** 20 })),
        ]),
    ],
    ['a document type', 'damaged', () => workbook({ sheets: [{ xml: '' }], book: '<!DOCTYPE x [<!ENTITY a "b">]>' })],
    ['tags that are not closed', 'damaged', () => workbook({ sheets: [{ xml: '<row>' }] })],
    ['tags without end', 'damaged', () => workbook({ sheets: [{ xml: `<row a="${'>'.repeat(100_000)}` }] })],
    [
      'a cell beyond every sheet',
      'damaged',
      () => workbook({ sheets: [{ xml: '<row r="1"><c r="XFE1"><v>1</v></c></row>' }] }),
    ],
    ['a row beyond every sheet', 'damaged', () => workbook({ sheets: [{ xml: '<row r="1048577"/>' }] })],
    [
      'a text that is not there',
      'damaged',
      () => workbook({ sheets: [{ xml: '<row r="1"><c r="A1" t="s"><v>9</v></c></row>' }] }),
    ],
    [
      'more cells than are read',
      'too-many-cells',
      () => workbook({ sheets: [{ xml: `<row>${'<c><v>1</v></c>'.repeat(16_000)}</row>`.repeat(38) }] }),
    ],
  ])('is told: %s', { timeout: 30_000 }, async (_, fault, make) => {
    expect(faultOf(await make())).toBe(fault);
  });

  it('is read although its far corner is filled', async () => {
    const file = await workbook({
      sheets: [{ xml: '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>' }],
    });
    expect(cellsOf(readBook(file)).map(({ row, column }) => [row, column])).toEqual([
      [1, 1],
      [1_048_576, 16_384],
    ]);
  });
});

describe('a CSV', () => {
  const shownAs = (file: Buffer) => cellsOf(readBook(file)).map(({ row, column, text }) => `${row}:${column} ${text}`);
  it.each<[string, Buffer]>([
    ['semicolons', Buffer.from('Tổ;1.931\nb;2')],
    ['commas and quotes', Buffer.from('Tổ,"1.931"\r\nb,2\r\n')],
    [
      'tabs in UTF-16, as Excel calls "Unicode text"',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Tổ\t1.931\nb\t2', 'utf16le')]),
    ],
    ['a mark before', Buffer.from('\uFEFFTổ;1.931\nb;2')],
  ])('is read with %s', (_, file) => {
    expect(shownAs(file)).toEqual(['1:1 Tổ', '1:2 1.931', '2:1 b', '2:2 2']);
  });

  it('says which sign parts its cells', () => {
    expect(shownAs(Buffer.from('sep=,\r\na;b,1\r\n'))).toEqual(['2:1 a;b', '2:2 1']);
  });
  it('keeps the line of a cell after one with line ends, and gives guarded text back', () => {
    expect(shownAs(Buffer.from('"a\nb";1\n"\'=1+1";2'))).toEqual(['2:1 a\nb', '2:2 1', '3:1 =1+1', '3:2 2']);
  });
  it('is read in the code page of old Windows, and says so', () => {
    // "Tổ" as Windows-1258 writes it: o with circumflex, then the hook.
    const book = readBook(Buffer.concat([Buffer.from([0x54, 0xf4, 0xd2]), Buffer.from(';3')]));
    expect([book.oldEncoding, cellsOf(book)[0]?.text]).toEqual([true, 'Tổ']);
  });
});
