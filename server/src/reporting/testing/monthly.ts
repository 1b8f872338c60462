/** The monthly report of a commune, as tests fill it in and ask for it over HTTP. */
import { expect } from 'vitest';
import type { Answered, Ask } from '../../kernel/testing/house.ts';

/** The typed cells of the monthly form that stand by themselves, in its order: those of mediation are parts of one another. */
export const ids = [
  'plans_issued',
  'briefings_held',
  'body_inspections',
  'units_inspected',
  'urging_letters',
  'outreach_sessions',
  'outreach_attendance',
  'press_items',
  'model_points',
  'model_members',
  'points_replicated',
  'points_retired',
  'security_order_teams',
  'security_order_members',
  'inter_family_groups',
  'mediation_teams',
];

/** A cell as a draft carries it: an own figure, exact and without a note unless told otherwise. */
export const cell = (value: number | null, more: object = {}) => ({
  value,
  precision: 'exact',
  kind: 'own',
  note: null,
  ...more,
});

/** A whole monthly report without a fault: 1, 2, 3 … in the order of the form, and parts that are no larger than their whole. */
export const cells = (more: object = {}): Record<string, object> => ({
  ...Object.fromEntries(ids.map((id, at) => [id, cell(at + 1)])),
  mediation_cases: cell(9),
  mediation_conducted: cell(8),
  mediation_successful: cell(7),
  ...more,
});

/** What was answered, which must have been done. */
export const ok = async (answer: Promise<Answered>): Promise<Answered['body']> => {
  const { status, body } = await answer;
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

/** The number of one's own report of a period; 0 when there is none. */
export const reportOf = async (ask: Ask, period = '2026-M10'): Promise<number> => {
  const own = (await ok(ask('GET', '/api/my-work')))['own'] as { id: number; period: { code: string } }[];
  return own.find((each) => each.period.code === period)?.id ?? 0;
};

/** The number of the unit where one holds one's post. */
export const unitOf = async (ask: Ask): Promise<number> =>
  ((await ok(ask('GET', '/api/session')))['post'] as { unit: { id: number } }).unit.id;

/** Sends a whole monthly report, with other cells where `more` has them. */
export const send = async (ask: Ask, id: number, more: object = {}): Promise<Answered['body']> => {
  const { draftVersion } = await ok(ask('GET', `/api/reports/${id}`));
  return ok(ask('POST', `/api/reports/${id}/submit`, { draftVersion, cells: cells(more) }));
};
