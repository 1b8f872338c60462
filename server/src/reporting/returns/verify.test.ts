/** What `verify` says of reports returned by single cells, really committed: nothing of what the program did, all that was planted. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { differencesOfTotals } from '../../figures/index.ts';
import { inside } from '../../kernel/backup/inside.ts';
import { type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { cell, ok, reportOf, send } from '../testing/monthly.ts';
import { faultsOfReports } from '../verify/actions.ts';

let house: TestHouse;
const reasons = { press_items: 'Gấp ba tháng trước.', mediation_cases: 'Không khớp sổ hòa giải.' };

const tamper = (text: string) => house.database.owner.query(text);
const told = () => faultsOfReports(inside(house.database.owner).client);
/** Nothing is told, and every total is what a recount from the cells gives. */
const sound = async () => {
  await tamper('begin');
  try {
    expect(await told()).toEqual([]);
    expect((await differencesOfTotals(inside(house.database.owner).client)).differences).toEqual([]);
  } finally {
    await tamper('rollback');
  }
};

/** Two communes: one returned by cells, sent and returned by cells again; one accepted, corrected and then returned by cells. */
const write = async () => {
  await house.committing();
  const [commune, neighbour, province] = [
    await house.as('commune'),
    await house.as('neighbour'),
    await house.as('province'),
  ];
  const [one, other] = [await reportOf(commune), await reportOf(neighbour)];
  const giveBack = (id: number, body: object) => ok(province('POST', `/api/reports/${id}/return`, body));
  await send(commune, one);
  await giveBack(one, { revision: 1, cells: reasons });
  await sound();
  await send(commune, one, { press_items: cell(30), outreach_sessions: cell(60) });
  await sound();
  await giveBack(one, { revision: 2, cells: reasons });
  await send(neighbour, other);
  await ok(province('POST', `/api/reports/${other}/accept`, { revision: 1 }));
  await ok(province('POST', `/api/reports/${other}/exception`, { until: '2026-11-30', reason: 'Đính chính số.' }));
  await send(neighbour, other, { press_items: cell(80) });
  await giveBack(other, { revision: 2, cells: { press_items: 'Gấp mười lần.' } });
  await sound();
  await send(neighbour, other, { press_items: cell(9) });
  await sound();
  await giveBack(other, { revision: 3, reason: 'Số chưa được xác nhận.', cells: null });
  await sound();
};

beforeAll(async () => {
  house = await testHouse();
  await write();
});
afterAll(() => house.close());
beforeEach(() => tamper('begin'));
afterEach(() => tamper('rollback'));

it('leaves an audit entry with the cells, the reasons and the hash of what was decided on', async () => {
  const { rows } = await tamper(
    `select after from kernel.audit where action = 'reporting.returnReport' order by id limit 1`,
  );
  expect(rows[0]?.after).toMatchObject({
    revision: 1,
    cells: reasons,
    returned: ['mediation_cases', 'press_items'],
    cellsHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

const slot = (id: string) => `(select slot from figures.indicator where id = '${id}')`;
const neighbours = '(select unit_id from reporting.report where revision = 3)';
const newest = `returned_cells is not null and revision = 2`;
it.each([
  [
    'a returned cell put back into the accepted figures',
    [`update figures.sheet set own[${slot('press_items')}] = 8 where reading = 'accepted'`],
    /^số liệu không phải số đã gửi .*accepted$/,
  ],
  [
    'an accepted cell of the rest changed in both readings',
    [`update figures.sheet set own[${slot('outreach_sessions')}] = 77`],
    /^số liệu không phải số đã gửi/,
  ],
  [
    'the accepted rest taken out',
    [`delete from figures.sheet where reading = 'accepted'`],
    /^số đã gửi không có trong sổ .*accepted$/,
  ],
  [
    'what was accepted before a whole report came back, taken out',
    [`delete from figures.sheet where reading = 'accepted' and unit_id = ${neighbours}`],
    /^số đã gửi không có trong sổ .*accepted$/,
  ],
  [
    'what counts provisionally after a whole report came back, taken out',
    [`delete from figures.sheet where reading = 'submitted' and unit_id = ${neighbours}`],
    /^số đã gửi không có trong sổ .*submitted$/,
  ],
  [
    'a mark taken from a returned cell, its figure put back',
    [
      `update reporting.submission set returned_cells = returned_cells - 'press_items' where ${newest}
         and report_id = (select min(report_id) from reporting.submission)`,
      `update figures.sheet f set own[${slot('press_items')}] = (s.cells -> 'press_items' ->> 'value')::numeric
         from reporting.submission s where s.id = f.source_id and s.report_id = (select min(report_id) from reporting.submission)`,
    ],
    /^ô trả lại không như nhật ký ghi .*revision 2$/,
  ],
  [
    'another reason for a return',
    [
      `update reporting.submission set returned_cells = jsonb_set(returned_cells, '{press_items}', '"Không sao."') where ${newest}`,
    ],
    /^ô trả lại không như nhật ký ghi .*revision 2$/,
  ],
  [
    'a return by cells that nobody has made',
    [
      `update reporting.submission set decision = 'returned', reason = null, returned_cells = '{"press_items": "Vì sao."}'
         where decision = 'accepted'`,
    ],
    /^ô trả lại không như nhật ký ghi .*revision 1$/,
  ],
])('%s is told', async (_, texts, says) => {
  for (const text of texts) await tamper(text);
  expect((await told())[0]).toMatch(says);
});
