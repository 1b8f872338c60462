import { rm } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRegister } from '../register/files.ts';
import { writeRegister } from '../testing/small-register.ts';
import type { PlannedChange } from './change.ts';
import { changesOf } from './rules.ts';

let changes: PlannedChange[];
beforeAll(async () => {
  const folder = await writeRegister();
  changes = changesOf(await readRegister(folder));
  await rm(folder, { recursive: true });
});

const stateIn = (at: number, code: string) => changes[at]?.states.find((state) => state.code === code);

describe('the register as found', () => {
  it('stands under one root from before records begin', () => {
    expect(changes[0]).toMatchObject({ effectiveOn: null, ends: [], successions: [] });
    expect(changes[0]?.states).toHaveLength(12);
    expect(stateIn(0, 'VN')).toMatchObject({ level: 'nation', fullName: 'Cả nước', parentCode: null });
    expect(stateIn(0, '01')?.parentCode).toBe('VN');
    expect(stateIn(0, '00002')).toMatchObject({ parentCode: '101', folded: 'thi tran hai', continues: null });
  });
});

describe('the reform', () => {
  it('makes a new unit of a merged one, even under an old code', () => {
    expect(changes[1]?.effectiveOn).toBe('2025-07-01');
    expect(stateIn(1, '01')).toMatchObject({ continues: null, legalBasis: '202/2025/QH15' });
    expect(stateIn(1, '00001')).toMatchObject({ continues: null, fullName: 'Xã Một Mới' });
  });

  it('makes a new unit of an island district that becomes a special zone', () => {
    expect(stateIn(1, '00009')).toMatchObject({ continues: null, level: 'commune', type: 'dac_khu' });
  });

  it('keeps the identity of a unit that is unchanged or renamed, with its new parent and name', () => {
    expect(stateIn(1, '00004')).toMatchObject({ continues: '00004', parentCode: '03', fullName: 'Phường Bốn' });
    expect(stateIn(1, '00005')).toMatchObject({ continues: '00005', parentCode: '03', fullName: 'Phường Sáu' });
  });

  it('leaves alone the state of a unit in which nothing changes', () => {
    expect(stateIn(1, '03')).toBeUndefined();
    expect(changes[1]?.ends).not.toContain('03');
  });

  it('ends every other unit, districts included', () => {
    expect(changes[1]?.ends).toEqual(['01', '02', '101', '102', '103', '00001', '00002', '00003']);
  });

  it('keeps every pair with its clause; an unknown weight stays unknown', () => {
    expect(changes[1]?.successions).toHaveLength(10);
    expect(changes[1]?.successions.find((pair) => pair.newCode === '00001')).toEqual({
      oldCode: '00001',
      newCode: '00001',
      kind: 'whole',
      scope: 'merged',
      weight: 1,
      legalBasis: '1654/NQ-UBTVQH15',
      clause: 'Điều 1 khoản 1',
      note: null,
    });
    expect(changes[1]?.successions.filter((pair) => pair.oldCode === '00002').map((pair) => pair.weight)).toEqual([
      null,
      null,
    ]);
    expect(changes[1]?.legalBasis).toBe('202/2025/QH15; từ 1654/NQ-UBTVQH15 đến 1655/NQ-UBTVQH15');
  });
});

describe('later changes of type', () => {
  it('are one change set for each day, and rename unit and bodies', () => {
    expect(changes).toHaveLength(3);
    expect(changes[2]).toMatchObject({ effectiveOn: '2026-04-30', ends: [], successions: [] });
    expect(stateIn(2, '00001')).toMatchObject({
      continues: '00001',
      fullName: 'Phường Một Mới',
      type: 'phuong',
      legalBasis: '237/NQ-UBTVQH16',
    });
    expect(stateIn(2, '01')?.bodies[0]?.name.vi).toBe('Ban Chỉ đạo 138 thành phố Bắc');
  });
});
