import type { AnnexWorkbook } from '@app/contract/documents/annex.ts';
import { type Block, type OfficialDocument, officialDocument, type Table } from '@app/contract/documents/tree.ts';
import { writeHeading } from '@app/contract/documents/words.ts';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { drawChart, paintChart } from './chart.ts';
import { breakable, cleanText } from './clean.ts';
import { hostileDocument, hostileWorkbook } from './testing/hostile.ts';
import { linkTargets, partsLike, readParts, sharedTexts, whyNotWellFormed, wordText } from './testing/read.ts';
import { sampleDocument, sampleUnits, sampleWorkbook } from './testing/sample.ts';
import { writeFormats } from './write.ts';
import { sheetNames } from './xlsx.ts';

const baseUrl = 'https://chungtay.example';

const write = async (document: OfficialDocument, annex: AnnexWorkbook = sampleWorkbook()) => {
  const written = await writeFormats({ document, annex, formats: ['docx', 'pdf', 'xlsx'], baseUrl });
  if ('invalid' in written) throw new Error(written.invalid);
  const { docx, pdf, xlsx } = written.files;
  if (!docx || !pdf || !xlsx) throw new Error('a format is missing');
  return { docx: await readParts(docx), pdf, xlsx: await readParts(xlsx) };
};

const textsOf = (block: Block): string[] => {
  const cellText = ({ runs }: Table['rows'][number]['cells'][number]) => runs.map(({ text }) => text).join('');
  if (block.kind === 'heading') return [writeHeading(block)];
  if (block.kind === 'chart') return [block.title, block.unit];
  if (block.kind === 'table') return [...block.head, ...block.rows].flatMap(({ cells }) => cells.map(cellText));
  return [block.runs.map(({ text }) => text).join('')];
};

describe('the sample', () => {
  it('is a tree that the contract accepts', () => {
    expect(officialDocument.safeParse(sampleDocument()).error).toBeUndefined();
  });
});

describe('DOCX', async () => {
  const sample = sampleDocument();
  const { docx } = await write(sample);
  const body = docx.get('word/document.xml') ?? '';
  const text = wordText(body);

  it('holds every word of the tree', () => {
    for (const part of [...sample.blocks, ...sample.annexes.flatMap(({ blocks }) => blocks)].flatMap(textsOf)) {
      expect(text).toContain(part);
    }
  });
  it('has the head, the addressee, the end mark and the recipients of Decree 30/2020', () => {
    for (const part of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      `Số: ${'\u00a0'.repeat(6)}/BC-BCĐ`,
      `Quảng Bình, ngày ${'\u00a0'.repeat(5)} tháng 12 năm 2019`,
      'Kính gửi: Ban Chỉ đạo Trung ương thực hiện phong trào.',
      'trân trọng báo cáo./.',
      '- Lưu: VT, TGV.',
    ]) {
      expect(text).toContain(part);
    }
  });
  it('is set on A4 with margins 20, 20, 30, 20 mm, and numbers its pages from the second on', () => {
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(body).toMatch(/<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/);
    expect(body.match(/<w:titlePg\/>/g)).toHaveLength(2);
    expect(partsLike(docx, /header/)).toContain('PAGE');
  });
  it('repeats the head of its tables and keeps rows whole', () => {
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(3);
    expect(body).toContain('<w:cantSplit/>');
  });
  it('links each figure to its trace', () => {
    const targets = linkTargets(docx.get('word/_rels/document.xml.rels') ?? '');
    expect(targets).toContain(`${baseUrl}/figures/trace?indicator=F.01&unit=44&period=2019-Y&line=all`);
    const figures = 5 + sampleUnits.length * 2 + 1;
    expect(body.match(/<w:hyperlink /g)).toHaveLength(figures);
    expect(targets).toHaveLength(figures);
  });
  it('tells the numbers of a chart to those who do not see it', () => {
    expect(body).toContain('Xã Quảng Phú 1: 1.240');
    expect(body).toContain('Xã Thượng Hóa 7: chưa có');
  });
  it('carries the mark of a demonstration in the head of every page, first pages included', () => {
    const headers = [...docx].filter(([name]) => /word\/header\d+\.xml/.test(name));
    expect(headers).toHaveLength(4);
    for (const [, xml] of headers) expect(xml).toContain('SỐ LIỆU MINH HỌA');
  });
  it('carries no mark when the figures are real', async () => {
    const real = await write({ ...sample, demonstration: false }, { ...sampleWorkbook(), demonstration: false });
    expect(partsLike(real.docx, /./)).not.toContain('MINH HỌA');
    expect(partsLike(real.xlsx, /./)).not.toContain('MINH HỌA');
  });
});

describe('a paper in English', () => {
  it('is written in English throughout, the numbers of its charts included', async () => {
    const document: OfficialDocument = { ...sampleDocument(2), language: 'en' };
    const { docx, pdf, xlsx } = await write(document, { ...sampleWorkbook(), language: 'en' });
    const text = wordText(docx.get('word/document.xml') ?? '');
    for (const part of ['SOCIALIST REPUBLIC OF VIET NAM', 'Recipients:', 'To: ']) expect(text).toContain(part);
    expect(text).not.toMatch(/CỘNG HÒA|Nơi nhận|Kính gửi|Số:/);
    expect(docx.get('word/document.xml')).toContain('Xã Quảng Phú 1: 1,240');
    expect(pdf.toString('latin1')).toMatch(/\/Lang\s*\(en/);
    expect(sharedTexts(xlsx)).toContain('DEMONSTRATION DATA');
    expect(xlsx.get('xl/styles.xml')).toContain('&quot;over &quot;#,##0');
  });
});

describe('PDF', async () => {
  const { pdf } = await write(sampleDocument());
  const source = pdf.toString('latin1');
  it('is tagged, names its language and embeds its fonts', () => {
    expect(source.slice(0, 5)).toBe('%PDF-');
    expect(source).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/);
    expect(source).toMatch(/\/Lang\s*\(vi/);
  });
  it('links each figure to its trace', () => {
    expect(source).toContain('(https://chungtay.example/figures/trace?indicator=F.01&unit=44&period=2019-Y&line=all)');
  });
});

describe('XLSX', async () => {
  const { xlsx } = await write(sampleDocument());
  const sheet = xlsx.get('xl/worksheets/sheet1.xml') ?? '';
  const styles = xlsx.get('xl/styles.xml') ?? '';

  it('holds a row per unit with real numbers, and a total that is one', () => {
    expect(sheet).toMatch(/<c r="C7"[^>]*><v>1240<\/v>/);
    expect(sheet).toMatch(/<c r="C41"[^>]*><v>24769<\/v>/);
    expect(sharedTexts(xlsx)).toContain(sampleUnits[33]?.name);
  });
  it('formats so that a Vietnamese Excel shows 1.931, and keeps "hơn" with the number', () => {
    expect(styles).toContain('formatCode="#,##0"');
    expect(styles).toContain('formatCode="&quot;hơn &quot;#,##0"');
    expect(styles).toContain('formatCode="#,##0.0%"');
  });
  it('is read back as numbers and text, without a formula', async () => {
    const written = await writeFormats({ annex: sampleWorkbook(), formats: ['xlsx'], baseUrl });
    const { sheets } = await readXlsx('files' in written ? (written.files.xlsx ?? Buffer.alloc(0)) : Buffer.alloc(0));
    expect(sheets.map(({ name }) => name)).toEqual(['Tuyên truyền', 'Mô hình điểm loại']);
    expect(sheets[0]?.rows[6]?.slice(0, 4)).toEqual(['1', 'Xã Quảng Phú 1', 1_240, 55_800]);
  });
  it('shows a missing number as a dash and never as zero', () => {
    const dash = sharedTexts(xlsx).indexOf('–');
    expect(dash).toBeGreaterThan(-1);
    expect(sheet).toMatch(new RegExp(`<c r="D10" t="s"[^>]*><v>${dash}</v>`));
  });
  it('freezes and repeats the column heads, in landscape, with the sheet quoted', () => {
    expect(sheet).toMatch(/<pane xSplit="2" ySplit="6"[^>]*state="frozen"/);
    expect(sheet).toContain('orientation="landscape"');
    expect(xlsx.get('xl/workbook.xml')).toContain("'Tuyên truyền'!$5:$6");
  });
  it('leads from each row to its trace', () => {
    const targets = linkTargets(xlsx.get('xl/worksheets/_rels/sheet1.xml.rels') ?? '');
    expect(targets.filter((target) => target.startsWith(`${baseUrl}/figures/trace?`))).toHaveLength(69);
  });
  it('carries the mark of a demonstration on every sheet, on screen and in print', () => {
    const mark = sharedTexts(xlsx).indexOf('SỐ LIỆU MINH HỌA');
    for (const n of [1, 2]) {
      const xml = xlsx.get(`xl/worksheets/sheet${n}.xml`) ?? '';
      expect(xml).toMatch(new RegExp(`<c r="A1" t="s"[^>]*><v>${mark}</v>`));
      expect(xml).toMatch(/<oddHeader>[^<]*SỐ LIỆU MINH HỌA/);
    }
  });
  it('gives tabs the names that Excel accepts', () => {
    const names = sheetNames([
      'Mô hình: điểm / loại',
      'mô hình điểm loại',
      '',
      'History',
      'x'.repeat(60),
      'x'.repeat(60),
      "'a'",
    ]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(7);
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\']{1,31}$/);
  });
});

describe('hostile text', async () => {
  const { docx, pdf, xlsx } = await write(hostileDocument, hostileWorkbook);

  it('stays text in DOCX, in well-formed parts', () => {
    const body = docx.get('word/document.xml') ?? '';
    expect(wordText(body)).toContain('</w:t></w:r><w:r><w:t>');
    expect(body).not.toContain('<script>');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be gone
    for (const [, xml] of docx) expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\u202e]/u);
    expect(body).toContain('x'.repeat(5_000));
  });
  it('is no code to Typst', () => {
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
  it('is no formula to Excel', () => {
    const sheet = xlsx.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).not.toContain('<f>');
    expect(sheet).not.toContain('<f ');
    expect(sharedTexts(xlsx)).toEqual(expect.arrayContaining(["=cmd|'/c calc'!A1", '+1+1', '@SUM(1)', '=1+1']));
    // Every text cell says that it is text.
    expect(sheet.match(/<c [^>]*>/g)?.every((cell) => cell.includes('t="s"'))).toBe(true);
  });
  it('leaves every part of both files well-formed', () => {
    for (const [name, xml] of [...docx, ...xlsx]) expect(whyNotWellFormed(xml), name).toBeNull();
    expect(whyNotWellFormed('<a><b></a>')).not.toBeNull();
  });
  it('is refused where it is no tree at all', async () => {
    const crooked = {
      ...sampleDocument(2),
      blocks: [{ kind: 'html', id: 'x', html: '<b>' }],
    } as unknown as OfficialDocument;
    expect(await writeFormats({ document: crooked, formats: ['pdf'], baseUrl })).toHaveProperty('invalid');
    expect(
      await writeFormats({ document: sampleDocument(2), formats: ['pdf'], baseUrl: 'javascript:alert(1)' }),
    ).toHaveProperty('invalid');
    expect(await writeFormats({ document: sampleDocument(2), formats: ['xlsx'], baseUrl })).toHaveProperty('invalid');
  });
});

describe('text hygiene', () => {
  it.each([
    ['dòng\r\nhai\tba', 'dòng hai ba'],
    ['ho\u0300a', 'hòa'],
    ['a\u0000\u001b\ufffe\udc00b', 'ab'],
    ['giữ\u00a0khoảng trắng', 'giữ\u00a0khoảng trắng'],
    ['\u{1f600}', '\u{1f600}'],
  ])('%j becomes %j', (before, after) => {
    expect(cleanText(before)).toBe(after);
  });
  it('breaks only words that no Vietnamese sentence holds', () => {
    expect(breakable('nghiêng ngả', 24)).toBe('nghiêng ngả');
    expect(breakable('x'.repeat(30), 24).split('\u200b')).toEqual(['x'.repeat(12), 'x'.repeat(12), 'x'.repeat(6)]);
  });
});

describe('charts', () => {
  const chart = (categories: number) => ({
    kind: 'chart' as const,
    id: 'c',
    shape: 'bar' as const,
    title: 'Buổi',
    unit: 'buổi',
    categories: Array.from({ length: categories }, (_, i) => `Tỉnh ${i}`),
    series: [{ name: 'Buổi', values: Array.from({ length: categories }, (_, i) => 1_931 + i) }],
  });
  it.each([3, 34])('print the number at each of %i bars, in the font of the paper', (count) => {
    const { svg } = drawChart(chart(count), 'vi');
    for (let i = 0; i < count; i++) expect(svg).toContain((1_931 + i).toLocaleString('vi-VN'));
    expect(svg).toContain('Tinos');
    expect(svg).toContain('#2443a2');
  });
  it('say that a number is missing', () => {
    const gap = chart(3);
    expect(drawChart({ ...gap, series: [{ name: 'Buổi', values: [1, null, 3] }] }, 'vi').svg).toContain('chưa có');
  });
  it('become a PNG with the letters drawn, whatever fonts the machine has', () => {
    const drawn = drawChart(chart(3), 'vi');
    const blank = paintChart({ ...drawn, svg: drawn.svg.replace(/<text.*?<\/text>/gs, '') });
    const png = paintChart(drawn);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(blank.length * 1.2);
  });
});
