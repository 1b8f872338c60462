/** What the country of the matrix has of designed things, planted by hand. */
import type pg from 'pg';

export const OWN = 'matrix_of_p1_901';
export const ownForm = 'M-P1';
/** The unit for which the planted targets stand. */
export const targeted = ['C1', 'C3'] as const;
export const targetOf: Record<(typeof targeted)[number], number> = { C1: 90_001, C3: 90_002 };

export const content = {
  title: { vi: 'Biểu của P1', en: 'Form of P1' },
  sections: [
    {
      title: { vi: 'Mục một', en: 'Section' },
      rows: [{ indicator: 'units_total', levels: ['commune'], required: true }],
    },
  ],
};

/** An indicator, a published form and the draft of its next version of P1; a target for a commune of each province. */
export const plantDesign = async (
  owner: pg.Client,
  { unit }: { unit: Record<'P1' | 'P2' | 'C1' | 'C3', number> },
): Promise<void> => {
  const { P1 } = unit;
  await owner.query(
    `insert into figures.indicator (id, slot, kind, share, home_line, words, unit_words, facts, source, valid_from, added_at, owner_unit_id)
     values ($1, 901, 'F', 'one', 'committee', '{"vi":"Ma trận","en":"Matrix"}', '{"vi":"buổi","en":"sessions"}',
       '{"group":"outreach","line":"committee","decimals":0,"public":true}', 'KH 1', '2026-01-01', now(), $2)`,
    [OWN, P1],
  );
  await owner.query(
    `insert into reporting.form (code, line, period_kind, owner_unit_id) values ($1, 'committee', 'month', $2)`,
    [ownForm, P1],
  );
  await owner.query(
    `insert into reporting.form_version (form, version, from_period_id, content)
     select $1, 1, id, $2 from figures.period where code = '2027-M01'`,
    [ownForm, { ...content, title: { vi: 'Biểu của P1, trước', en: 'Before' } }],
  );
  await owner.query(
    `insert into reporting.form_draft (owner_unit_id, code, line, period_kind, from_period_id, content, changed_at)
     select $1, $2, 'committee', 'month', id, $3, now() from figures.period where code = '2027-M03'`,
    [P1, ownForm, content],
  );
  for (const [at, by] of [
    ['C1', 'P1'],
    ['C3', 'P2'],
  ] as const)
    await owner.query(
      `insert into reporting.target (id, unit_id, indicator, value, direction, basis, set_by_unit_id, set_at)
       overriding system value values ($1, $2, 'outreach_sessions', 10, 'at_least', 'KH 1/KH-BCĐ', $3, now())`,
      [targetOf[at], unit[at], unit[by]],
    );
};
