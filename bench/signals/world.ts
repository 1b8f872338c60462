/**
 * A made-up country of honest reports: units of very different size, seasons, campaigns, rare and overdispersed counts, stocks
 * that follow their flows, nil reports, mergers, late and missing reports. It knows nothing of what looks for faults in it.
 */
import { type Chance, chanceOf } from './chance.ts';
import { write } from './wording.ts';

export type Figures = Record<string, number>;
export type Report = {
  figures: Figures;
  /** Given as "nearly" or "more than". */
  inexact: string[];
  /** Quoted for the whole area. */
  declared: Record<string, { value: number; rounded: boolean }>;
  isNil: boolean;
  notes: { where: string; text: string }[];
  /** Minutes before the deadline at which it was first sent; below 0: late. */
  minutesLeft: number;
  /** Sent by the unit's own officer; else in bulk by somebody else. */
  own: boolean;
  /** Minutes since the beginning of the world, when it was sent at another time than around its deadline. */
  sentAt: number | null;
};
export type Unit = {
  id: number;
  province: number;
  /** First month since which the unit has its present boundaries; 0: always. */
  since: number;
  months: (Report | null)[];
  years: (Report | null)[];
};
export type Province = { id: number; units: Unit[]; months: (Report | null)[] };
export type World = { months: number; provinces: Province[] };
export type Size = { provinces: number; units: number; months: number };

const MINUTES_A_DAY = 1440;

/** How strongly work follows the year: quiet at Tết, high in the month of the festival. */
const season = [0.75, 0.55, 0.9, 1, 1, 1.05, 1.1, 1.9, 1.1, 1, 1, 0.9];

type Temper = {
  size: number;
  /** How a unit sends: some days before, on the last day, or here and there. */
  sends: 'early' | 'last day' | 'mixed';
  outreach: number;
  audience: number;
  press: number;
  cases: number;
  success: number;
  briefings: number;
  /** Lists of people are looked at every month, or every third. */
  looksEvery: number;
};

const temperOf = (chance: Chance): Temper => {
  const size = Math.exp(0.75 * chance.normal());
  return {
    size,
    sends: chance.pick(['early', 'early', 'last day', 'mixed'] as const),
    outreach: 7 * size ** 0.8 * Math.exp(0.3 * chance.normal()),
    audience: 35 + 50 * chance.next(),
    press: 4 * size * Math.exp(0.4 * chance.normal()),
    cases: 5 * size * Math.exp(0.3 * chance.normal()),
    success: 0.7 + 0.25 * chance.next(),
    briefings: chance.is(0.8) ? 1 : 2,
    looksEvery: chance.is(0.7) ? 1 : 3,
  };
};

type Stocks = {
  points: number;
  members: number;
  teams: number;
  teamMembers: number;
  groups: number;
  mediation: number;
};

const stocksOf = (chance: Chance, size: number): Stocks => {
  const points = 3 + chance.poisson(14 * size);
  const teams = 3 + chance.poisson(8 * size);
  return {
    points,
    members: points * 6 + chance.poisson(points * 3),
    teams,
    teamMembers: teams * 3 + chance.binomial(teams * 2, 0.5),
    groups: 5 + chance.poisson(40 * size),
    mediation: 3 + chance.poisson(9 * size),
  };
};

/** People come and go; nobody's list falls below one for each team. */
const move = (chance: Chance, value: number, rate: number, floor: number): number =>
  Math.max(floor, value + chance.poisson(value * rate) - chance.poisson(value * rate));

const when = (chance: Chance, { sends }: Temper): number => {
  if (chance.is(0.05)) return -chance.between(10, 4 * MINUTES_A_DAY);
  const lastDay = () => chance.between(1, 8 * 60);
  const early = () => chance.between(8 * 60, 6 * MINUTES_A_DAY);
  if (sends === 'early') return early();
  return sends === 'last day' || chance.is(0.4) ? lastDay() : early();
};

const nothing = (): Report => ({
  figures: {},
  inexact: [],
  declared: {},
  isNil: false,
  notes: [],
  minutesLeft: 0,
  own: true,
  sentAt: null,
});

/** One honest month; the stocks move with it. */
const monthOf = (chance: Chance, temper: Temper, stocks: Stocks, month: number, push: number): Report => {
  const high = (season[month % 12] ?? 1) * push;
  const isNil = temper.size < 0.7 && chance.is(0.04);
  const some = (value: number) => (isNil ? 0 : value);
  const sessions = some(chance.overdispersed(temper.outreach * high, 9));
  const inspections = some(chance.poisson(0.9 * temper.size ** 0.5));
  const cases = some(chance.overdispersed(temper.cases, 8));
  const conducted = chance.binomial(cases, 0.93);
  const replicated = some(chance.poisson(0.25 * temper.size));
  const retired = some(Math.min(stocks.points - 1, chance.poisson(0.08 * temper.size)));
  stocks.points += replicated - retired;
  if (month % temper.looksEvery === 0) {
    stocks.members = move(chance, stocks.members, 0.02, stocks.points);
    stocks.teamMembers = move(chance, stocks.teamMembers, 0.01, stocks.teams);
  }
  if (chance.is(0.02)) stocks.groups = move(chance, stocks.groups, 0.05, 1);
  if (chance.is(0.02)) stocks.mediation = move(chance, stocks.mediation, 0.05, 1);
  const attendance = chance.overdispersed(sessions * temper.audience, 12);
  // A hall is counted roughly now and then, and says so.
  const roughly = attendance > 100 && chance.is(0.03);
  return {
    ...nothing(),
    isNil,
    minutesLeft: when(chance, temper),
    inexact: roughly ? ['outreach_attendance'] : [],
    figures: {
      plans_issued: some(chance.poisson(1.4)),
      briefings_held: some(chance.is(0.9) ? temper.briefings : temper.briefings + 1),
      body_inspections: inspections,
      units_inspected: inspections === 0 ? 0 : inspections + chance.poisson(inspections),
      urging_letters: some(chance.poisson(0.6)),
      outreach_sessions: sessions,
      outreach_attendance: sessions === 0 ? 0 : Math.max(1, roughly ? Math.round(attendance / 50) * 50 : attendance),
      press_items: some(chance.overdispersed(temper.press * Math.sqrt(high), 8)),
      model_points: stocks.points,
      model_members: stocks.members,
      points_replicated: replicated,
      points_retired: retired,
      security_order_teams: stocks.teams,
      security_order_members: stocks.teamMembers,
      inter_family_groups: stocks.groups,
      mediation_teams: stocks.mediation,
      mediation_cases: cases,
      mediation_conducted: conducted,
      mediation_successful: chance.binomial(conducted, temper.success),
    },
    notes: isNil ? [{ where: 'outreach_sessions', text: 'Trong kỳ không phát sinh.' }] : write(chance, month),
  };
};

export const flowNames = [
  'plans_issued',
  'briefings_held',
  'body_inspections',
  'units_inspected',
  'urging_letters',
  'outreach_sessions',
  'outreach_attendance',
  'press_items',
  'points_replicated',
  'points_retired',
  'mediation_cases',
  'mediation_conducted',
  'mediation_successful',
] as const;
const yearlyStocks = ['model_points', 'model_members', 'mediation_teams', 'security_order_members'] as const;

/** The year as an honest officer adds it up; a month that never came is known to the officer alone. */
const yearOf = (chance: Chance, months: readonly (Report | null)[]): Report => {
  const sent = months.filter((each) => each !== null);
  const lost = months.length - sent.length;
  const last = sent.at(-1);
  const sums = flowNames.map((name) => {
    const sum = sent.reduce((total, { figures }) => total + (figures[name] ?? 0), 0);
    return [name, sum + (lost > 0 ? chance.poisson((sum / Math.max(1, sent.length)) * lost) : 0)] as const;
  });
  const stocks = yearlyStocks.map((name) => [name, last?.figures[name] ?? 0] as const);
  return {
    ...nothing(),
    figures: Object.fromEntries([...sums, ...stocks]),
    inexact: sent.some(({ inexact }) => inexact.length > 0) ? ['outreach_attendance'] : [],
    minutesLeft: chance.between(60 * 8, 5 * MINUTES_A_DAY),
  };
};

/** The country, honest to the last cell. */
export const worldOf = (seed: number, size: Size): World => {
  const chance = chanceOf(seed);
  const provinces = Array.from({ length: size.provinces }, (_, id): Province => {
    const campaign = chance.between(13, size.months - 1);
    // A province whose first half-year was loaded in bulk from another program.
    const bulk = chance.is(0.3) ? 6 : 0;
    const units = Array.from({ length: size.units }, (__, at): Unit => {
      const temper = temperOf(chance);
      const stocks = stocksOf(chance, temper.size);
      const merged = chance.is(0.15) ? chance.between(6, size.months - 4) : 0;
      const months = Array.from({ length: size.months }, (___, month) => {
        if (month === merged && merged > 0) {
          // Two units become one: everything is as large as both.
          const more = 1.5 + chance.next();
          for (const key of ['outreach', 'press', 'cases', 'size'] as const) temper[key] *= more;
          for (const key of Object.keys(stocks) as (keyof Stocks)[]) stocks[key] = Math.round(stocks[key] * more);
        }
        const push = month === campaign ? 2.6 : 1 + 0.004 * month;
        const report = monthOf(chance, temper, stocks, month, push);
        if (month < bulk) report.own = false;
        return chance.is(0.02) ? null : report;
      });
      catchUp(chance, months);
      return { id: id * 10_000 + at + 1, province: id, since: merged, months, years: [] };
    });
    for (const unit of units)
      unit.years = Array.from({ length: Math.floor(size.months / 12) }, (__, year) =>
        yearOf(chance, unit.months.slice(year * 12, year * 12 + 12)),
      );
    return { id: id + 1, units, months: [] };
  });
  const world = { months: size.months, provinces };
  for (const province of provinces) province.months = declarations(chance, province, size.months);
  return world;
};

/** After a time without a line, two or three months are sent together: honest, and now and then. */
const catchUp = (chance: Chance, months: (Report | null)[]): void => {
  if (!chance.is(0.1)) return;
  const from = chance.between(1, months.length - 4);
  const minute = (from + 3) * 30 * MINUTES_A_DAY;
  for (const [at, report] of months.slice(from, from + chance.between(2, 3)).entries())
    if (report) Object.assign(report, { sentAt: minute + at * 9, minutesLeft: -MINUTES_A_DAY });
};

export const declaredNames = ['outreach_sessions', 'outreach_attendance', 'press_items', 'mediation_cases'] as const;

/** What each province quotes for its whole area: the sum, now and then rounded and called "nearly". */
const declarations = (chance: Chance, province: Province, months: number): (Report | null)[] =>
  Array.from({ length: months }, (_, month) => {
    const declared = Object.fromEntries(
      declaredNames.map((name) => {
        const sum = province.units.reduce((total, unit) => total + (unit.months[month]?.figures[name] ?? 0), 0);
        const rounded = sum > 1500 && chance.is(0.3);
        return [name, { value: rounded ? Math.round(sum / 100) * 100 : sum, rounded }];
      }),
    );
    return { ...nothing(), declared, minutesLeft: chance.between(60 * 8, 5 * MINUTES_A_DAY) };
  });
