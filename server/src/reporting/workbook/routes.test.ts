import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { castCommune, castNeighbour } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { createWorkshop, workshop } from './workshop.ts';
import type { Paper } from './write/paper.ts';

const binary = { 'content-type': 'application/octet-stream' };
const hash = (file: Buffer) => createHash('sha256').update(file).digest('hex');
const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

type Body = Record<string, unknown>;
type CheckedBody = {
  found: string;
  accepted: [string, number, number, number | null, number | null, string][];
  refused: { at: string; indicator: number | null; text: string; code: string; says: { vi: string; en: string } }[];
  indicators: { id: string }[];
  units: { code: string; outcome: string; whyNot: { code: string } | null }[];
  notices: { code: string }[];
  summary: { accepted: number; unchanged: number; refused: number; reports: number };
  draftVersion: number;
  whyNot: Record<string, { code: string } | null>;
};
const read = (body: Body) => body as unknown as CheckedBody;

/** Every typed cell of the monthly form. */
const ids =
  'plans_issued briefings_held body_inspections units_inspected urging_letters outreach_sessions outreach_attendance press_items model_points model_members points_replicated points_retired security_order_teams security_order_members inter_family_groups mediation_teams mediation_cases mediation_conducted mediation_successful'.split(
    ' ',
  );

describe('forms as files over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let report: number;
  const send = (ask: Ask, what: string, file: Buffer) =>
    ask('POST', `/api/reports/${report}/workbook/${what}`, file, binary);
  const check = async (file: Buffer, ask = asCommune) => read((await send(ask, 'check', file)).body);
  const apply = (file: Buffer, draftVersion: number, cells: number, ask = asCommune) =>
    send(ask, `apply?checked=${hash(file)}&draftVersion=${draftVersion}&cells=${cells}`, file);
  const draft = async (): Promise<Record<string, { value: number | null; precision: string; note: string | null }>> => {
    const cells = (await asCommune('GET', `/api/reports/${report}`)).body['cells'] as {
      indicator: string;
      value: number | null;
      precision: string;
      note: string | null;
    }[];
    return Object.fromEntries(cells.map(({ indicator, ...cell }) => [indicator, cell]));
  };
  const download = async (path = `/api/reports/${report}/workbook`, ask = asCommune): Promise<Buffer> => {
    const answer = await ask('GET', path);
    expect(answer.status).toBe(200);
    return answer.raw;
  };
  /** The sheet of a form with cells of the column "Kỳ này" filled, as Excel would save them. */
  const filled = async (file: Buffer, values: Record<string, string>): Promise<Buffer> => {
    const zip = await JSZip.loadAsync(file);
    const part = 'xl/worksheets/sheet1.xml';
    let xml = (await zip.file(part)?.async('string')) ?? '';
    const strings = (await zip.file('xl/sharedStrings.xml')?.async('string')) ?? '';
    const shared = [...strings.matchAll(/<si>(.*?)<\/si>/gs)].map(([, si = '']) => si.replace(/<[^>]*>/g, ''));
    for (const [id, value] of Object.entries(values)) {
      const row = new RegExp(`<c r="A(\\d+)"[^>]*t="s"[^>]*><v>${shared.indexOf(id)}</v></c>`).exec(xml)?.[1];
      expect(row, id).toBeDefined();
      xml = xml.replace(new RegExp(`<c r="G${row}"([^>]*?)(?:/>|>.*?</c>)`), (_, rest: string) => {
        const style = /s="\d+"/.exec(rest)?.[0] ?? '';
        return value.startsWith('<')
          ? `<c r="G${row}" ${style} t="inlineStr"><is>${value}</is></c>`
          : `<c r="G${row}" ${style}><v>${value}</v></c>`;
      });
    }
    zip.file(part, xml);
    return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
  };

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    asCommune = await house.as('commune');
    asProvince = await house.as('province');
    const own = (await asCommune('GET', '/api/my-work')).body['own'] as { id: number; period: { code: string } }[];
    report = own.find(({ period }) => period.code === '2026-M10')?.id ?? 0;
  });
  afterEach(() => undo());

  describe('rights', () => {
    it.each(['neighbour', 'otherProvince', 'partner', 'administrator', 'operator'] as const)(
      'does not exist for %s, to read or to fill',
      async (name) => {
        const ask = await house.as(name);
        expect(await ask('GET', `/api/reports/${report}/workbook`)).toMatchObject({ status: 404 });
        expect(await send(ask, 'check', csv('x'))).toMatchObject({ status: 404, body: { code: 'kernel.not-found' } });
      },
    );
    it('is read and not filled by the superior, whatever the file', async () => {
      expect(await asProvince('GET', `/api/reports/${report}/workbook`)).toMatchObject({ status: 200 });
      expect(await send(asProvince, 'check', csv('x'))).toMatchObject({
        status: 403,
        body: { code: 'reporting.not-yours' },
      });
    });
    it('is not filled once it was sent', async () => {
      const cells = Object.fromEntries(
        ids.map((id) => [id, { value: 1, precision: 'exact', kind: 'own', note: null }]),
      );
      await asCommune('POST', `/api/reports/${report}/submit`, { draftVersion: 0, cells });
      expect(await send(asCommune, 'check', csv('Chỉ tiêu;Kỳ này', 'press_items;3'))).toMatchObject({
        status: 409,
        body: { code: 'reporting.already-submitted' },
      });
    });
    it('sends many only for posts that import', async () => {
      for (const path of ['/api/workbooks?form=TH01&period=2026-M10', '/api/workbooks/csv?form=TH01&period=2026-M10'])
        expect(await asCommune('GET', path)).toMatchObject({ status: 403, body: { code: 'kernel.not-allowed' } });
      expect(await asCommune('POST', '/api/workbooks/check?form=TH01&period=2026-M10', csv('x'), binary)).toMatchObject(
        { status: 403 },
      );
    });
  });

  describe('the form of one report', () => {
    it('comes back filled: every cell by address, then all of it in the draft', async () => {
      const file = await filled(await download(), {
        outreach_sessions: '1931',
        press_items: '7',
        plans_issued: '<t>hơn 18.000</t>',
      });
      const checked = await check(file);
      expect(checked).toMatchObject({
        found: 'own',
        refused: [],
        notices: [],
        summary: { accepted: 3, refused: 0, reports: 1 },
      });
      const named = checked.accepted.map(([at, , indicator, before, after, precision]) => [
        at.replace(/\d+$/, ''),
        checked.indicators[indicator]?.id,
        before,
        after,
        precision,
      ]);
      expect(named.sort()).toEqual(
        [
          ['G', 'outreach_sessions', null, 1931, 'exact'],
          ['G', 'press_items', null, 7, 'exact'],
          ['G', 'plans_issued', null, 18000, 'at_least'],
        ].sort(),
      );
      expect((await draft())['outreach_sessions']?.value).toBeNull();
      expect(await apply(file, 0, 3)).toMatchObject({ status: 200, body: { cells: 3, draftVersion: 1 } });
      expect(await draft()).toMatchObject({
        outreach_sessions: { value: 1931 },
        press_items: { value: 7 },
        plans_issued: { value: 18000, precision: 'at_least' },
      });
    });

    it('brings what is typed so far, and a cell that is emptied is cleared', async () => {
      const cells = { press_items: { value: 5, precision: 'about', kind: 'own', note: 'theo đài huyện' } };
      await asCommune('PUT', `/api/reports/${report}/draft`, { draftVersion: 0, cells });
      const file = await download();
      expect(await check(file)).toMatchObject({
        found: 'own',
        summary: { accepted: 0, refused: 0 },
        whyNot: { applyWorkbook: { code: 'reporting.file-nothing-new' } },
      });
      const emptied = await filled(file, { press_items: '<t></t>' });
      expect((await check(emptied)).accepted).toMatchObject([
        [expect.any(String), 0, expect.any(Number), 5, null, expect.any(String)],
      ]);
      expect(await apply(emptied, 1, 1)).toMatchObject({ status: 200 });
      expect((await draft())['press_items']?.value).toBeNull();
    });

    it('writes nothing while one cell is refused, and says which and why in both languages', async () => {
      const file = await filled(await download(), {
        outreach_sessions: '3',
        press_items: '1.931',
        plans_issued: '-2',
        model_points: '<t>1,931</t>',
      });
      const checked = await check(file);
      expect(checked.summary).toMatchObject({ accepted: 1, refused: 3 });
      expect(Object.fromEntries(checked.refused.map(({ code, at }) => [code, at.replace(/\d+/, '')]))).toEqual({
        'reporting.cell-thousand-or-fraction': 'G',
        'figures.negative': 'G',
        'reporting.cell-ambiguous-comma': 'G',
      });
      for (const { says } of checked.refused) expect(says.vi !== says.en && !/[{}]/.test(says.vi + says.en)).toBe(true);
      expect(await apply(file, 0, 1)).toMatchObject({ status: 422, body: { code: 'reporting.file-cells-refused' } });
      expect((await draft())['outreach_sessions']?.value).toBeNull();
    });

    it('tells a form whose hidden keys were changed, one of another report, and one that is no longer up to date', async () => {
      const file = await download();
      const zip = await JSZip.loadAsync(file);
      const strings = (await zip.file('xl/sharedStrings.xml')?.async('string')) ?? '';
      const forged = await JSZip.loadAsync(file);
      forged.file('xl/sharedStrings.xml', strings.replace('2026-M10', '2026-M09'));
      const bytes = await forged.generateAsync({ type: 'nodebuffer' });
      expect(await send(asCommune, 'check', bytes)).toMatchObject({
        status: 422,
        body: { code: 'reporting.keys-tampered' },
      });

      const own = (await asCommune('GET', '/api/my-work')).body['own'] as { id: number; period: { code: string } }[];
      const other = own.find(({ id }) => id !== report)?.id ?? 0;
      const ofOther = await download(`/api/reports/${other}/workbook`);
      expect(await send(asCommune, 'check', ofOther)).toMatchObject({
        status: 422,
        body: { code: 'reporting.file-of-another' },
      });

      await asCommune('PUT', `/api/reports/${report}/draft`, { draftVersion: 0, cells: { press_items: { value: 5 } } });
      const stale = await filled(file, { outreach_sessions: '3' });
      const checked = await check(stale);
      expect(checked).toMatchObject({ found: 'stale', summary: { accepted: 1 } });
      expect(checked.notices.map(({ code }) => code)).toEqual(['reporting.file-stale']);
      expect(await apply(stale, 1, 1)).toMatchObject({ status: 200 });
      expect(await draft()).toMatchObject({ press_items: { value: 5 }, outreach_sessions: { value: 3 } });
    });

    it('is not written when file, draft or number of cells are not what was checked', async () => {
      const file = csv('Chỉ tiêu;Kỳ này', 'press_items;3');
      const otherwise = { status: 409, body: { code: 'reporting.checked-otherwise' } };
      expect(await apply(file, 1, 1)).toMatchObject(otherwise);
      expect(await apply(file, 0, 2)).toMatchObject(otherwise);
      expect(await send(asCommune, `apply?checked=${'0'.repeat(64)}&draftVersion=0&cells=1`, file)).toMatchObject(
        otherwise,
      );
      expect(await apply(file, 0, 1)).toMatchObject({ status: 200 });
    });

    it('refuses notes with keys to persons', async () => {
      const file = csv('Chỉ tiêu;Kỳ này;Ghi chú', 'press_items;3;gọi 0912345678');
      expect((await check(file)).refused).toMatchObject([{ code: 'kernel.phone-in-text', at: '2:2' }]);
    });

    it('names the day of its deadline in Vietnam, where it is still the day before in UTC', async () => {
      await house.asSystem((ask) =>
        sql`update reporting.report set due_at = '2026-11-18T18:00:00Z' where id = ${report}`.execute(ask.tx),
      );
      const book = await JSZip.loadAsync(await download());
      const texts = await Promise.all(book.file(/\.xml$/).map((each) => each.async('text')));
      expect(texts.join()).toContain('19/11/2026');
    });

    it('is told to come again when too many wait, and when', async () => {
      const file = csv('Chỉ tiêu;Kỳ này', 'press_items;3');
      const full = createWorkshop({ queue: 0 });
      const reading = vi.spyOn(workshop(), 'read').mockImplementationOnce(full.read);
      const { status, body, headers } = await send(asCommune, 'check', file);
      expect({ status, code: body.code }).toEqual({ status: 503, code: 'reporting.reader-busy' });
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(body['says']).toMatchObject({
        vi: expect.stringContaining('Thử lại'),
        en: expect.stringContaining('again'),
      });
      reading.mockRestore();
      expect((await send(asCommune, 'check', file)).status).toBe(200);
      const paper = { language: 'vi', body: [] } as unknown as Paper;
      await expect(full.write(paper, 'csv')).rejects.toMatchObject({
        refusal: { status: 503, code: 'reporting.reader-busy' },
      });
      await full.close();
    });

    it('goes out and comes back as CSV, harmless in a spreadsheet', async () => {
      const cells = {
        press_items: { value: 1931, note: '=1+1; theo đài' },
        plans_issued: { value: 3, precision: 'at_least' },
      };
      await asCommune('PUT', `/api/reports/${report}/draft`, { draftVersion: 0, cells });
      const file = await download(`/api/reports/${report}/workbook/csv`);
      const text = file.toString('utf8');
      expect(text.startsWith('\uFEFF#chungtay;')).toBe(true);
      expect(text).toContain(`"'=1+1; theo đài"`);
      expect(await check(file)).toMatchObject({ found: 'own', summary: { accepted: 0, refused: 0 } });
      const edited = Buffer.from(text.replace(';1931;', ';1.932;'));
      expect((await check(edited)).accepted).toEqual([
        [expect.stringMatching(/^\d+:7$/), 0, expect.any(Number), 1931, 1932, 'exact'],
      ]);
    });

    it('leaves an entry for what was checked and for what was written', async () => {
      const file = csv('Chỉ tiêu;Kỳ này', 'press_items;3');
      await check(file);
      await apply(file, 0, 1);
      const asInspector = await house.as('inspector');
      const audit = JSON.stringify((await asInspector('GET', `/api/audit?about=reporting`)).body);
      for (const action of ['reporting.checkWorkbook', 'reporting.applyWorkbook', 'reporting.saveDraft'])
        expect(audit).toContain(action);
      expect(audit).toContain(hash(file));
    });

    it.each([
      ['nothing', Buffer.alloc(0), 422, 'reporting.file-empty'],
      ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 422, 'reporting.file-no-sheet'],
      ['words', Buffer.from('xin chào'), 422, 'reporting.file-figures-not-found'],
      ['more than is taken', Buffer.alloc(13 * 1024 * 1024, 65), 413, 'kernel.too-large'],
    ])('refuses %s', async (_, file, status, code) => {
      expect(await send(asCommune, 'check', file)).toMatchObject({ status, body: { code } });
    });

    it('takes no JSON in the place of a file', async () => {
      expect(await asCommune('POST', `/api/reports/${report}/workbook/check`, { cells: {} })).toMatchObject({
        status: 400,
      });
    });
  });

  describe('the table of many units', () => {
    const place = 'form=TH01&period=2026-M10';
    const checkTable = async (file: Buffer) =>
      read((await asProvince('POST', `/api/workbooks/check?${place}`, file, binary)).body);
    const applyTable = (file: Buffer, reports: number, cells: number) =>
      asProvince(
        'POST',
        `/api/workbooks/apply?${place}&checked=${hash(file)}&reports=${reports}&cells=${cells}`,
        file,
        binary,
      );
    const row = (code: string, value: (at: number) => string) =>
      [code, '', '', ...ids.map((_, at) => value(at))].join(';');
    const head = ['chungtay:unit', '', '', ...ids.map((id) => `chungtay:${id}`)].join(';');
    /** Cases held and solved are parts of those received. */
    const figure = (at: number) => String(at === 16 ? 90 : at === 17 ? 80 : at === 18 ? 70 : at + 1);

    it('is sent as the reports of its rows, all or none', async () => {
      const file = csv(head, row(castCommune, figure), row(castNeighbour, figure));
      const checked = await checkTable(file);
      expect(checked).toMatchObject({ refused: [], summary: { accepted: 38, reports: 2, refused: 0 } });
      const later = await asProvince('POST', `/api/workbooks/check?${place}&from=30`, file, binary);
      expect(read(later.body)).toMatchObject({ accepted: checked.accepted.slice(30), summary: checked.summary });
      expect(checked.units.filter(({ outcome }) => outcome === 'blank').length).toBe(checked.units.length - 2);
      expect(await applyTable(file, 2, 38)).toMatchObject({ status: 200, body: { reports: 2, cells: 38 } });
      expect((await asCommune('GET', `/api/reports/${report}`)).body['report']).toMatchObject({
        state: 'submitted',
        revision: 1,
      });
      // The same file again holds nothing new.
      expect(await applyTable(file, 2, 38)).toMatchObject({
        status: 422,
        body: { code: 'reporting.file-nothing-new' },
      });
    });

    it('tells gaps, strangers, units twice and units that cannot be sent for', async () => {
      await asCommune('PUT', `/api/reports/${report}/draft`, { draftVersion: 0, cells: { press_items: { value: 5 } } });
      const { refused, units } = await checkTable(
        csv(
          head,
          row(castCommune, figure),
          row(castNeighbour, (at) => (at === 0 ? '' : figure(at))),
          row('99999', figure),
          row(castNeighbour, figure),
        ),
      );
      const codes = new Set(refused.map(({ code }) => code));
      expect(codes).toEqual(
        new Set([
          'reporting.draft-present',
          'reporting.cell-unit-unknown',
          'reporting.cell-unit-twice',
          'reporting.cell-missing',
        ]),
      );
      expect(refused.find(({ code }) => code === 'reporting.cell-missing')?.at).toBe('3:4');
      expect(units.find(({ code }) => code === castCommune)).toMatchObject({
        outcome: 'refused',
        whyNot: { code: 'reporting.draft-present' },
      });
    });

    it('is downloaded with a row for each unit, and read again as it is', async () => {
      const file = await download(`/api/workbooks?${place}`, asProvince);
      const checked = await checkTable(file);
      expect(checked).toMatchObject({ found: 'own', summary: { accepted: 0, refused: 0, reports: 0 } });
      expect(checked.units.length).toBe(78);
    });
  });
});
