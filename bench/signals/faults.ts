/** Faults put into an honest country at known places, each as it is met in the field. It knows nothing of what looks for them. */
import type { Chance } from './chance.ts';
import { chanceOf } from './chance.ts';
import { retouch, writeLong } from './wording.ts';
import { declaredNames, flowNames, type Province, type Report, type Unit, type World } from './world.ts';

/** Where a fault stands: it is found when it is told at one of these months (or years, or by the province's own report). */
export type Planted = { fault: Fault; at: 'month' | 'year' | 'province'; unit: number; from: number; to: number };

export const faults = [
  'repeated',
  'neighbour',
  'rounded',
  'flat',
  'jump',
  'year-at-once',
  'declared-sum',
  'month-year',
  'parts',
  'balance',
  'text-copied',
  'last-hour',
] as const;
export type Fault = (typeof faults)[number];

type Place = { unit: Unit; month: number; province: Province };
/** `beside`: the unit a fault was copied from, which must stay as it is. */
type Plant = (
  chance: Chance,
  place: Place,
  free: (unit: Unit) => boolean,
) => (Omit<Planted, 'fault' | 'unit'> & { beside?: Unit }) | null;

/** How far back the history of a place must reach, and how long a lasting fault lasts. */
const EARLIER = 9;
const LASTS = 6;

const month = (from: number, to = from) => ({ at: 'month' as const, from, to });
const figuresAt = ({ unit }: Place, at: number): Report | null => unit.months[at] ?? null;
const nonzero = (report: Report): string[] => flowNames.filter((name) => (report.figures[name] ?? 0) > 0);

/** A report with something in it: one that is nearly empty gives nothing to copy. */
const hasSubstance = (report: Report | null): report is Report =>
  report !== null && !report.isNil && nonzero(report).length >= 7 && (report.figures['outreach_attendance'] ?? 0) >= 60;

/** The model points go on from what the changed flows give, so that this fault is no other fault too. */
const settle = ({ unit }: Place, at: number): void => {
  const before = unit.months[at - 1]?.figures;
  const here = unit.months[at]?.figures;
  if (!before || !here) return;
  const expected = (before['model_points'] ?? 0) + (here['points_replicated'] ?? 0) - (here['points_retired'] ?? 0);
  const shift = expected - (here['model_points'] ?? 0);
  for (const report of unit.months.slice(at))
    if (report) report.figures['model_points'] = (report.figures['model_points'] ?? 0) + shift;
};

const copyFlows = (chance: Chance, from: Report, to: Report, changes: number): void => {
  for (const name of flowNames) to.figures[name] = from.figures[name] ?? 0;
  const changed = Array.from({ length: changes }, () => chance.pick(['plans_issued', 'press_items', 'urging_letters']));
  for (const name of changed) to.figures[name] = (to.figures[name] ?? 0) + 1;
  to.inexact = [];
};

const repeated: Plant = (chance, place) => {
  const back = chance.pick([1, 1, 1, 2, 12]);
  const from = figuresAt(place, place.month - back);
  const to = figuresAt(place, place.month);
  if (!hasSubstance(from) || !to || place.month - back < place.unit.since) return null;
  to.isNil = false;
  copyFlows(chance, from, to, chance.between(0, 2));
  settle(place, place.month);
  return month(place.month);
};

const neighbour: Plant = (chance, place, free) => {
  const other = chance.pick(place.province.units);
  const from = other.months[place.month] ?? null;
  const to = figuresAt(place, place.month);
  if (other === place.unit || !free(other) || !hasSubstance(from) || !to || from.sentAt !== null || to.sentAt !== null)
    return null;
  to.isNil = false;
  copyFlows(chance, from, to, chance.between(0, 2));
  settle(place, place.month);
  if (chance.is(0.5))
    for (const name of [
      'model_members',
      'security_order_teams',
      'security_order_members',
      'inter_family_groups',
      'mediation_teams',
    ])
      to.figures[name] = from.figures[name] ?? 0;
  from.minutesLeft = Math.max(from.minutesLeft, 300);
  to.minutesLeft = chance.between(5, 250);
  return { ...month(place.month), beside: other };
};

/** Everything is estimated to the next ten or five, for half a year, in a unit with figures large enough to see it. */
const rounded: Plant = (chance, place) => {
  const step = chance.pick([10, 10, 5]);
  const reports = place.unit.months.slice(place.month, place.month + LASTS).filter((each) => each !== null);
  const large = (report: Report) => flowNames.filter((name) => (report.figures[name] ?? 0) >= 25).length;
  if (reports.length < LASTS || reports.some((each) => each.isNil || large(each) < 2)) return null;
  for (const report of reports) {
    for (const name of flowNames) {
      const value = report.figures[name] ?? 0;
      if (value >= 10) report.figures[name] = Math.max(step, Math.round(value / step) * step);
    }
    report.inexact = [];
  }
  return month(place.month, place.month + LASTS - 1);
};

/** One figure written down once and kept. */
const flat: Plant = (chance, place) => {
  if (chance.is(0.15)) return flatPeople(place);
  const name = chance.pick(['outreach_sessions', 'outreach_attendance', 'press_items']);
  const value = figuresAt(place, place.month)?.figures[name] ?? 0;
  const reports = place.unit.months.slice(place.month, place.month + LASTS);
  if (value < 7 || reports.length < LASTS || reports.some((each) => !each || each.isNil)) return null;
  if (reports.some((each) => (each?.figures['outreach_sessions'] ?? 0) === 0)) return null;
  for (const report of reports) if (report) report.figures[name] = value;
  return month(place.month, place.month + LASTS - 1);
};

/** A list of people that nobody has looked at for more than two years. */
const flatPeople = ({ unit }: Place): ReturnType<Plant> => {
  const from = 1;
  const value = unit.months[from]?.figures['model_members'] ?? 0;
  if (unit.since > 0 || value < 60 || unit.months.slice(from).some((each) => each === null)) return null;
  for (const report of unit.months.slice(from)) if (report) report.figures['model_members'] = value;
  return month(from + 24, unit.months.length - 1);
};

/** A digit too many or too few. */
const jump: Plant = (chance, place) => {
  const report = figuresAt(place, place.month);
  if (!report || report.isNil) return null;
  const name = chance.pick([
    'outreach_sessions',
    'outreach_attendance',
    'press_items',
    'mediation_cases',
    'model_members',
  ]);
  const past = place.unit.months.slice(Math.max(place.unit.since, place.month - 12), place.month);
  const usual = past.flatMap((each) => each?.figures[name] ?? []).toSorted((one, other) => one - other);
  const middle = usual[Math.floor(usual.length / 2)] ?? 0;
  const value = report.figures[name] ?? 0;
  if (usual.length < 8 || middle < 8 || value < middle / 2 || value > middle * 2) return null;
  report.figures[name] = middle >= 200 && chance.is(0.3) ? Math.floor(value / 10) : value * 10 + chance.between(0, 9);
  return month(place.month);
};

/** The unit writes the months of a year in a few minutes. */
const yearAtOnce: Plant = (chance, place) => {
  const count = chance.between(8, 12);
  const from = place.month - count + 1;
  const reports = place.unit.months.slice(Math.max(0, from), place.month + 1);
  if (from < 0 || reports.some((each) => !each?.own)) return null;
  const begun = (place.month + 1) * 43_200 + chance.between(0, 600);
  for (const [at, report] of reports.entries())
    if (report) Object.assign(report, { sentAt: begun + (at * chance.between(1, 5)) / count, minutesLeft: -1 });
  return month(place.month);
};

const declaredSum: Plant = (chance, { province, month: at }) => {
  const report = province.months[at];
  const name = chance.pick(declaredNames);
  const declared = report?.declared[name];
  // Told only where everybody below has sent: a sum with gaps proves nothing.
  if (!declared || declared.value < 60 || province.units.some((unit) => !unit.months[at])) return null;
  declared.value = Math.round(
    declared.value * (chance.is(0.5) ? 1.04 + 0.4 * chance.next() : 0.95 - 0.4 * chance.next()),
  );
  declared.rounded = false;
  return { at: 'province', from: at, to: at };
};

const monthYear: Plant = (chance, { unit, month: at }) => {
  const year = Math.min(Math.floor(at / 12), unit.years.length - 1);
  const report = unit.years[year];
  const months = unit.months.slice(year * 12, year * 12 + 12);
  if (!report || months.length < 12 || months.some((each) => !each) || unit.since > year * 12) return null;
  const name = chance.pick([...flowNames, 'model_members']);
  const value = report.figures[name] ?? 0;
  if (value < 30 || report.inexact.includes(name)) return null;
  const more = Math.max(2, Math.round(value * (0.04 + 0.5 * chance.next())));
  report.figures[name] = chance.is(0.5) ? value + more : value - more;
  return { at: 'year', from: year, to: year };
};

/** A result whose cause is written as 0. */
const parts: Plant = (chance, place) => {
  const report = figuresAt(place, place.month);
  if (!report || report.isNil) return null;
  const [zero, other] = chance.pick([
    ['outreach_sessions', 'outreach_attendance'],
    ['outreach_attendance', 'outreach_sessions'],
    ['body_inspections', 'units_inspected'],
    ['security_order_teams', 'security_order_members'],
  ] as const);
  if ((report.figures[other] ?? 0) === 0 || (report.figures[zero] ?? 0) === 0) return null;
  report.figures[zero] = 0;
  return month(place.month);
};

const balance: Plant = (chance, place) => {
  const report = figuresAt(place, place.month);
  if (!report || !figuresAt(place, place.month - 1) || place.unit.since >= place.month) return null;
  const by = chance.pick([-2, -1, 1, 1, 2, 3, 5, 10]);
  const points = (report.figures['model_points'] ?? 0) + by;
  if (points < 1) return null;
  report.figures['model_points'] = points;
  return month(place.month);
};

const textCopied: Plant = (chance, place, free) => {
  const to = figuresAt(place, place.month);
  const ofOther = chance.is(0.4);
  const other = chance.pick(place.province.units);
  const back = chance.between(1, 6);
  if (ofOther && !free(other)) return null;
  if (!ofOther && place.month - back < place.unit.since) return null;
  const from = ofOther ? other.months[place.month] : figuresAt(place, place.month - back);
  if (!to || !from || from === to || from.sentAt !== null || to.sentAt !== null) return null;
  const text = writeLong(chance, place.month - (ofOther ? 0 : back));
  from.notes = [{ where: 'outreach_sessions', text }];
  to.notes = [{ where: 'outreach_sessions', text: retouch(chance, text) }];
  if (ofOther) {
    from.minutesLeft = Math.max(from.minutesLeft, 300);
    to.minutesLeft = chance.between(5, 250);
  }
  return { ...month(place.month), ...(ofOther && { beside: other }) };
};

const lastHour: Plant = (chance, place) => {
  const reports = place.unit.months.slice(place.month, place.month + LASTS);
  if (reports.length < LASTS || reports.some((each) => !each?.own || each.sentAt !== null)) return null;
  for (const report of reports) if (report) report.minutesLeft = chance.between(2, 55);
  return month(place.month, place.month + LASTS - 1);
};

const plants: Record<Fault, Plant> = {
  repeated,
  neighbour,
  rounded,
  flat,
  jump,
  'year-at-once': yearAtOnce,
  'declared-sum': declaredSum,
  'month-year': monthYear,
  parts,
  balance,
  'text-copied': textCopied,
  'last-hour': lastHour,
};

/** Puts so many faults of each kind into a world, one fault to a unit (declarations: one to a province and month). */
export const plantInto = (world: World, seed: number, each: number): Planted[] => {
  const chance = chanceOf(seed ^ 0x5eed);
  const taken = new Set<string>();
  const planted: Planted[] = [];
  // Declarations first: the honest sum stands, and what is changed below them later is not theirs to know.
  const order = [...faults].toSorted((one, other) => Number(other === 'declared-sum') - Number(one === 'declared-sum'));
  for (const fault of order) {
    let found = 0;
    for (let tries = 0; found < each && tries < each * 400; tries += 1) {
      const province = chance.pick(world.provinces);
      const unit = chance.pick(province.units);
      const at = chance.between(EARLIER, world.months - 1);
      const key = fault === 'declared-sum' ? `p${province.id}:${at}` : `u${unit.id}`;
      if (taken.has(key) || (fault !== 'declared-sum' && unit.since > 0 && at < unit.since + EARLIER)) continue;
      const free = (other: Unit) => !taken.has(`u${other.id}`);
      const planting = plants[fault](chance, { unit, month: at, province }, free);
      if (!planting) continue;
      const { beside, ...where } = planting;
      taken.add(key);
      if (beside) taken.add(`u${beside.id}`);
      found += 1;
      planted.push({ fault, unit: fault === 'declared-sum' ? province.id : unit.id, ...where });
    }
  }
  return planted;
};
