/** Two provinces' figures of the past, sent by their communes, accepted level by level. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import { parse } from 'csv-parse/sync';
import { periodId, periodOfCode } from '../figures/index.ts';
import type { House } from '../house.ts';
import { tagUnit, unitByCode } from '../org/index.ts';
import { acceptMany, importMany, openPeriod, reportsOfDesk } from '../reporting/index.ts';

const folder = resolve(import.meta.dirname, '../../../data/demonstration');
const read = (file: string): Record<string, string>[] => parse(readFileSync(resolve(folder, file)), { columns: true });

type Declared = { file: string; province: string; period: string; forms: readonly string[] };

/** Quảng Bình 2019 and Sơn La 2018, on the tree of those years. */
const declared: readonly Declared[] = [
  { file: 'quang-binh-2019.csv', province: '44', period: '2019-Y', forms: ['N01', 'N02'] },
  { file: 'son-la-2018.csv', province: '14', period: '2018-Y', forms: ['N01'] },
];

export const loadDeclared = async (house: House): Promise<void> => {
  for (const row of read('priority-areas.csv')) {
    const code = row['unit_code'] ?? '';
    await house.asSystem(async (ask) => {
      const unit = await unitByCode(ask.tx, code, '2019-12-14');
      await tagUnit(
        {
          params: { unitId: unit.id },
          body: { tag: 'priority', from: row['from'] ?? '', to: null, basis: row['basis'] ?? '' },
        },
        ask,
      );
    });
  }
  for (const each of declared) await loadYear(house, each);
};

const loadYear = async (house: House, { file, province, period: code, forms }: Declared): Promise<void> => {
  const period = periodOfCode(code);
  const at = (day: string) => () => new Date(`${Number(period.year)}-12-${day}T03:00:00Z`);
  const provinceId = (await house.asSystem((ask) => unitByCode(ask.tx, province, period.endsOn))).id;
  const rows = read(file);
  for (const form of forms) {
    await house.asSystem((ask) => openPeriod(ask, form, period, provinceId), at('15'));
    await house.asSystem(
      (ask) =>
        importMany(
          { params: undefined, query: undefined, body: { form, period: code, rows: rowsOf(rows, form) } },
          ask,
        ),
      at('16'),
    );
    await house.asSystem(async (ask) => {
      const root = await unitByCode(ask.tx, 'VN', period.endsOn);
      for (const desk of [provinceId, root.id]) {
        const waiting = (await reportsOfDesk(ask.tx, desk, form, periodId(period), ask.today)).filter(
          (report) => report.state === 'submitted',
        );
        if (waiting.length === 0) continue;
        await acceptMany(
          {
            params: undefined,
            query: undefined,
            body: { reports: waiting.map(({ id, revision }) => ({ id, revision })) },
          },
          ask,
        );
      }
    }, at('20'));
  }
};

const rowsOf = (rows: readonly Record<string, string>[], form: string) => {
  const units = new Map<string, Record<string, CellInput>>();
  for (const row of rows.filter((each) => each['form'] === form)) {
    const cells = units.get(row['unit_code'] ?? '') ?? {};
    cells[row['indicator'] ?? ''] = {
      value: Number(row['value']),
      precision: row['precision'] as CellInput['precision'],
      kind: 'own',
      note: null,
    };
    units.set(row['unit_code'] ?? '', cells);
  }
  // What was published were figures; a report of a year is not sent without a word.
  const narrative = { results: 'Theo số liệu đã công bố.' };
  return [...units].map(([unitCode, cells]) => ({ unitCode, cells, nil: false, narrative }));
};
