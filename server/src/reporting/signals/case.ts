/** What a detector is shown: one report, its own past, and what stands beside it. Small and free of the database. */

export type Cell = { value: number; precision: 'exact' | 'at_least' | 'about' };

export type Sheet = {
  /** Code of the period, and its place in the row of periods of its kind: one more than the period before. */
  period: string;
  at: number;
  isNil: boolean;
  own: ReadonlyMap<string, Cell>;
  /** Quoted for the whole area, never added. */
  declared: ReadonlyMap<string, Cell>;
  texts: readonly Text[];
};

/** A note beside a cell, or a section of the narrative. */
export type Text = { where: string; text: string };

/** The first sending of a report. */
export type Sending = {
  period: string;
  at: number;
  sentAt: number;
  dueAt: number;
  /** By an officer of the unit itself, not in bulk by others. */
  own: boolean;
};

/** A unit of the group: all those that send the same form for the same period to the same superior. */
export type Member = {
  unitId: number;
  sheet: Sheet;
  sentAt: number;
  /** Earlier periods, newest first, as far back as the unit has the same boundaries. */
  before: readonly Sheet[];
};

export type Case = Member & {
  /** First sendings of this form by this unit, newest period first, this one included. */
  sendings: readonly Sending[];
  /** For a form of the year: the unit's reports of its months. */
  months: readonly Sheet[];
  /** For declared cells: the sum from below, and on how many of the expected reports it rests. */
  sums: ReadonlyMap<string, { value: number; reported: number; expected: number }>;
};
