/** What other rooms do for a change of units. They stand above this room, so they are handed in where the rooms are put together. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { ChangePreview } from '@app/contract/org/drafts/routes.ts';
import type { Ask } from '../../kernel/ask.ts';
import type { Owner } from '../changes/queries.ts';

/** One transaction of the owner of the database: `ask.tx` and `owner` speak on the same connection. */
export type AtOwner = { ask: Ask; owner: Owner };

/** Runs work as the owner of the database, on behalf of who asks: to him or her go the audit entries. */
export type AsOwner = <T>(ask: Ask, work: (at: AtOwner) => Promise<T>) => Promise<T>;

/** Units whose obligations end, and units that owe from now on what others owed. */
export type Passing = {
  on: CivilDate;
  ended: readonly number[];
  opened: readonly { unitId: number; like: readonly number[] }[];
};

export type Passed = { opened: number; withdrawn: number };

/** A report of a unit for a period that ends on the day or later, typed or sent already. */
export type BegunReport = { unitId: number; form: Words; period: Words };
/** A period of which figures were issued at a unit. */
export type IssuedPeriod = { unitId: number; period: Words; endsOn: CivilDate };

export type ChangeEffects = {
  /** Holds reports, then the ledger: nobody sends or posts until the end of the transaction, everybody reads. */
  hold: (at: AtOwner) => Promise<void>;
  begunReports: (at: AtOwner, unitIds: readonly number[], on: CivilDate) => Promise<BegunReport[]>;
  issuedPeriods: (at: AtOwner, unitIds: readonly number[], on: CivilDate) => Promise<IssuedPeriod[]>;
  /** Reports of ending units are withdrawn, their successors' opened, and open ones go to their new superior. */
  passObligations: (at: AtOwner, passing: Passing) => Promise<Passed>;
  /** What that would do, once the units have changed; `called` names a unit. */
  lookAtObligations: (
    at: AtOwner,
    passing: Passing,
    called: (unitId: number) => string,
  ) => Promise<Omit<ChangePreview['obligations'], 'moved'>>;
  /** How many open reports these units have for periods that end on the day or later. */
  openReportsOf: (at: AtOwner, unitIds: readonly number[], on: CivilDate) => Promise<number>;
  postsAt: (at: AtOwner, unitIds: readonly number[]) => Promise<{ unitId: number; posts: number; accounts: number }[]>;
  /** Brings the totals of all periods that end on the day or later to the tree of today. */
  rebuildTotals: (at: AtOwner, on: CivilDate) => Promise<void>;
  /** Begins to look at totals; what it answers is asked once more after the units have changed, with those that did. */
  watchTotals: (
    at: AtOwner,
    on: CivilDate,
    readsFigures: boolean,
  ) => Promise<(changed: readonly number[]) => Promise<Omit<ChangePreview['figures'], 'notAllocated'>>>;
  /** Takes away what the program itself has made for units that are not to have been: empty totals, notices. */
  forget: (at: AtOwner, unitIds: readonly number[]) => Promise<void>;
};

export type Changing = { asOwner: AsOwner; effects: ChangeEffects };
