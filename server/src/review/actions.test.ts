/** The review on a real database: what is asked of the ledger, and who may read it. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { lines } from '@app/contract/figures/routes.ts';
import { parsePeriod } from '@app/contract/kernel/period.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeRenderer } from '../documents/index.ts';
import { acceptSheets, periodId, putSheets } from '../figures/index.ts';
import { plantTree } from '../figures/testing/small-tree.ts';
import { wholeSheet } from '../figures/testing/whole-sheet.ts';
import type { Actor } from '../kernel/actor.ts';
import { type Ask, askAs } from '../kernel/ask.ts';
import { Refused } from '../kernel/problem.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/index.ts';
import { openPeriod, putForm, shippedForms } from '../reporting/index.ts';
import { composeAnnex } from './annex.ts';
import { gatherFacts } from './gather.ts';
import { composeReview, type ReviewAsked, renderReview } from './index.ts';

const clock = () => new Date('2026-11-22T03:00:00Z');
const everything: Actor = {
  userId: 'test',
  postId: null,
  personsPosts: [],
  unitId: 1,
  bodyId: null,
  allUnits: true,
  lines: [...lines, 'all'],
  ownLines: lines,
  does: new Set(['draft-review']),
};
const period = (code: string) => {
  const found = parsePeriod(code);
  if (!found) throw new Error(code);
  return found;
};

let database: TestDatabase;
let units: Map<string, number>;
const unit = (name: string) => units.get(name) ?? 0;
const as = <T>(actor: Actor, work: (ask: Ask) => Promise<T>): Promise<T> =>
  askAs({ transact: database.transact, clock }, actor, 'test', work);
const asked = (name: string, more: Partial<ReviewAsked> = {}): ReviewAsked => ({
  unitId: unit(name),
  period: '2026-M10',
  reading: 'accepted',
  language: 'vi',
  ...more,
});
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing refused',
    (error: unknown) => (error instanceof Refused ? error.refusal.code : error),
  );

type Cells = Record<string, number>;
const send = (name: string, code: string, cells: Cells, line = 'committee') =>
  as(everything, async ({ tx, now }) => {
    const own: (number | null)[] = [];
    for (const [id, value] of Object.entries(cells)) {
      const slot = indicatorOf(id)?.slot ?? 0;
      while (own.length < slot) own.push(null);
      own[slot - 1] = value;
    }
    const sheet = { unitId: unit(name), own, precision: own.map(() => 0), declared: null, notes: null, sourceId: null };
    const address = { periodId: periodId(period(code)), line };
    await putSheets(tx, { ...address, reading: 'submitted' }, wholeSheet, [sheet], 'submission', now);
    await acceptSheets(tx, address, wholeSheet, [unit(name)], now);
  });

beforeAll(async () => {
  database = await testDatabase();
  const commune = (id: string) => ({ id, level: 'commune' as const, children: [] });
  units = await plantTree(database.owner, {
    id: 'Việt Nam',
    level: 'nation',
    children: [
      { id: 'Miền Bắc', level: 'province', children: [commune('Xã A'), commune('Xã B'), commune('Xã C')] },
      { id: 'Miền Nam', level: 'province', children: [commune('Xã D')] },
    ],
  });
  for (const id of units.values())
    for (const kind of ['committee', 'police'])
      await database.owner.query(
        `insert into org.body (unit_id, kind, line, name, standing) values ($1, $2, $2, '{"vi":"Ban Chỉ đạo 138","en":"Steering Committee 138"}', $2 = 'police')`,
        [id, kind],
      );
  await as(everything, async (ask) => {
    for (const form of shippedForms) await putForm(ask.tx, form, periodId(period(form.from)));
    for (const code of ['2026-M09', '2026-M10']) await openPeriod(ask, 'TH01', period(code));
  });
  await send('Xã A', '2026-M09', { outreach_sessions: 4, mediation_teams: 2 });
  await send('Xã B', '2026-M09', { outreach_sessions: 6, mediation_teams: 1 });
  await send('Xã A', '2026-M10', { outreach_sessions: 7, mediation_teams: 2 });
  await send('Xã B', '2026-M10', { outreach_sessions: 5, mediation_teams: 1 });
  await send('Miền Bắc', '2026-M10', { outreach_sessions: 3, urging_letters: 0 });
  await send('Xã A', '2026-M10', { outreach_sessions: 1 }, 'police');
  await database.owner.query(
    `update reporting.report set state = 'accepted' where period_id = $1 and unit_id = any($2)`,
    [periodId(period('2026-M10')), [unit('Xã A'), unit('Xã B')]],
  );
});
afterAll(async () => {
  await closeRenderer();
  await database.close();
});

describe('the review of a province', () => {
  const textOf = async (more: Partial<ReviewAsked> = {}) => {
    const { document } = await as(everything, (ask) => composeReview(ask, asked('Miền Bắc', more)));
    return document.blocks
      .map((block) => ('runs' in block ? block.runs.map((run) => run.text).join('') : ''))
      .join('\n');
  };

  it('adds up the communes, the province and every line, and names who is missing', async () => {
    const text = await textOf();
    expect(text).toContain('Số liệu tổng hợp từ 2/3 xã; 1 đơn vị chưa có số liệu được duyệt: xã C.');
    expect(text).toContain('Toàn tỉnh tổ chức 16 buổi tuyên truyền');
    expect(text).toContain('Trong kỳ không phát sinh: văn bản đôn đốc đã gửi.');
    expect(text).toContain('Có 3 tổ hòa giải');
  });

  it('is made of months where nobody owes the period as a whole', async () => {
    expect(await textOf({ period: '2026-Q4' })).toContain('Số liệu tổng hợp từ 2/3 báo cáo tháng của các xã');
  });

  it('says how many figures it holds, and what is missing before it can be signed', async () => {
    const review = await as(everything, (ask) => composeReview(ask, asked('Miền Bắc')));
    expect(review.title.vi).toBe('Báo cáo tháng 10/2026');
    expect(review.figures).toBe(JSON.stringify(review.document).match(/"kind":"figure"/g)?.length);
    expect(review.remarks.map((each) => each.vi)).toContain('1 đơn vị chưa có số liệu được duyệt.');
  });

  it('marks the demonstration where the instance holds it', async () => {
    const isMarked = async () =>
      (await as(everything, (ask) => composeReview(ask, asked('Miền Bắc')))).document.demonstration;
    expect(await isMarked()).toBe(false);
    await database.owner.query(`insert into kernel.instance (key, value) values ('demonstration', 'true')`);
    expect(await isMarked()).toBe(true);
    await database.owner.query(`delete from kernel.instance where key = 'demonstration'`);
  });

  it('has an annex whose rows add up to its totals, the own work of the province as it was sent', async () => {
    const facts = await as(everything, (ask) => gatherFacts(ask, { ...asked('Miền Bắc'), period: period('2026-M10') }));
    const sheet = composeAnnex(facts).sheets.find((each) => each.name === 'Tuyên truyền, vận động');
    const column = sheet?.columns.findIndex((each) => each.title.startsWith('Buổi tuyên truyền')) ?? -1;
    const valueIn = (cell: unknown) => (cell as { value: number } | null)?.value ?? null;
    expect(sheet?.rows.map((row) => [row.cells[1], valueIn(row.cells[column])])).toEqual([
      ['Xã A', 8],
      ['Xã B', 5],
      ['Xã C', null],
      ['Phần tự làm của cấp tỉnh', 3],
    ]);
    expect(valueIn(sheet?.totals?.cells[column])).toBe(16);
  });

  it('comes as files with plain names, in all three formats', async () => {
    const files = await as(everything, (ask) =>
      renderReview(ask, asked('Miền Bắc'), ['docx', 'pdf', 'xlsx'], 'https://chungtay.example'),
    );
    expect(files.map((each) => each.name)).toEqual([
      'bao-cao-mien-bac-2026-10.docx',
      'bao-cao-mien-bac-2026-10.pdf',
      'phu-luc-mien-bac-2026-10.xlsx',
    ]);
    expect(files.map((each) => Buffer.from(each.content.subarray(0, 4)).toString('latin1'))).toEqual([
      'PK\u0003\u0004',
      '%PDF',
      'PK\u0003\u0004',
    ]);
  });
});

describe('the number of an edition', () => {
  const issue = async (value: number) => {
    await database.owner.query('delete from figures.edition_total');
    await database.owner.query('delete from figures.edition');
    const { rows } = await database.owner.query<{ id: number }>(
      `insert into figures.edition (unit_id, period_id, line, form, number, issued_on, issued_at, signer_post_id, hash)
       values ($1, $2, 'committee', 'TH01', '31/BC-BCĐ', '2026-10-20', now(), 1, 'x') returning id`,
      [unit('Miền Nam'), periodId(period('2026-M10'))],
    );
    await database.owner.query(
      `insert into figures.edition_total (edition_id, unit_id, sum, n, rolled, at_least, about)
       values ($1, $2, array_fill(null::numeric, array[10]) || $3::numeric, array_fill(0, array[10]) || 1, '{}', '{}', '{}')`,
      [rows[0]?.id, unit('Miền Nam'), value],
    );
  };
  const headOfSouth = async () => {
    const review = await as(everything, (ask) => composeReview(ask, asked('Miền Nam')));
    return [review.document.head.number, review.document.head.date.day];
  };
  beforeAll(async () => {
    await send('Xã D', '2026-M10', { outreach_sessions: 9 });
    await database.owner.query('set session_replication_role = replica');
  });
  afterAll(() => database.owner.query('set session_replication_role = default'));

  it('stands on the report while its figures are those that were frozen', async () => {
    await issue(9);
    expect(await headOfSouth()).toEqual(['31', 20]);
  });
  it('leaves the report once they have changed', async () => {
    await issue(8);
    expect(await headOfSouth()).toEqual([null, null]);
    const review = await as(everything, (ask) => composeReview(ask, asked('Miền Nam')));
    expect(review.remarks.map((each) => each.vi)).toContain(
      '1 số liệu đã thay đổi so với bản đã ban hành; số và ngày để trống cho bản thay thế.',
    );
  });
});

describe('who reads a review', () => {
  const local = (more: Partial<Actor>): Actor => ({
    ...everything,
    unitId: unit('Miền Bắc'),
    allUnits: false,
    ...more,
  });
  it.each([
    ['drafts it', {}, 'nothing refused'],
    ['issues it', { does: new Set(['issue'] as const) }, 'nothing refused'],
    ['inspects', { does: new Set(['read-audit'] as const) }, 'nothing refused'],
    ['reads one line only', { lines: ['committee'] }, 'figures.unknown-units'],
    ['only fills in', { does: new Set(['fill', 'submit'] as const) }, 'figures.unknown-units'],
  ])('a post that %s', async (_, more: Partial<Actor>, code) => {
    expect(await refusal(as(local(more), (ask) => composeReview(ask, asked('Miền Bắc'))))).toBe(code);
  });
  it('nobody outside the reach of the post', async () => {
    expect(await refusal(as(local({}), (ask) => composeReview(ask, asked('Miền Nam'))))).toBe('figures.unknown-units');
  });
  it('nobody of a commune, which has none', async () => {
    expect(await refusal(as(everything, (ask) => composeReview(ask, asked('Xã A'))))).toBe('figures.unknown-units');
  });
  it('nobody of a period without figures, or of none', async () => {
    const of = (code: string) => as(everything, (ask) => composeReview(ask, asked('Miền Bắc', { period: code })));
    expect(await refusal(of('2020-M01'))).toBe('review.nothing-to-report');
    expect(await refusal(of('2026-M13'))).toBe('figures.unknown-period');
  });
});
