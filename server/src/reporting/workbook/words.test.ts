import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { castCommune, castNeighbour } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';

const binary = { 'content-type': 'application/octet-stream' };
const hash = (file: Buffer) => createHash('sha256').update(file).digest('hex');

type Section = { at: string; unit: number | null; section: number | null };
type Checked = {
  accepted: unknown[];
  draftVersion: number;
  wordsVersion: number;
  notices: { code: string }[];
  units: { code: string; outcome: string }[];
  summary: { accepted: number; refused: number; reports: number };
  words: {
    sections: { key: string }[];
    accepted: (Section & { before: string; after: string })[];
    refused: (Section & { text: string; code: string; says: { vi: string; en: string } })[];
    summary: { accepted: number; unchanged: number; refused: number };
  } | null;
  whyNot: Record<string, { code: string } | null>;
};

const xmlOf = (text: string) => text.replace(/[<&>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const typed = (text: string) => ` t="inlineStr"><is><t xml:space="preserve">${xmlOf(text)}</t></is></c>`;

/** A downloaded form whose sheets are edited as a spreadsheet would save them. */
const edited = async (file: Buffer, change: (book: Sheets) => void): Promise<Buffer> => {
  const zip = await JSZip.loadAsync(file);
  const strings = (await zip.file('xl/sharedStrings.xml')?.async('string')) ?? '';
  const shared = [...strings.matchAll(/<si>(.*?)<\/si>/gs)].map(([, si = '']) => si.replace(/<[^>]*>/g, ''));
  const parts = new Map<number, string>();
  for (const at of [1, 2]) parts.set(at, (await zip.file(`xl/worksheets/sheet${at}.xml`)?.async('string')) ?? '');
  change({
    rowOf: (sheet, column, text) => {
      const at = shared.indexOf(text);
      const found = new RegExp(`<c r="${column}(\\d+)"[^>]*t="s"[^>]*><v>${at}</v></c>`).exec(parts.get(sheet) ?? '');
      if (!found?.[1]) throw new Error(`no ${text} in column ${column}`);
      return found[1];
    },
    put: (sheet, address, rest) => {
      const before = parts.get(sheet) ?? '';
      const after = before.replace(new RegExp(`<c r="${address}"([^>]*?)(?:/>|>.*?</c>)`, 's'), (_, attributes) => {
        const style = /s="\d+"/.exec(String(attributes))?.[0] ?? '';
        return `<c r="${address}" ${style}${rest}`;
      });
      if (after === before) throw new Error(`nothing at ${address}`);
      parts.set(sheet, after);
    },
    add: (sheet, xml) => {
      parts.set(sheet, (parts.get(sheet) ?? '').replace('</sheetData>', `</sheetData>${xml}`));
    },
  });
  for (const [at, xml] of parts) zip.file(`xl/worksheets/sheet${at}.xml`, xml);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
};
type Sheets = {
  rowOf: (sheet: 1 | 2, column: string, text: string) => string;
  put: (sheet: 1 | 2, address: string, rest: string) => void;
  add: (sheet: 1 | 2, xml: string) => void;
};

describe('words of reports in files', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let report: number;

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    [asCommune, asProvince] = [await house.as('commune'), await house.as('province')];
    const own = (await asCommune('GET', '/api/my-work')).body['own'] as { id: number; period: { code: string } }[];
    report = own.find(({ period }) => period.code === '2026-M10')?.id ?? 0;
  });
  afterEach(() => undo());

  const download = async (path = `/api/reports/${report}/workbook`, ask = asCommune) => (await ask('GET', path)).raw;
  const send = (what: string, file: Buffer) =>
    asCommune('POST', `/api/reports/${report}/workbook/${what}`, file, binary);
  const check = async (file: Buffer) => (await send('check', file)).body as unknown as Checked;
  const apply = (file: Buffer, { draftVersion, wordsVersion, summary, words }: Checked) =>
    send(
      `apply?checked=${hash(file)}&draftVersion=${draftVersion}&cells=${summary.accepted}&sections=${words?.summary.accepted ?? 0}&wordsVersion=${wordsVersion}`,
      file,
    );
  const texts = async (ask = asCommune) =>
    (await ask('GET', `/api/reports/${report}/narrative`)).body['texts'] as Record<string, string>;
  const write = async (version: number, now: Record<string, string>) =>
    expect((await asCommune('PUT', `/api/reports/${report}/narrative`, { version, texts: now })).status).toBe(200);
  /** The form of one report with sections as somebody typed them; '' empties the cell. */
  const filled = (file: Buffer, sections: Record<string, string>) =>
    edited(file, ({ rowOf, put }) => {
      for (const [key, text] of Object.entries(sections))
        put(2, `C${rowOf(2, 'A', key)}`, text === '' ? '/>' : typed(text));
    });

  it('go out as they are typed and come back: each section by address, then all of it beside the figures', async () => {
    await write(0, { results: 'Tổ chức {{outreach_sessions}} buổi.', causes: 'Cũ.' });
    const file = await download();
    expect(await check(file)).toMatchObject({
      words: { accepted: [], refused: [], summary: { accepted: 0, unchanged: 5, refused: 0 } },
      whyNot: { applyWorkbook: { code: 'reporting.file-nothing-new' } },
    });
    const back = await edited(
      await filled(file, {
        // As a Mac types it, with the line ends of Windows.
        limits: '- Còn ít buổi.\r\n=1+1'.normalize('NFD'),
        causes: '',
        proposals: 'Xem {{outreach_sessions.before}} và {{press_items@19033/2025-M10}}.'.replace('19033', castCommune),
      }),
      ({ rowOf, put }) => put(1, `G${rowOf(1, 'A', 'press_items')}`, '><v>7</v></c>'),
    );
    const checked = await check(back);
    expect(checked.words).toMatchObject({
      refused: [],
      accepted: [
        {
          at: expect.stringMatching(/^Phần lời!C\d+$/),
          unit: 0,
          section: 1,
          before: '',
          after: '- Còn ít buổi.\n=1+1',
        },
        { section: 2, before: 'Cũ.', after: '' },
        { section: 3, before: '' },
      ],
      summary: { accepted: 3, unchanged: 2, refused: 0 },
    });
    expect(await texts()).toMatchObject({ causes: 'Cũ.' });
    expect(await apply(back, checked)).toMatchObject({ status: 200, body: { cells: 1, sections: 3, draftVersion: 1 } });
    expect(await texts()).toEqual({
      results: 'Tổ chức {{outreach_sessions}} buổi.',
      limits: '- Còn ít buổi.\n=1+1'.normalize('NFC'),
      proposals: `Xem {{outreach_sessions.before}} và {{press_items@${castCommune}/2025-M10}}.`,
    });
    // What is text stays text when it goes out again.
    const zip = await JSZip.loadAsync(await download());
    const sheet = (await zip.file('xl/worksheets/sheet2.xml')?.async('string')) ?? '';
    expect(sheet).toContain('<sheetProtection sheet="1"');
    expect(sheet).not.toContain('<f>');
    expect(sheet).toMatch(/type="textLength"[^>]*>\s*<formula1>8000</);
  });

  it.each<[string, string, string]>([
    ['more than a section holds', typed('a'.repeat(8001)), 'reporting.text-too-long'],
    ['a figure that is none', typed('Có {{no_such_figure}}.'), 'reporting.unknown-figure'],
    ['a figure of a unit out of sight', typed('Có {{press_items@01/2026-M10}}.'), 'reporting.unknown-figure'],
    ['braces that say nothing', typed('Có {{ }}.'), 'reporting.unknown-figure'],
    ['a key to a person', typed('Gọi 0912 345 678.'), 'kernel.phone-in-text'],
    ['a text that turns its direction', typed('a\u202Eb'), 'kernel.hidden-characters'],
    ['a formula with a text', ' t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', 'reporting.section-not-text'],
    ['a call of another program', ' t="str"><f>cmd|\'/c calc\'!A1</f><v>x</v></c>', 'reporting.section-not-text'],
    ['a formula never saved', '><f>A1</f></c>', 'reporting.section-not-text'],
    ['a number', '><v>2026</v></c>', 'reporting.section-not-text'],
    ['an error', ' t="e"><v>#NAME?</v></c>', 'reporting.section-not-text'],
    ['a truth', ' t="b"><v>1</v></c>', 'reporting.section-not-text'],
  ])('refuse %s, and with it the figures beside', async (_, cell, code) => {
    const file = await edited(await download(), ({ rowOf, put }) => {
      put(2, `C${rowOf(2, 'A', 'limits')}`, cell);
      put(1, `G${rowOf(1, 'A', 'press_items')}`, '><v>7</v></c>');
    });
    const checked = await check(file);
    expect(checked.words?.refused).toMatchObject([{ at: expect.stringMatching(/^Phần lời!C\d+$/), section: 1, code }]);
    for (const { says } of checked.words?.refused ?? [])
      expect(says.vi !== says.en && !/(?<!\{)\{\w+\}(?!\})/.test(says.vi + says.en)).toBe(true);
    expect(await apply(file, checked)).toMatchObject({ status: 422, body: { code: 'reporting.file-cells-refused' } });
    expect(await texts()).toEqual({});
    expect((await check(await download())).draftVersion).toBe(0);
  });

  it.each<[string, (book: Sheets) => void, string]>([
    [
      'labels that were changed',
      ({ rowOf, put }) => put(2, `B${rowOf(2, 'A', 'limits')}`, typed('Nguyên nhân')),
      'reporting.section-label-changed',
    ],
    [
      'a section that the form does not have',
      ({ rowOf, put }) => put(2, `A${rowOf(2, 'A', 'limits')}`, typed('chapter')),
      'reporting.unknown-section',
    ],
    [
      'a section twice',
      ({ rowOf, put }) => put(2, `A${rowOf(2, 'A', 'causes')}`, typed('limits')),
      'reporting.section-twice',
    ],
    [
      'cells merged over several',
      ({ rowOf, add }) => {
        const [from, to] = [rowOf(2, 'A', 'limits'), rowOf(2, 'A', 'causes')];
        add(2, `<mergeCells><mergeCell ref="C${from}:C${to}"/></mergeCells>`);
      },
      'reporting.section-merged',
    ],
  ])('refuse %s', async (_, change, code) => {
    const file = await edited(await filled(await download(), { limits: 'Còn ít.' }), change);
    const { words, whyNot } = await check(file);
    expect(words?.refused.map((each) => each.code)).toContain(code);
    expect(whyNot['applyWorkbook']).toMatchObject({ code: 'reporting.file-cells-refused' });
  });

  it('of somebody who wrote meanwhile stay: only what was typed in the file is written, and no empty cell clears', async () => {
    await write(0, { results: 'Một.', limits: 'Hai.', causes: 'Ba.' });
    const file = await download();
    await write(1, { results: 'Một mới.', limits: 'Hai mới.', causes: 'Ba.', directions: 'Bốn.' });
    const back = await filled(file, { limits: '', causes: 'Ba của tệp.' });
    const checked = await check(back);
    expect(checked.notices.map(({ code }) => code)).toEqual(['reporting.file-words-stale']);
    expect(checked.words?.accepted).toMatchObject([{ section: 2, before: 'Ba.', after: 'Ba của tệp.' }]);
    // A save between the look and the writing keeps the file out.
    await write(2, { results: 'Một mới.', limits: 'Hai mới.', causes: 'Ba.', directions: 'Bốn!' });
    expect(await apply(back, checked)).toMatchObject({ status: 409, body: { code: 'reporting.checked-otherwise' } });
    expect(await apply(back, await check(back))).toMatchObject({ status: 200 });
    expect(await texts()).toEqual({
      results: 'Một mới.',
      limits: 'Hai mới.',
      causes: 'Ba của tệp.',
      directions: 'Bốn!',
    });
  });

  it('stay as they are with a form of before there were words in it, and with CSV', async () => {
    await write(0, { results: 'Một.' });
    const zip = await JSZip.loadAsync(await download());
    const book = (await zip.file('xl/workbook.xml')?.async('string')) ?? '';
    zip.file('xl/workbook.xml', book.replace(/<sheet name="Phần lời"[^>]*\/>/, ''));
    const older = await zip.generateAsync({ type: 'nodebuffer' });
    const csv = await download(`/api/reports/${report}/workbook/csv`);
    expect(csv.toString('utf8')).not.toContain('Một.');
    for (const file of [older, csv]) {
      const checked = await check(file);
      expect(checked.words).toBeNull();
      expect(checked.notices.map(({ code }) => code)).toEqual(['reporting.file-without-words']);
    }
    const figures = await edited(older, ({ rowOf, put }) =>
      put(1, `G${rowOf(1, 'A', 'press_items')}`, '><v>7</v></c>'),
    );
    expect(await apply(figures, await check(figures))).toMatchObject({ status: 200, body: { cells: 1, sections: 0 } });
    expect(await texts()).toEqual({ results: 'Một.' });
  });

  it('of a signed key that was changed are not read at all', async () => {
    await write(0, { results: 'Một.' });
    const zip = await JSZip.loadAsync(await download());
    const strings = (await zip.file('xl/sharedStrings.xml')?.async('string')) ?? '';
    zip.file('xl/sharedStrings.xml', strings.replace('words results', 'words reports'));
    expect(await send('check', await zip.generateAsync({ type: 'nodebuffer' }))).toMatchObject({
      status: 422,
      body: { code: 'reporting.keys-tampered' },
    });
  });

  it('are cleared by no stranger', async () => {
    await write(0, { results: 'Một.', limits: 'Hai.' });
    const emptied = await filled(await download(), { results: '', limits: '' });
    expect((await check(emptied)).words?.summary).toMatchObject({ accepted: 2, refused: 0 });
    const zip = await JSZip.loadAsync(emptied);
    const book = (await zip.file('xl/workbook.xml')?.async('string')) ?? '';
    zip.file('xl/workbook.xml', book.replace(/<sheet name="_chungtay"[^>]*\/>/, ''));
    expect((await check(await zip.generateAsync({ type: 'nodebuffer' }))).words?.summary).toMatchObject({
      accepted: 0,
      refused: 0,
    });
  });

  describe('of many units', () => {
    const place = 'form=TH01&period=2026-M10';
    const table = () => download(`/api/workbooks?${place}`, asProvince);
    const checkTable = async (file: Buffer) =>
      (await asProvince('POST', `/api/workbooks/check?${place}`, file, binary)).body as unknown as Checked;
    const applyTable = (file: Buffer, { summary, words }: Checked) =>
      asProvince(
        'POST',
        `/api/workbooks/apply?${place}&checked=${hash(file)}&reports=${summary.reports}&cells=${summary.accepted}&sections=${words?.summary.accepted ?? 0}`,
        file,
        binary,
      );
    const withFigures = (file: Buffer, change: (book: Sheets) => void) =>
      edited(file, (book) => {
        const row = book.rowOf(1, 'A', castCommune);
        for (let at = 0; at < 19; at += 1) book.put(1, `${String.fromCharCode(68 + at)}${row}`, '><v>4</v></c>');
        change(book);
      });

    it('are sent with their figures, row by row', async () => {
      const file = await withFigures(await table(), ({ rowOf, put }) => {
        put(2, `C${rowOf(2, 'A', castCommune)}`, typed('Tổ chức {{outreach_sessions}} buổi.'));
      });
      const checked = await checkTable(file);
      expect(checked).toMatchObject({
        summary: { accepted: 19, refused: 0, reports: 1 },
        words: { summary: { accepted: 1, refused: 0 }, accepted: [{ section: 0, before: '' }] },
      });
      expect(await applyTable(file, { ...checked, words: null })).toMatchObject({
        status: 409,
        body: { code: 'reporting.checked-otherwise' },
      });
      expect(await applyTable(file, checked)).toMatchObject({
        status: 200,
        body: { reports: 1, cells: 19, sections: 1 },
      });
      expect(await texts(asProvince)).toEqual({ results: 'Tổ chức {{outreach_sessions}} buổi.' });
      // Sent now, so its row is gone from the sheet of words, and the same file holds nothing new.
      expect((await checkTable(file)).whyNot['applyWorkbookOfUnits']).toMatchObject({
        code: 'reporting.file-nothing-new',
      });
    });

    it.each<[string, (book: Sheets) => void, string]>([
      [
        'words without figures',
        ({ rowOf, put }) => put(2, `C${rowOf(2, 'A', castNeighbour)}`, typed('Một.')),
        'reporting.words-without-figures',
      ],
      [
        'a code that is no unit of the table',
        ({ rowOf, put }) => {
          const row = rowOf(2, 'A', castCommune);
          put(2, `A${row}`, typed('99999'));
          put(2, `C${row}`, typed('Một.'));
        },
        'reporting.cell-unit-unknown',
      ],
      [
        'the code of one unit beside the name of another',
        ({ rowOf, put }) => {
          const row = rowOf(2, 'A', castNeighbour);
          put(2, `A${row}`, typed(castCommune));
          put(2, `A${rowOf(2, 'A', castCommune)}`, typed(castNeighbour));
          put(2, `C${row}`, typed('Một.'));
        },
        'reporting.section-label-changed',
      ],
    ])('refuse %s', async (_, change, code) => {
      const file = await withFigures(await table(), change);
      const checked = await checkTable(file);
      expect(checked.words?.refused.map((each) => each.code)).toEqual([code]);
      expect(await applyTable(file, checked)).toMatchObject({ status: 422 });
      expect(await texts(asProvince)).toEqual({});
    });

    it('that were returned go again with words alone, and stay where the file has none', async () => {
      const { body } = await asCommune('GET', `/api/reports/${report}`);
      const { sections } = body['form'] as { sections: { rows: { indicator: string; computed: boolean }[] }[] };
      const rows = sections.flatMap((section) => section.rows.filter(({ computed }) => !computed));
      const cells = Object.fromEntries(rows.map(({ indicator }) => [indicator, { value: 4 }]));
      await write(0, { results: 'Một.' });
      const sent = await asCommune('POST', `/api/reports/${report}/submit`, { draftVersion: 0, cells });
      expect(sent.status).toBe(200);
      const giveBack = async (revision: number, ask: Ask) =>
        expect(
          (await ask('POST', `/api/reports/${report}/return`, { revision, reason: 'Xem lại phần lời.' })).status,
        ).toBe(200);
      await giveBack(1, asProvince);
      const file = await table();
      const again = await edited(file, ({ rowOf, put }) => put(2, `D${rowOf(2, 'A', castCommune)}`, typed('Hai.')));
      const checked = await checkTable(again);
      expect(checked.words?.refused).toEqual([]);
      expect(checked.summary).toMatchObject({ accepted: 0, reports: 1 });
      expect(await applyTable(again, checked)).toMatchObject({ status: 200, body: { reports: 1, sections: 1 } });
      expect(await texts(asProvince)).toEqual({ results: 'Một.', limits: 'Hai.' });
      // Sent again meanwhile: the file of before clears nothing and writes nothing.
      expect((await checkTable(file)).whyNot['applyWorkbookOfUnits']).toMatchObject({
        code: 'reporting.file-nothing-new',
      });
    });
  });
});
