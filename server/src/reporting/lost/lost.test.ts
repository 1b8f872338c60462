/** Reports and expectations taken out in SQL, as somebody would who owns the database; told, and made again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repair } from '../../commands/expected.ts';
import { differencesOfTotals, periodOfCode } from '../../figures/index.ts';
import { asOwner, type House } from '../../house.ts';
import { castNow } from '../../kernel/testing/cast.ts';
import { type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { openPeriod } from '../index.ts';
import { tellLost } from './actions.ts';

let house: TestHouse;
let asked: Pick<House, 'ownerUrl' | 'clock'>;
beforeAll(async () => {
  house = await testHouse();
  asked = { ownerUrl: house.database.ownerUrl, clock: () => castNow };
});
afterAll(() => house.close());

const told = () => asOwner(asked, 'test', tellLost);
const inSql = async (text: string) => (await house.database.owner.query(text)).rows as Record<string, unknown>[];
const facts = () =>
  inSql(
    `select form, period_id, unit_id, body_id, superior_id, due_at, state from reporting.report where revision = 0 order by 1, 2, 3`,
  );
const expectations = () => inSql('select * from figures.expectation order by unit_id, period_id, line');

it('nothing is lost of what the program itself has opened', async () => {
  const [province] = await inSql(`select unit_id as id from org.unit_state where code = '44' and upper_inf(during)`);
  await house.asSystem((ask) => openPeriod(ask, 'TH01', periodOfCode('2026-M12'), Number(province?.['id'])));
  expect(await told()).toEqual({ reports: [], expectations: [] });
});

it('what was taken out is told by form and period, and stands as before afterwards', { timeout: 90_000 }, async () => {
  const [reports, slots] = [await facts(), await expectations()];
  const december = "(select id from figures.period where code = '2026-M12')";
  await inSql(`delete from reporting.report where period_id = ${december} and unit_id % 3 = 0`);
  await inSql(`delete from figures.expectation where period_id = ${december} and unit_id % 2 = 0`);
  await inSql(`update figures.expectation set slots = slots[2:] where period_id = ${december} and unit_id % 5 = 0`);
  const lost = await told();
  expect(lost.reports).toEqual([{ form: 'TH01', period: '2026-M12', lost: expect.any(Number) }]);
  expect(lost.reports[0]?.lost).toBeGreaterThan(20);
  expect(lost.expectations[0]).toEqual({ form: 'TH01', period: '2026-M12', units: expect.any(Number) });
  await repair(asked);
  expect(await told()).toEqual({ reports: [], expectations: [] });
  expect(await facts()).toEqual(reports);
  expect(await expectations()).toEqual(slots);
  expect((await differencesOfTotals(house.database.owner)).differences).toEqual([]);
});
