import { type AnnexCell, type AnnexSheet, annexWorkbook } from '@app/contract/documents/annex.ts';
import { figure } from '@app/contract/kernel/figure.ts';
import { describe, expect, it } from 'vitest';
import { composeAnnex, ownPart } from './annex.ts';
import { sampleFacts, subUnit } from './testing/sample.ts';

const subUnits = [
  subUnit(1, 'Xã A', { outreach_sessions: 10, outreach_attendance: 300, avg_attendance: 30 }),
  subUnit(2, 'Xã B', { outreach_sessions: 5, outreach_attendance: figure(100, 'at_least'), avg_attendance: 20 }),
  subUnit(3, 'Xã C', { mediation_teams: 2 }),
];
const facts = sampleFacts(
  {
    outreach_sessions: { now: 18, of: [3, 4] },
    outreach_attendance: { now: figure(400, 'at_least'), of: [2, 4] },
    avg_attendance: { now: figure(22.2222, 'about'), of: [2, 4] },
    mediation_teams: { now: 2, of: [1, 3] },
    press_items: null,
  },
  { subUnits },
);

const sheet = (name: string): AnnexSheet => {
  const found = composeAnnex(facts).sheets.find((each) => each.name === name);
  if (!found) throw new Error(name);
  return found;
};
const valueIn = (cell: AnnexCell | undefined): number | null =>
  typeof cell === 'object' && cell !== null ? cell.value : null;

describe('the annex', () => {
  it('fits the workbook of the documents room', () => {
    expect(annexWorkbook.safeParse(composeAnnex(facts)).error).toBeUndefined();
  });

  it('has a sheet per group that has figures, a row per unit, one for own work, and the total', () => {
    expect(composeAnnex(facts).sheets.map((each) => each.name)).toEqual([
      'Tuyên truyền, vận động',
      'Lực lượng ở cơ sở',
    ]);
    const { columns, rows, totals } = sheet('Tuyên truyền, vận động');
    expect(columns.map((each) => each.title)).toEqual([
      'TT',
      'Đơn vị',
      'Mã',
      'Báo cáo đã có',
      'Buổi tuyên truyền, phát động',
      'Lượt người tham dự',
      'Bình quân lượt người mỗi buổi',
    ]);
    expect(rows.map((row) => row.cells[1])).toEqual(['Xã A', 'Xã B', 'Xã C', 'Phần tự làm của cấp tỉnh']);
    expect(totals?.cells.slice(1, 4)).toEqual(['Cộng', '', '3/4']);
  });

  it('adds up: the rows of a count give its total, and a rate has no own part', () => {
    const { rows, totals } = sheet('Tuyên truyền, vận động');
    for (const column of [4, 5]) {
      const sum = rows.reduce((all, row) => all + (valueIn(row.cells[column]) ?? 0), 0);
      expect(sum).toBe(valueIn(totals?.cells[column]));
    }
    expect(valueIn(rows[3]?.cells[4])).toBe(3);
    expect(rows[3]?.cells[6]).toBeNull();
    expect(valueIn(totals?.cells[6])).toBe(22.2);
  });

  it('shows a missing figure as missing, with its precision where there is one', () => {
    const { rows } = sheet('Tuyên truyền, vận động');
    expect(rows[2]?.cells.slice(4)).toEqual([null, null, null]);
    expect(rows[3]?.cells[5]).toBeNull();
    expect(rows[1]?.cells[5]).toMatchObject({ value: 100, precision: 'at_least' });
  });

  it('links each number to the trace of its own unit', () => {
    expect(sheet('Tuyên truyền, vận động').rows[1]?.cells[4]).toMatchObject({
      trace: '/figures/trace?indicator=outreach_sessions&unit=2&period=2019-Y&line=all&reading=accepted',
    });
  });
});

describe('the own part of a unit', () => {
  const own = (now: number | null, of: [number, number]) => {
    const [fact] = sampleFacts({ outreach_sessions: { now, of } }).figures;
    if (!fact) throw new Error('no figure');
    return ownPart(fact, { subUnits }).figure;
  };
  it.each([
    ['reported nothing of its own', 15, [2, 4], null],
    ['reported 0 of its own', 15, [3, 4], figure(0)],
    ['reported 4 of its own', 19, [3, 4], figure(4)],
    ['has no total', null, [0, 4], null],
  ] as const)('of a province that %s', (_, now, of, expected) => {
    expect(own(now, [...of])).toEqual(expected);
  });
});
