/**
 * The table of posts as the design of the house has it ("Who may read and do what"), written down a second time. It shares no
 * line with the table that the program judges by (decision 0013): a slip in one is seen by the other.
 */

/** What a row reads. */
type Reading =
  /** Own line in the whole subtree, the committee's totals of the own unit, issued editions above and beside. */
  | 'own-line'
  /** Every line in the subtree. */
  | 'all-lines'
  /** No figures: accounts of the subtree, or how the instance runs. */
  | 'no-figures';

type Doing =
  | 'fills'
  | 'decides'
  | 'excepts'
  | 'imports'
  | 'urges'
  | 'requests'
  | 'designs'
  | 'tags'
  | 'drafts reviews'
  | 'issues'
  | 'hands on'
  | 'reads the audit'
  | 'administers'
  | 'changes units'
  | 'operates';

export const table2b = {
  'officer of a body at a commune': { reads: 'own-line', does: ['fills'] },
  'officer of a body above': { reads: 'own-line', does: ['fills', 'decides', 'urges', 'requests'] },
  'officer of the standing agency at a commune': { reads: 'all-lines', does: ['fills'] },
  'officer of the standing agency above': {
    reads: 'all-lines',
    does: ['fills', 'decides', 'excepts', 'imports', 'urges', 'requests', 'designs', 'tags', 'drafts reviews'],
  },
  'head of a body': { reads: 'own-line', does: ['issues', 'hands on'] },
  'head of a committee': { reads: 'all-lines', does: ['issues', 'hands on'] },
  inspector: { reads: 'all-lines', does: ['reads the audit'] },
  administrator: { reads: 'no-figures', does: ['administers', 'changes units'] },
  operator: { reads: 'no-figures', does: ['operates'] },
} as const satisfies Record<string, { reads: Reading; does: readonly Doing[] }>;
export type Row = keyof typeof table2b;

/** The units of the tree that is asked about; `E` ended in a merger, and `e1`, once below it, is now below `P1`. */
export const units = ['N', 'P1', 'P2', 'C1', 'C3', 'R1', 'E', 'e1'] as const;
export type Unit = (typeof units)[number];
export const levelOf: Record<Unit, 'nation' | 'province' | 'commune' | 'residential_area'> = {
  N: 'nation',
  P1: 'province',
  P2: 'province',
  E: 'province',
  C1: 'commune',
  C3: 'commune',
  e1: 'commune',
  R1: 'residential_area',
};
/** Who stands directly above today; the successor, for a unit that has ended. */
export const above: Record<Unit, Unit | null> = {
  N: null,
  P1: 'N',
  P2: 'N',
  E: 'P1',
  C1: 'P1',
  C3: 'P2',
  e1: 'P1',
  R1: 'C1',
};
/** Who once stood above: what was sent then is still to be read by it. */
export const onceAbove: Partial<Record<Unit, Unit>> = { e1: 'E' };

const chainOf = (unit: Unit): Unit[] => {
  const next = above[unit];
  return next === null ? [unit] : [unit, ...chainOf(next)];
};
/** Whether a unit lies in the subtree of another, now or once. */
export const isInSubtree = (top: Unit, unit: Unit): boolean => chainOf(unit).includes(top) || onceAbove[unit] === top;

/** Where a unit stands as seen from another; merged units are a position of their own. */
export const positionOf = (from: Unit, unit: Unit): string => {
  if (unit === 'E' || unit === 'e1') return unit;
  if (unit === from) return 'own';
  if (above[unit] === from) return 'directly below';
  if (isInSubtree(from, unit)) return 'further below';
  if (isInSubtree(unit, from)) return 'above';
  return levelOf[unit] === levelOf[from] ? 'neighbour' : 'elsewhere';
};

export type Line = 'committee' | 'women' | 'front';

/** How somebody comes to ask. */
export type Standing =
  | 'held'
  | 'nobody'
  | 'expired'
  | 'not begun'
  | 'session revoked'
  | 'key revoked'
  | 'unit ended'
  | 'key to read'
  | 'key to report';

export type Post = {
  name: string;
  row: Row;
  unit: Unit;
  /** The line it belongs to; the standing agency and the committee keep the committee's. */
  line: Line;
  standing: Standing;
  held: 'own' | 'acting' | 'delegated';
};

const post = (name: string, row: Row, unit: Unit, line: Line, more: Partial<Post> = {}): Post => ({
  name,
  row,
  unit,
  line,
  standing: 'held',
  held: 'own',
  ...more,
});

const above2 = (unit: Unit): Post[] => [
  post(`standing officer ${unit}`, 'officer of the standing agency above', unit, 'committee'),
  post(`women officer ${unit}`, 'officer of a body above', unit, 'women'),
  post(`committee head ${unit}`, 'head of a committee', unit, 'committee'),
  post(`women head ${unit}`, 'head of a body', unit, 'women'),
  post(`inspector ${unit}`, 'inspector', unit, 'committee'),
  post(`administrator ${unit}`, 'administrator', unit, 'committee'),
];

/** Who asks: every row of the table at each level where it exists, and everybody whose right has an end. */
export const posts: readonly Post[] = [
  ...above2('N'),
  post('operator N', 'operator', 'N', 'committee'),
  ...above2('P1'),
  post('partner officer P1', 'officer of a body above', 'P1', 'front'),
  post('acting head P1', 'head of a committee', 'P1', 'committee', { held: 'acting' }),
  post('delegate P1', 'head of a committee', 'P1', 'committee', { held: 'delegated' }),
  post('standing officer P2', 'officer of the standing agency above', 'P2', 'committee'),
  post('standing officer C1', 'officer of the standing agency at a commune', 'C1', 'committee'),
  post('women officer C1', 'officer of a body at a commune', 'C1', 'women'),
  post('partner officer C1', 'officer of a body at a commune', 'C1', 'front'),
  post('committee head C1', 'head of a committee', 'C1', 'committee'),
  post('women head C1', 'head of a body', 'C1', 'women'),
  post('inspector C1', 'inspector', 'C1', 'committee'),
  post('administrator C1', 'administrator', 'C1', 'committee'),
  post('ended E', 'officer of the standing agency above', 'E', 'committee', { standing: 'unit ended' }),
  post('nobody', 'operator', 'N', 'committee', { standing: 'nobody' }),
  post('expired P1', 'officer of the standing agency above', 'P1', 'committee', { standing: 'expired' }),
  post('not begun P1', 'officer of the standing agency above', 'P1', 'committee', { standing: 'not begun' }),
  post('session revoked', 'officer of the standing agency above', 'P1', 'committee', { standing: 'session revoked' }),
  post('key revoked', 'officer of the standing agency at a commune', 'C1', 'committee', { standing: 'key revoked' }),
  post('key to read P1', 'officer of the standing agency above', 'P1', 'committee', { standing: 'key to read' }),
  post('key to report C1', 'officer of the standing agency at a commune', 'C1', 'committee', {
    standing: 'key to report',
  }),
];

/** Whether a post does something; at a unit that has ended nothing is done. */
export const does = ({ row, standing }: Post, doing: Doing): boolean =>
  standing !== 'unit ended' && (table2b[row].does as readonly Doing[]).includes(doing);

export const readsFigures = ({ row }: Post): boolean => table2b[row].reads !== 'no-figures';

/** Reads a line's reports of a unit: the own line, or every line, in the subtree. */
export const readsReports = (who: Post, unit: Unit, line: Line): boolean =>
  readsFigures(who) && isInSubtree(who.unit, unit) && (table2b[who.row].reads === 'all-lines' || line === who.line);

/** Reads a line's figures of a unit: as its reports, and the committee's totals of the own unit. */
export const readsTotals = (who: Post, unit: Unit, line: Line | 'all'): boolean => {
  if (!readsFigures(who) || !isInSubtree(who.unit, unit)) return false;
  if (table2b[who.row].reads === 'all-lines' || line === who.line) return true;
  return line === 'committee' && unit === who.unit;
};

/**
 * Reads issued editions: in the subtree those of the own line, or every line, and the committee's of the own unit; of the
 * units above, and of neighbours of the same level, all that were issued.
 */
export const readsEditions = (who: Post, unit: Unit, line: Line): boolean => {
  if (!readsFigures(who)) return false;
  if (!isInSubtree(who.unit, unit)) return isInSubtree(unit, who.unit) || levelOf[unit] === levelOf[who.unit];
  if (table2b[who.row].reads === 'all-lines' || line === who.line) return true;
  return line === 'committee' && unit === who.unit;
};

/** Whose sessions, passkeys and keys are asked about, by everybody who asks about themselves. */
export const holders = [
  'standing officer P2',
  'acting head P1',
  'delegate P1',
  'administrator P1',
  'expired P1',
] as const;
