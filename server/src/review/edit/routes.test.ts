/** An officer's hand in a review over HTTP: it stays when the report is made again. */
import JSZip from 'jszip';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeRenderer } from '../../documents/index.ts';
import { castNow } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { shippedForms } from '../../reporting/index.ts';

const monthly = shippedForms.find((form) => form.code === 'TH01');
const cells = (outreach: number) =>
  Object.fromEntries(
    (monthly?.content.sections ?? [])
      .flatMap((section) => section.rows.map((row) => row.indicator as string))
      .filter((id) => !['avg_attendance', 'rate_mediation_success'].includes(id))
      .map((id) => [id, { value: id === 'outreach_sessions' ? outreach : 5 }]),
  );

type Run = { kind: string; text: string; trace?: string };
type Block = { kind: string; id: string; runs?: Run[]; edited?: boolean };
type Review = {
  document: { blocks: Block[] };
  marks: Record<string, string>;
  edits: { id: number; version: number; changed: boolean; nowText: string | null }[];
  additions: { id: number; block: string; section: string; source: { fullName: string } }[];
  whyNot: { editReview: { code: string } | null };
};

describe('a review written further by hand', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let report: number;
  let province: number;
  const block = 'results-outreach-1';
  const which = () => ({ unit: province, period: '2026-M10' });

  const read = async (ask: Ask = asProvince) =>
    (await ask('GET', `/api/review?unit=${province}&period=2026-M10`)).body as unknown as Review;
  const textIn = ({ document }: Review, id: string) =>
    document.blocks
      .find((each) => each.id === id)
      ?.runs?.map((run) => run.text)
      .join('');
  const save = async (text: string, version = 0, more: object = {}, ask: Ask = asProvince) => {
    const { marks } = await read();
    return ask('PUT', '/api/review/edits', { ...which(), block, seen: marks[block], version, text, ...more });
  };
  const send = async (outreach: number, draftVersion: number, revision: number) => {
    await asCommune('POST', `/api/reports/${report}/submit`, { draftVersion, cells: cells(outreach) });
    await asProvince('POST', `/api/reports/${report}/accept`, { revision });
  };
  /** The figures change: the report is opened again and corrected. */
  const correct = async () => {
    await asProvince('POST', `/api/reports/${report}/exception`, { until: '2026-11-25', reason: 'Cộng thiếu.' });
    await send(9, 1, 2);
  };

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(async () => {
    await closeRenderer();
    await house.close();
  });
  beforeEach(async () => {
    undo = await house.begin();
    asCommune = await house.as('commune');
    asProvince = await house.as('province');
    const own = (await asCommune('GET', '/api/my-work')).body['own'] as { id: number; period: { code: string } }[];
    report = own.find((each) => each.period.code === '2026-M10')?.id ?? 0;
    province = ((await asProvince('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
    await asCommune('PUT', `/api/reports/${report}/narrative`, {
      version: 0,
      texts: { limits: 'Trụ sở xuống cấp.', proposals: 'Đề nghị hỗ trợ {{outreach_sessions}}.' },
    });
    await send(6, 0, 1);
  });
  afterEach(() => undo());

  it('is for those who draft the reviews of their own unit', async () => {
    const { status } = await save('Lời.', 0, {}, await house.as('otherProvince'));
    expect(status).toBe(404);
    expect(await save('Lời.', 0, {}, asCommune)).toMatchObject({ status: 404 });
    for (const name of ['head', 'centre', 'inspector'] as const) {
      expect(await save('Lời.', 0, {}, await house.as(name))).toMatchObject({ status: 403 });
      expect((await read(await house.as(name))).whyNot.editReview).toMatchObject({ code: 'kernel.not-allowed' });
    }
    expect((await read()).whyNot.editReview).toBeNull();
  });

  it('refuses a paragraph that is not there, one that is not what was seen, and keys to persons', async () => {
    expect(await save('Lời.', 0, { block: 'nothing-1' })).toMatchObject({
      status: 422,
      body: { code: 'review.unknown-block' },
    });
    expect(await save('Lời.', 0, { seen: '0'.repeat(16) })).toMatchObject({ status: 409 });
    expect(await save('Gọi 0912 345 678')).toMatchObject({ status: 400 });
    expect((await read()).edits).toEqual([]);
  });

  it('keeps the wording through new figures, tells it, and leaves the choice', async () => {
    const before = textIn(await read(), block) ?? '';
    expect(before).toContain('6');
    expect(await save('Cả tỉnh chỉ tổ chức 6 buổi.')).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await save('Người khác sửa.')).toMatchObject({ status: 409 });
    const edited = await read();
    expect(edited.document.blocks.find((each) => each.id === block)).toMatchObject({ edited: true });
    expect(edited.document.blocks.find((each) => each.id === block)?.runs?.some((run) => run.kind === 'figure')).toBe(
      true,
    );
    expect(edited.edits).toMatchObject([{ changed: false, nowText: before }]);

    house.setNow(new Date(castNow.getTime() + 3_600_000));
    await correct();
    const now = await read();
    expect(textIn(now, block)).toBe('Cả tỉnh chỉ tổ chức 6 buổi.');
    expect(now.edits).toMatchObject([{ changed: true }]);
    expect(now.edits[0]?.nowText).toContain('9');
    // Nobody covers figures that were not seen.
    expect(await save('Lời.', 1, { seen: edited.marks[block] })).toMatchObject({ status: 409 });

    const edit = now.edits[0]?.id ?? 0;
    expect(await asProvince('POST', `/api/review/edits/${edit}/keep`, { version: 1 })).toMatchObject({ status: 200 });
    expect((await read()).edits).toMatchObject([{ changed: false, version: 2 }]);
    expect(await asProvince('DELETE', `/api/review/edits/${edit}`)).toMatchObject({ status: 200 });
    expect(textIn(await read(), block)).toContain('9');
  });

  it('is audited, and nobody else keeps or drops it', async () => {
    await save('Lời của tỉnh.');
    const edit = (await read()).edits[0]?.id ?? 0;
    const asHead = await house.as('head');
    expect(await asHead('DELETE', `/api/review/edits/${edit}`)).toMatchObject({ status: 403 });
    expect(await asHead('POST', `/api/review/edits/${edit}/keep`, { version: 1 })).toMatchObject({ status: 403 });
    expect(await (await house.as('otherProvince'))('DELETE', `/api/review/edits/${edit}`)).toMatchObject({
      status: 404,
    });
    expect(await asProvince('DELETE', '/api/review/edits/999999')).toMatchObject({ status: 404 });
    const { body } = await (await house.as('inspector'))('GET', '/api/audit?action=review.saveReviewEdit');
    expect(JSON.stringify(body)).toContain('Lời của tỉnh.');
  });

  it('goes into the files', async () => {
    await save('Đoạn do cán bộ tỉnh viết.');
    const answer = await asProvince('GET', `/api/review/docx?unit=${province}&period=2026-M10`);
    expect(answer.status).toBe(200);
    const zip = await JSZip.loadAsync(answer.raw);
    expect(await zip.file('word/document.xml')?.async('string')).toContain('Đoạn do cán bộ tỉnh viết.');
  });

  describe('with words of the reports', () => {
    const item = (section: string, into: string) => ({ report, revision: 1, section, at: 0, into });
    const add = (items: object[]) => asProvince('POST', '/api/review/additions', { ...which(), items });
    const list = async (query = '') =>
      (await asProvince('GET', `/api/review/words?unit=${province}&period=2026-M10${query}`)).body;

    it('lists them for the section they belong to', async () => {
      expect(await list()).toMatchObject({ found: 2 });
      expect(await list('&section=requests')).toMatchObject({ found: 1, words: [{ into: 'requests', taken: false }] });
      expect(await list('&q=tru%20so')).toMatchObject({ found: 1, words: [{ into: 'limits' }] });
    });
    it('takes the chosen ones in once, their figures with their source', async () => {
      expect(await add([item('limits', 'limits'), item('proposals', 'requests')])).toMatchObject({
        body: { added: 2 },
      });
      expect(await add([item('limits', 'limits')])).toMatchObject({ body: { added: 0 } });
      const review = await read();
      expect(review.additions.map(({ section }) => section)).toEqual(['limits', 'requests']);
      const request = review.additions[1]?.block ?? '';
      expect(textIn(review, request)).toBe('Đề nghị hỗ trợ 6 buổi.');
      expect(review.document.blocks.find((each) => each.id === request)?.runs).toContainEqual(
        expect.objectContaining({ kind: 'figure', text: '6 buổi' }),
      );
      expect(await list()).toMatchObject({ words: [{ taken: true }, { taken: true }] });
      const id = review.additions[0]?.id;
      expect(await (await house.as('head'))('DELETE', `/api/review/additions/${id}`)).toMatchObject({ status: 403 });
      expect(await asProvince('DELETE', `/api/review/additions/${id}`)).toMatchObject({ status: 200 });
      expect((await read()).additions).toHaveLength(1);
    });
    it('refuses what is not there, what was sent again, and other posts', async () => {
      expect(await add([item('causes', 'limits')])).toMatchObject({ status: 404 });
      expect(await add([{ ...item('limits', 'limits'), revision: 2 }])).toMatchObject({ status: 409 });
      const items = [item('limits', 'limits')];
      const asHead = await house.as('head');
      expect(await asHead('POST', '/api/review/additions', { ...which(), items })).toMatchObject({ status: 403 });
      expect(await asCommune('POST', '/api/review/additions', { ...which(), items })).toMatchObject({ status: 404 });
    });
  });
});
