import { parsePeriod, periodName } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { Tx } from '../../kernel/database.ts';
import { namedReports } from './queries.ts';

/** What reports are called in lists of other rooms: "Báo cáo TH01, tháng 10 năm 2026". Those that may not be seen are left out. */
export const reportNames = async (tx: Tx, ids: readonly number[]): Promise<Map<number, Words>> => {
  if (ids.length === 0) return new Map();
  return new Map(
    (await namedReports(tx, ids)).map(({ id, form, period: code }) => {
      const period = parsePeriod(code);
      const name = { vi: period ? periodName(period, 'vi') : code, en: period ? periodName(period, 'en') : code };
      return [id, { vi: `Báo cáo ${form}, ${name.vi}`, en: `Report ${form}, ${name.en}` }];
    }),
  );
};
