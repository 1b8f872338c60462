import { describe, expect, it } from 'vitest';
import { gridOf, nextGrid } from '../../ui/grid-entries.ts';
import {
  cellId,
  type EntryGrid,
  faultsTold,
  figuresSent,
  landMany,
  manyWays,
  nilTexts,
  rowsToSend,
  standingOf,
  type UnitRow,
} from './many-rows.ts';

const formRow = (indicator: string, kind: 'F' | 'S' | 'A', computed = false) => ({
  indicator,
  words: { vi: indicator, en: indicator },
  unit: { vi: 'buổi', en: 'sessions' },
  kind,
  computed,
  required: !computed,
  indent: computed,
});
const form: EntryGrid['form'] = {
  form: 'TH01',
  version: 1,
  code: 'TH01',
  title: { vi: 'Biểu', en: 'Form' },
  periodKind: 'month',
  line: 'committee',
  sections: [
    {
      title: { vi: 'Một', en: 'One' },
      rows: [
        formRow('outreach_sessions', 'F'),
        formRow('outreach_attendance', 'F'),
        formRow('avg_attendance', 'A', true),
      ],
    },
    { title: { vi: 'Hai', en: 'Two' }, rows: [formRow('mediation_teams', 'S')] },
  ],
};
const indicators = ['outreach_sessions', 'outreach_attendance', 'avg_attendance', 'mediation_teams'];
const shut = { code: 'reporting.already-submitted', says: { vi: 'Đã gửi.', en: 'Sent.' } };
const unit = (code: string, fullName: string, more: Partial<UnitRow> = {}): UnitRow => ({
  reportId: Number(code),
  unit: { id: Number(code), code, fullName },
  state: 'not_sent',
  isLate: false,
  cells: [null, null, null, null],
  previous: [1, 2, 3, 4],
  lastYear: [null, null, null, null],
  draftVersion: 0,
  returnReason: null,
  whyNot: null,
  ...more,
});
const cell = (value: number, note: string | null = null) => ({
  value,
  precision: 'exact' as const,
  kind: 'own' as const,
  note,
});
const phongNha = unit('19138', 'Xã Phong Nha');
const baDon = unit('19009', 'Phường Ba Đồn');
const donMoi = unit('19010', 'Xã Đồn Mới', {
  state: 'returned',
  cells: [cell(5), cell(60, 'theo biên bản'), null, cell(7)],
});
const closed = unit('19011', 'Xã Đã Gửi', { whyNot: shut, cells: [cell(1), cell(2), null, cell(3)] });
const answer: EntryGrid = {
  unit: { id: 44, fullName: 'Tỉnh Quảng Trị', level: 'province' },
  form,
  period: {
    code: '2026-M10',
    kind: 'month',
    words: { vi: 'Tháng 10/2026', en: 'October 2026' },
    startsOn: '2026-09-15',
    endsOn: '2026-10-14',
  },
  dueAt: null,
  indicators,
  rows: [baDon, closed, donMoi, phongNha],
  whyNot: { importReports: null },
};
const begun = gridOf(manyWays, figuresSent(answer));
const sent = Object.fromEntries(Object.entries(begun.entries).map(([id, { text }]) => [id, text]));
const typed = (code: string, texts: Record<string, string>) =>
  nextGrid(manyWays, begun, {
    do: 'put',
    texts: Object.fromEntries(Object.entries(texts).map(([id, text]) => [cellId(code, id), text])),
  }).entries;

describe('the entry of one unit among many', () => {
  const standing = (row: UnitRow, texts: Record<string, string>) =>
    standingOf(form, row, typed(row.unit.code, texts), sent);

  it('begins with what was sent, and is untouched until somebody types', () => {
    expect(begun.entries[cellId('19010', 'outreach_attendance')]?.text).toBe('60');
    expect(begun.entries[cellId('19010', 'avg_attendance')]).toBeUndefined();
    expect(standing(phongNha, {}).state).toBe('untouched');
    expect(standing(donMoi, { outreach_sessions: '5' }).state).toBe('untouched');
  });

  it('has gaps, then is ready', () => {
    expect(standing(phongNha, { outreach_sessions: '3' })).toMatchObject({ state: 'gaps', missing: 2 });
    const whole = { outreach_sessions: '3', outreach_attendance: 'hơn 1.200', mediation_teams: '0' };
    expect(standing(phongNha, whole)).toMatchObject({ state: 'ready', missing: 0 });
    expect(standing(donMoi, { outreach_sessions: '6' }).state).toBe('ready');
  });

  it('is wrong while a text is no figure', () => {
    const { state, faults } = standing(phongNha, { outreach_sessions: '1,931', mediation_teams: '-2' });
    expect(state).toBe('wrong');
    expect(Object.keys(faults).sort()).toEqual(['mediation_teams', 'outreach_sessions']);
  });

  it('is closed where the unit cannot be entered', () => {
    expect(standing(closed, { outreach_sessions: '9' }).state).toBe('closed');
  });

  it('travels with its notes and precision, without computed cells, and as nil only when every flow is 0', () => {
    const entries = typed('19010', { outreach_sessions: '0', outreach_attendance: 'gần 0' });
    expect(rowsToSend(answer, [donMoi], entries)).toEqual([
      {
        unitCode: '19010',
        nil: true,
        cells: {
          outreach_sessions: cell(0),
          outreach_attendance: { ...cell(0, 'theo biên bản'), precision: 'about' },
          mediation_teams: cell(7),
        },
      },
    ]);
    expect(rowsToSend(answer, [donMoi], begun.entries)[0]?.nil).toBe(false);
  });

  it('fills empty flows with 0 and leaves stocks to be entered', () => {
    expect(nilTexts(form, '19138', typed('19138', { outreach_sessions: '2' }))).toEqual({
      [cellId('19138', 'outreach_attendance')]: '0',
    });
  });
});

describe('faults of the server', () => {
  it('stand at their cells and at their units', () => {
    const says = { vi: 'Sai.', en: 'Wrong.' };
    const told = faultsTold(
      [
        { path: 'rows.1.cells.outreach_sessions.value', says },
        { path: 'rows.0', says },
        { path: 'rows.7.cells.x', says },
        { path: 'form', says },
      ],
      [{ unitCode: '19138' }, { unitCode: '19009' }],
    );
    expect(told).toEqual({ cells: { [cellId('19009', 'outreach_sessions')]: says }, units: { '19138': says } });
  });
});

describe('a block pasted for many units', () => {
  const land = (block: string[][], at = { row: 0, column: 0 }, shown = answer.rows) =>
    landMany(answer, shown, block, at);

  it('goes below each other from where the keyboard is, and skips what cannot be typed', () => {
    const landing = land(
      [
        ['1', '2', '9', '3'],
        ['4', '5', '', '6'],
        ['7', '', '', ''],
      ],
      { row: 0, column: 0 },
    );
    expect(landing.texts).toEqual({
      [cellId('19009', 'outreach_sessions')]: '1',
      [cellId('19009', 'outreach_attendance')]: '2',
      [cellId('19009', 'mediation_teams')]: '3',
      [cellId('19010', 'outreach_sessions')]: '7',
      [cellId('19010', 'outreach_attendance')]: '',
      [cellId('19010', 'mediation_teams')]: '',
    });
    expect(landing.skipped).toBe(4);
  });

  it('counts rows among the units that are shown', () => {
    const landing = land([['8'], ['9']], { row: 1, column: 1 }, [baDon, donMoi, phongNha]);
    expect(landing.texts).toEqual({
      [cellId('19010', 'outreach_attendance')]: '8',
      [cellId('19138', 'outreach_attendance')]: '9',
    });
  });

  it('finds the rows by the names of the units, however they are written, and names strangers', () => {
    const landing = land([
      ['PHONG NHA', '1', '2'],
      ['phường Ba Đồn'.normalize('NFD'), '3', '4'],
      ['Xã Lạ', '5', '6'],
      ['19010', '7', '8'],
    ]);
    expect(landing.texts).toEqual({
      [cellId('19138', 'outreach_sessions')]: '1',
      [cellId('19138', 'outreach_attendance')]: '2',
      [cellId('19009', 'outreach_sessions')]: '3',
      [cellId('19009', 'outreach_attendance')]: '4',
      [cellId('19010', 'outreach_sessions')]: '7',
      [cellId('19010', 'outreach_attendance')]: '8',
    });
    expect(landing.strangers).toEqual(['Xã Lạ']);
  });

  it('does not guess between two units of one short name', () => {
    const twins = { ...answer, rows: [unit('1', 'Xã Tân Lập'), unit('2', 'Phường Tân Lập'), baDon] };
    const landing = landMany(
      twins,
      twins.rows,
      [
        ['Ba Đồn', '1'],
        ['Tân Lập', '2'],
        ['Phường Tân Lập', '3'],
      ],
      { row: 0, column: 0 },
    );
    expect(landing.strangers).toEqual(['Tân Lập']);
    expect(landing.texts[cellId('2', 'outreach_sessions')]).toBe('3');
  });

  it('takes a first column of figures for figures', () => {
    expect(land([['19138', '1']]).texts).toMatchObject({ [cellId('19009', 'outreach_sessions')]: '19138' });
  });
});
