/** Forms of the program beside those that were published while it ran. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { periodId, periodOfCode } from '../../figures/index.ts';
import { type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { openCurrentPeriods } from '../jobs.ts';
import { openPeriod } from '../obligations.ts';
import { putForm } from './actions.ts';
import { formVersion } from './queries.ts';
import type { ShippedForm } from './shipped.ts';

const form = (code: string, version: number, ...indicators: string[]): ShippedForm => ({
  code,
  version,
  line: 'police',
  periodKind: 'year',
  from: '2027-Y',
  content: {
    title: { vi: `Biểu ${code} phiên bản ${version}`, en: `Form ${code} version ${version}` },
    sections: [
      {
        title: { vi: 'Mục một', en: 'Part one' },
        rows: indicators.map((indicator) => ({ indicator, levels: ['commune'], required: false })),
      },
    ],
  },
});

describe('a form of the program', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
  });
  afterEach(() => undo());

  const put = (...forms: ShippedForm[]) =>
    house.asSystem(async (ask) => {
      const answers: (string | null)[] = [];
      for (const each of forms) answers.push(await putForm(ask.tx, each, periodId(periodOfCode(each.from))));
      return answers;
    });
  /** What a publication leaves. */
  const publish = async ({ code, version, content, line, periodKind, from }: ShippedForm) =>
    house.asSystem(async (ask) => {
      await sql`insert into reporting.form (code, line, period_kind) values (${code}, ${line}, ${periodKind}) on conflict do nothing`.execute(
        ask.tx,
      );
      await sql`insert into reporting.form_version (form, version, from_period_id, content, published_at)
        values (${code}, ${version}, ${periodId(periodOfCode(from))}, ${JSON.stringify(content)}, ${ask.now})`.execute(
        ask.tx,
      );
    });
  const titleOf = (code: string, version: number) =>
    house.asSystem(async (ask) => (await formVersion(ask.tx, code, version)).content.title.vi);

  it('is stored once, and its next version after it', async () => {
    expect(await put(form('NX1', 1, 'mediators'), form('NX1', 1, 'mediators'), form('NX1', 2, 'mediators'))).toEqual([
      null,
      null,
      null,
    ]);
    expect(await titleOf('NX1', 2)).toBe('Biểu NX1 phiên bản 2');
  });

  it('never becomes a version of a form that was published here under its code', async () => {
    await publish(form('NX2', 1, 'mediators'));
    expect(await put(form('NX2', 1, 'fire_inspections'), form('NX2', 2, 'fire_inspections'))).toEqual(['NX2', 'NX2']);
    expect(await titleOf('NX2', 1)).toBe('Biểu NX2 phiên bản 1');
    await expect(titleOf('NX2', 2)).rejects.toThrow();
  });

  it('leaves a next version that was published here as it is, whatever the next release ships', async () => {
    await put(form('NX3', 1, 'mediators'));
    await publish(form('NX3', 2, 'mediators', 'fire_inspections'));
    expect(await put(form('NX3', 1, 'mediators'), form('NX3', 2, 'mediators'), form('NX3', 3, 'mediators'))).toEqual([
      null,
      'NX3',
      'NX3',
    ]);
    await expect(titleOf('NX3', 3)).rejects.toThrow();
  });

  it('is not owed beside another form that fills one of its cells, whatever rules were passed by', async () => {
    const month = { line: 'committee', periodKind: 'month', from: '2026-M10' } as const;
    await publish({ ...form('NX6', 1, 'press_items'), ...month } as ShippedForm);
    await expect(house.asSystem((ask) => openPeriod(ask, 'NX6', periodOfCode('2026-M10')))).rejects.toMatchObject({
      constraint: 'asked_once',
    });
    await publish({ ...form('NX7', 1, 'fire_inspections'), ...month } as ShippedForm);
    expect(await house.asSystem((ask) => openPeriod(ask, 'NX7', periodOfCode('2026-M10')))).toBeGreaterThan(0);
    // The start of the program opens the others all the same, and names it.
    const { opened, clashing } = await house.asSystem(openCurrentPeriods);
    expect(opened).toBeGreaterThan(0);
    expect(new Set(clashing.map(({ form: code }) => code))).toEqual(new Set(['NX6']));
  });

  it('is not put beside a published one that fills one of its cells', async () => {
    await publish(form('NX4', 1, 'communes_with_regular_police'));
    expect(await put(form('NX5', 1, 'regular_officers_at_communes'))).toEqual(['NX4']);
    await expect(titleOf('NX5', 1)).rejects.toThrow();
  });
});
