/** Figures, editions and submissions changed in SQL, as somebody would who owns the database, and what is told of it. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { differencesOfTotals } from '../../figures/index.ts';
import { auditFaults } from '../../kernel/audit-verify.ts';
import { inside } from '../../kernel/backup/inside.ts';
import { knownMigrations } from '../../kernel/migrate.ts';
import { castNeighbour } from '../../kernel/testing/cast.ts';
import { type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { cell, ok, reportOf, unitOf, cells as whole } from '../testing/monthly.ts';
import { faultsOfReports } from './actions.ts';

let house: TestHouse;
const cells = whole({ outreach_sessions: cell(7, { precision: 'at_least', note: 'hơn bảy' }) });

/** Really committed: one report accepted and issued, sent once more after an exception, and one imported. */
const write = async () => {
  await house.committing();
  const as = async (name: 'commune' | 'province' | 'head') => house.as(name);
  const [commune, province, head] = [await as('commune'), await as('province'), await as('head')];
  const report = await reportOf(commune);
  const unit = await unitOf(province);
  const rows = [{ unitCode: castNeighbour, cells }];
  await ok(commune('POST', `/api/reports/${report}/submit`, { draftVersion: 0, cells }));
  await ok(province('POST', '/api/reports/import', { form: 'TH01', period: '2026-M10', rows }));
  await ok(province('POST', `/api/reports/${report}/accept`, { revision: 1 }));
  const edition = { unit, form: 'TH01', period: '2026-M10', number: '15/BC-BCĐ', issuedOn: '2026-11-20' };
  await ok(head('POST', '/api/editions', edition));
  const until = { until: '2026-11-30', reason: 'Sửa số liệu' };
  await ok(province('POST', `/api/reports/${report}/exception`, until));
  await ok(
    commune('POST', `/api/reports/${report}/submit`, { draftVersion: 1, cells: { ...cells, press_items: cell(70) } }),
  );
};

const tamper = (text: string) => house.database.owner.query(text);
const told = () => faultsOfReports(inside(house.database.owner).client);

beforeAll(async () => {
  house = await testHouse();
  await write();
});
afterAll(() => house.close());
beforeEach(() => tamper('begin'));
afterEach(() => tamper('rollback'));

it('nothing is told of what the program itself has written', async () => {
  expect(await told()).toEqual([]);
  const { rows } = await tamper(`
    select subject, unit_id is not null as "hasUnit", before, after - 'cellsHash' as after, length(after ->> 'cellsHash') as length
    from kernel.audit where action = 'reporting.importReports'`);
  expect(rows).toEqual([
    {
      subject: expect.stringMatching(/^report:\d+$/),
      hasUnit: true,
      before: { state: 'not_sent', revision: 0 },
      after: { state: 'submitted', revision: 1 },
      length: 64,
    },
  ]);
});

const figure = "own[(select slot from figures.indicator where id = 'press_items')]";
it.each([
  [
    'an edition with its own hash computed anew',
    ['update figures.edition_total set sum[8] = 1000', 'update figures.edition set hash = figures.hash_of(id)'],
    /^bản ban hành hỏng .*: \d+$/,
  ],
  ['an edition with rows changed alone', ['update figures.edition_total set sum[8] = 1000'], /^bản ban hành hỏng/],
  ['an edition taken out', ['delete from figures.edition_total', 'delete from figures.edition'], /^bản ban hành hỏng/],
  [
    'a submitted figure, the totals following',
    [`update figures.sheet set ${figure} = 99 where reading = 'submitted'`],
    /^số liệu không phải số đã gửi .*2026-M10, committee, submitted$/,
  ],
  [
    'an accepted figure, the totals following',
    [`update figures.sheet set ${figure} = 99 where reading = 'accepted'`],
    /^số liệu không phải số đã gửi .*2026-M10, committee, accepted$/,
  ],
  [
    'a figure nobody sent',
    [
      `update figures.sheet set own[(select slot from figures.indicator where id = 'fire_inspections')] = 5 where reading = 'accepted'`,
    ],
    /^số liệu không phải số đã gửi/,
  ],
  [
    '"over" made exact',
    [
      `update figures.sheet set precision[(select slot from figures.indicator where id = 'outreach_sessions')] = 0 where reading = 'accepted'`,
    ],
    /^số liệu không phải số đã gửi/,
  ],
  [
    'a figure that claims to come from nothing among those of several forms',
    [
      `update figures.sheet set ${figure} = 99, source_ids = array_fill(source_id, array[cardinality(own)]) where reading = 'accepted'`,
      `update figures.sheet set ${figure.replace('own', 'source_ids')} = null where reading = 'accepted'`,
    ],
    /^số liệu không phải số đã gửi/,
  ],
  [
    'a sheet of which nothing claims to come from anywhere',
    [
      `update figures.sheet set ${figure} = 99, source_ids = array_fill(null::bigint, array[cardinality(own)]) where reading = 'accepted'`,
    ],
    /^số liệu không có lần gửi nào đứng sau/,
  ],
  [
    'a sheet that claims to come from elsewhere',
    [`update figures.sheet set ${figure} = 99, source = 'import' where reading = 'submitted'`],
    /^số đã gửi không có trong sổ/,
  ],
  [
    'a sheet that claims a submission there is not',
    [`update figures.sheet set source_id = 999999 where reading = 'accepted'`],
    /^số liệu không có lần gửi nào đứng sau/,
  ],
  [
    'what was accepted, taken out while a newer revision waits',
    [`delete from figures.sheet where reading = 'accepted'`],
    /^số đã gửi không có trong sổ .*2026-M10, committee, accepted$/,
  ],
  [
    'what waits, made accepted without anybody deciding',
    [
      `update figures.sheet a set own = s.own, precision = s.precision, source_id = s.source_id from figures.sheet s
         where a.reading = 'accepted' and s.reading = 'submitted' and (a.unit_id, a.period_id, a.line) = (s.unit_id, s.period_id, s.line)`,
    ],
    /^số liệu của lần gửi không tính ở đây .*accepted$/,
  ],
  [
    'a report accepted in the ledger alone',
    [
      `create temporary table copied on commit drop as select * from figures.sheet s where s.reading = 'submitted'
         and not exists (select from figures.sheet a where a.reading = 'accepted' and a.unit_id = s.unit_id)`,
      `update copied set reading = 'accepted'`,
      'insert into figures.sheet select * from copied',
    ],
    /^số liệu của lần gửi không tính ở đây .*accepted$/,
  ],
  [
    'an acceptance taken back without anybody deciding',
    [
      `update reporting.submission set decision = null, decided_at = null, decided_by = null where decision = 'accepted'`,
      `delete from figures.sheet where reading = 'accepted'`,
    ],
    /^quyết định không như nhật ký ghi .*revision 1$/,
  ],
  [
    'an acceptance that nobody gave',
    [
      `update reporting.submission s set decision = 'accepted', decided_at = now() from reporting.report r where r.id = s.report_id and r.state = 'submitted' and r.revision = s.revision`,
      `update reporting.report set state = 'accepted' where state = 'submitted'`,
      `insert into figures.sheet select unit_id, period_id, line, 'accepted', own, precision, declared, notes, source, source_id, changed_at, form, source_ids
         from figures.sheet where reading = 'submitted' on conflict (unit_id, period_id, line, reading) do update
         set (own, precision, source_id) = (excluded.own, excluded.precision, excluded.source_id)`,
    ],
    /^quyết định không như nhật ký ghi/,
  ],
  [
    'a submission and its figure',
    [
      `update reporting.submission set cells = jsonb_set(cells, '{press_items,value}', '99')`,
      `update figures.sheet set ${figure} = 99`,
    ],
    /^số đã gửi bị sửa sau khi ghi nhật ký .*: báo cáo \/ report \d+, lần \/ revision 1$/,
  ],
  [
    'a revision slipped in',
    [
      `insert into reporting.submission (report_id, revision, cells, submitted_at) select report_id, 9, cells, now() from reporting.submission limit 1`,
    ],
    /^lần gửi không có trong nhật ký .*revision 9$/,
  ],
])('%s is told, though totals and seals are right', async (_, texts, says) => {
  for (const text of texts) await tamper(text);
  expect((await told())[0]).toMatch(says);
  const held = inside(house.database.owner).client;
  expect((await differencesOfTotals(held)).differences).toEqual([]);
  expect((await auditFaults(held)).faults).toEqual([]);
});

it('sheets of before sheets knew their form are those of one form, also where they were sent anew since', async () => {
  const forms = async () =>
    (await tamper(`select reading, form, source_ids is null as one from figures.sheet order by reading, unit_id`)).rows;
  const right = await forms();
  expect(right).toEqual(
    ['accepted', 'submitted', 'submitted'].map((reading) =>
      expect.objectContaining({ reading, form: 'TH01', one: true }),
    ),
  );
  await tamper(`update figures.sheet set form = null`);
  await tamper(
    `update figures.sheet set source_ids = array_fill(source_id, array[cardinality(own)]) where reading = 'submitted'`,
  );
  const fill = (await knownMigrations()).find(({ name }) => name.endsWith('forms-of-older-sheets.sql'));
  await tamper(fill?.text ?? '');
  expect(await forms()).toEqual(right);
  expect(await told()).toEqual([]);
  // Its own form sends again: still one form's sheet.
  await tamper(`update figures.sheet set form = null where reading = 'accepted'`);
  await tamper(`
    update figures.sheet s set source_ids = array_fill(source_id, array[cardinality(own)]) where reading = 'accepted'`);
  await tamper(
    `update figures.sheet set source_ids[1] = source_id + 1000 where reading = 'accepted' and own[1] is null`,
  );
  await tamper(fill?.text ?? '');
  expect(await forms()).toEqual(right);
});
