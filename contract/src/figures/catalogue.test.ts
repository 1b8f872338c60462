import { describe, expect, it } from 'vitest';
import { catalogue, type Indicator, indicatorOf, isTyped } from './catalogue.ts';

const named = (id: string | undefined): Indicator => {
  const found = indicatorOf(id ?? '');
  if (!found) throw new Error(`no indicator ${id}`);
  return found;
};

describe('the catalogue', () => {
  it('numbers its slots from 1 without gap or repetition', () => {
    expect(catalogue.map((each) => each.slot)).toEqual(catalogue.map((_, index) => index + 1));
  });

  it('keeps the slots it has given out', () => {
    const given = {
      plans_issued: 1,
      outreach_sessions: 11,
      mediation_teams: 34,
      fire_inspections: 43,
      units_excellent: 82,
      conclusions_done: 100,
    };
    for (const [id, slot] of Object.entries(given)) expect(named(id).slot).toBe(slot);
  });

  it('names every indicator once, in both languages, in composed letters', () => {
    for (const field of ['vi', 'en'] as const) {
      const names = catalogue.map((each) => each.words[field]);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => name.trim() === '' || name !== name.normalize('NFC'))).toEqual([]);
    }
    expect(catalogue.filter((each) => !/^[a-z][a-z0-9_]*$/.test(each.id))).toEqual([]);
  });

  it('recomputes every ratio and average from two parts that add up', () => {
    const quotients = catalogue.filter((each) => each.kind === 'R' || each.kind === 'A');
    expect(quotients.length).toBeGreaterThan(15);
    for (const each of quotients) {
      const [part, whole] = [named(each.part), named(each.whole)];
      expect([part.kind, whole.kind]).toEqual([part.kind, part.kind]);
      expect(['F', 'S']).toContain(part.kind);
      expect(part.line).toBe(whole.line);
      expect(part.share).toBe(whole.share);
      expect(each.share).toBe(part.share);
      expect(each.line).toBe(part.line);
    }
  });

  it('says of every ratio whether its part belongs to its whole, and of nothing else', () => {
    expect(catalogue.filter((each) => (each.kind === 'R') !== (each.partOf !== undefined))).toEqual([]);
    expect(named('rate_remedied').partOf).toBe(false);
    expect(named('rate_mediation_success').partOf).toBe(true);
  });

  it('derives yes/no only from stocks, and sums only stocks', () => {
    for (const each of catalogue) {
      if (each.derived) expect([each.kind, named(each.derived.from).kind]).toEqual(['B', 'S']);
      for (const id of each.sumOf ?? []) expect([each.kind, named(id).kind]).toEqual(['S', 'S']);
    }
  });

  it('keeps posted officers and priority communes inside', () => {
    expect(catalogue.filter((each) => !each.public).map((each) => each.id)).toEqual([
      'regular_officers_at_communes',
      'priority_communes_with_regular_police',
    ]);
  });

  it('leaves out ratios whose parts belong to rooms that are not built', () => {
    for (const id of ['rate_cascade_answered', 'rate_tasks_on_time', 'rate_joint_activities', 'rate_on_time']) {
      expect(indicatorOf(id)).toBeUndefined();
    }
  });

  it('has nobody type what is computed, derived or counted from a list', () => {
    const typed = (id: string) => isTyped(named(id));
    expect(typed('outreach_sessions')).toBe(true);
    expect(typed('committee_exists')).toBe(true);
    expect(
      ['avg_attendance', 'rate_remedied', 'communes_with_regular_police', 'units_classified', 'model_kinds'].filter(
        typed,
      ),
    ).toEqual([]);
  });
});
