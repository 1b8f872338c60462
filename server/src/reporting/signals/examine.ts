/** Looks at reports soon after they were sent, outside the transaction that stored them, and keeps what is to be asked. */
import { addDays, type Period, parsePeriod } from '@app/contract/kernel/period.ts';
import { type Settings, usualSettings } from '@app/contract/reporting/signals/kinds.ts';
import { periodId, readFigures } from '../../figures/index.ts';
import { unitsOfPosts } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import type { Tx } from '../../kernel/database.ts';
import { ancestorsOf, boundariesSince } from '../../org/index.ts';
import type { Case, Member, Sending, Sheet } from './case.ts';
import {
  decidersOf,
  type FirstSending,
  type FoundSignal,
  firstSendings,
  type GroupKey,
  type GroupRow,
  groupsDue,
  type KeptSignal,
  keepExamination,
  type Looking,
  markDecided,
  markResting,
  openSignals,
  type SentRow,
  sentOfGroup,
  sentOfUnits,
  settingsOf,
} from './queries.ts';
import { byId, longerThan, monthsOf, periodsBefore, placeOf, toSheet } from './reading.ts';
import { examine, gistOf, groupOf, settingsFrom } from './rules.ts';

/** Reports whose deadline is longer ago are history: they are compared with, and not asked about any more. */
const DAYS_ASKED = 400;

const periodOfGroup = (code: string): Period => {
  const period = parsePeriod(code);
  if (!period) throw new Error(`stored period ${code} is not in the calendar`);
  return period;
};

/** The thresholds that hold today for the units below one: the nearest unit that has decided, else those of the program. */
export const settingsFor = async ({ tx, today }: Pick<Ask, 'tx' | 'today'>, superiorId: number) => {
  const chain = [superiorId, ...(await ancestorsOf(tx, superiorId, today)).map(({ id }) => id)];
  const decided = (await settingsOf(tx, chain)).filter(({ validFrom }) => validFrom <= today);
  const nearest = chain.flatMap((unitId) => decided.filter((each) => each.unitId === unitId));
  return { settings: settingsFrom(nearest, usualSettings), nearest };
};

const byUnit = <R extends { unitId: number }>(rows: readonly R[]): Map<number, R[]> => {
  const found = new Map<number, R[]>();
  for (const row of rows) {
    const list = found.get(row.unitId);
    if (list) list.push(row);
    else found.set(row.unitId, [row]);
  }
  return found;
};

const toSending =
  (periods: ReadonlyMap<number, Period>, homes: ReadonlyMap<number, number>) =>
  ({ unitId, periodId: id, sentAt, dueAt, sentBy }: FirstSending): Sending[] => {
    const period = periods.get(id);
    if (!period) return [];
    const own = sentBy !== null && homes.get(sentBy) === unitId;
    return [{ period: period.code, at: placeOf(period), sentAt: sentAt.getTime(), dueAt: dueAt.getTime(), own }];
  };

/** Earlier sheets of a unit with its present boundaries, newest first. */
const comparable = (
  rows: readonly SentRow[],
  periods: ReadonlyMap<number, Period>,
  since: string | undefined,
): Sheet[] =>
  rows.flatMap((row) => {
    const period = periods.get(row.periodId);
    return period && (since === undefined || period.startsOn >= since) ? [toSheet(row, period)] : [];
  });

/** The sum from below for the cells that a report declares for its whole area. */
const sumsFor = async (tx: Tx, row: SentRow, sheet: Sheet, period: Period): Promise<Case['sums']> => {
  if (sheet.declared.size === 0) return new Map();
  const figures = await readFigures(tx, {
    indicators: [...sheet.declared.keys()],
    unitIds: [row.unitId],
    periods: [period],
    // The table's check names the lines of the contract.
    line: row.line as Parameters<typeof readFigures>[1]['line'],
    reading: 'submitted',
  });
  return new Map(
    figures.flatMap(({ indicator, value, reported, expected }) =>
      value === null ? [] : [[indicator, { value, reported, expected }] as const],
    ),
  );
};

/** The past of so many other units tells what all of a group have in common. */
const PULSE_OF = 24;

/** The units whose past is read for what is usual in the group: some of all of them, the same ones each time. */
const pulseUnits = (rows: readonly GroupRow[]): number[] => {
  const step = Math.max(1, Math.ceil(rows.length / PULSE_OF));
  return rows.flatMap(({ unitId }, at) => (at % step === 0 ? [unitId] : []));
};

/** The due reports of a group as cases, and the group they are held against. */
const casesOf = async (
  tx: Tx,
  group: GroupKey,
  { rows, due }: { rows: readonly GroupRow[]; due: readonly GroupRow[] },
): Promise<{ cases: Case[]; members: Member[]; period: Period }> => {
  const period = periodOfGroup(group.period);
  const unitIds = due.map(({ unitId }) => unitId);
  const earlier = byId(periodsBefore(period));
  const months = byId(monthsOf(period));
  const read = [...new Set([...unitIds, ...pulseUnits(rows)])];
  const history = byUnit(await sentOfUnits(tx, read, [...earlier.keys()], { form: group.form }));
  const monthly = byUnit(
    months.size > 0 ? await sentOfUnits(tx, unitIds, [...months.keys()], { line: rows[0]?.line ?? '' }) : [],
  );
  const since = await boundariesSince(tx, read);
  const all = new Map([...earlier, [group.periodId, period] as const]);
  const first = await firstSendings(tx, unitIds, [...all.keys()], group.form);
  const homes = await unitsOfPosts(tx, [...new Set(first.flatMap(({ sentBy }) => sentBy ?? []))]);
  const sendings = byUnit(first);
  const members = rows.map(
    (row): Member => ({
      unitId: row.unitId,
      sheet: toSheet(row, period),
      sentAt: row.sentAt.getTime(),
      before: comparable(history.get(row.unitId) ?? [], earlier, since.get(row.unitId)),
    }),
  );
  const memberOf = new Map(members.map((each) => [each.unitId, each]));
  const cases: Case[] = [];
  for (const row of due) {
    const member = memberOf.get(row.unitId);
    if (!member) continue;
    const from = since.get(row.unitId);
    cases.push({
      ...member,
      sendings: (sendings.get(row.unitId) ?? [])
        .flatMap(toSending(all, homes))
        .toSorted((one, other) => other.at - one.at),
      months: comparable(monthly.get(row.unitId) ?? [], months, from),
      sums: await sumsFor(tx, row, member.sheet, period),
    });
  }
  return { cases, members, period };
};

/** The units whose figures or texts a signal shows beside the report's own. */
const besideOf = ({ evidence }: KeptSignal): number[] =>
  evidence.kind === 'neighbour'
    ? [evidence.unitId]
    : evidence.kind === 'text-copied'
      ? evidence.texts.flatMap(({ unitId }) => unitId ?? [])
      : [];

/** What is due of a group: new revisions, what is held against them, and whatever has been marked. */
const dueOf = (rows: readonly GroupRow[], open: readonly KeptSignal[]): GroupRow[] => {
  const changed = new Set(rows.flatMap(({ due, unitId }) => (due === 'new' ? [unitId] : [])));
  const beside = new Set(
    open.filter((each) => besideOf(each).some((unitId) => changed.has(unitId))).map(({ reportId }) => reportId),
  );
  return rows.filter(({ id, due }) => due !== null || beside.has(id));
};

/** The thresholds for each report: those of the unit that decides on it today, whoever it was once to go to. */
const settingsOfReports = async (ask: Ask, rows: readonly GroupRow[]): Promise<Map<number, Settings>> => {
  const deciders = await decidersOf(
    ask.tx,
    rows.map(({ id }) => id),
    ask.today,
  );
  const settings = new Map<number, Settings>();
  for (const unitId of new Set(deciders.values())) settings.set(unitId, (await settingsFor(ask, unitId)).settings);
  return new Map([...deciders].flatMap(([id, unitId]) => [[id, settings.get(unitId) ?? usualSettings] as const]));
};

/** Looks at the reports of a group that are due. */
const examineGroup = async (ask: Ask, group: GroupKey): Promise<number> => {
  const { tx } = ask;
  const all = await sentOfGroup(tx, group);
  const open = await openSignals(
    tx,
    all.map(({ id }) => id),
  );
  const rows = dueOf(all, open);
  if (rows.length === 0) return 0;
  const { cases, members, period } = await casesOf(tx, group, { rows: all, due: rows });
  const settings = await settingsOfReports(ask, rows);
  const shared = groupOf(members);
  const gone: number[] = [];
  const kept: { id: number; evidence: FoundSignal['evidence'] }[] = [];
  const opened: FoundSignal[] = [];
  for (const [at, row] of rows.entries()) {
    const of = cases[at];
    const thresholds = settings.get(row.id);
    if (!of || !thresholds) continue;
    const found = new Map(examine(of, shared, thresholds).map((evidence) => [evidence.kind, evidence]));
    for (const signal of open.filter(({ reportId }) => reportId === row.id)) {
      const evidence = found.get(signal.kind);
      // An answer was given to what stood there: where that has changed, it is asked anew.
      if (evidence && gistOf(evidence) === signal.gist) {
        kept.push({ id: signal.id, evidence });
        found.delete(signal.kind);
      } else gone.push(signal.id);
    }
    for (const evidence of found.values())
      opened.push({ reportId: row.id, revision: row.revision, evidence, gist: gistOf(evidence) });
  }
  const examined = rows.map(({ id, revision }) => ({ reportId: id, revision }));
  await keepExamination(tx, { examined, among: all.length, gone, kept, opened }, ask.now);
  const changed = rows.flatMap(({ due, unitId }) => (due === 'new' ? [unitId] : []));
  if (changed.length > 0) await markResting(tx, group, changed, longerThan(period).map(periodId));
  return rows.length;
};

/** Groups taken from the list at once; the list is asked for again until it is empty. */
const AT_ONCE = 200;

/** How far back the frequent look reaches for what was sent; what it missed, such as figures loaded with their old times, is found by the other. */
const RECENT_MS = 2 * 3_600_000;

/**
 * Looks at whatever has been sent since the last time, one transaction for each group; answers how many reports. Asks for what was
 * sent in the last hours, or `among: 'all'` reports whose deadline is not too long ago. Given up between two groups when the process
 * stops.
 */
export const examineWaiting = async (
  asSystem: <T>(work: (ask: Ask) => Promise<T>) => Promise<T>,
  { among, signal }: { among: 'recent' | 'all'; signal?: AbortSignal },
): Promise<number> => {
  const looking = await asSystem(async (ask): Promise<Looking> => {
    const since = new Date(`${addDays(ask.today, -DAYS_ASKED)}T00:00:00Z`);
    const found = { since, sentSince: among === 'all' ? null : new Date(ask.now.getTime() - RECENT_MS) };
    await markDecided(ask.tx, ask.today, found);
    return found;
  });
  const seen = new Set<string>();
  let examined = 0;
  for (;;) {
    const groups = await asSystem((ask) => groupsDue(ask.tx, looking, AT_ONCE));
    // What is due again at once rests on a group of this very round; it is left for the next.
    const fresh = groups.filter((each) => !seen.has(keyOf(each)));
    if (fresh.length === 0) return examined;
    for (const group of fresh) {
      if (signal?.aborted) return examined;
      seen.add(keyOf(group));
      examined += await asSystem((ask) => examineGroup(ask, group));
    }
  }
};

const keyOf = ({ superiorId, form, periodId: id }: GroupKey): string => `${superiorId}:${form}:${id}`;
