/** What the rules of a draft ask: the units it names and what stands around them. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { BegunReport, IssuedPeriod } from './port.ts';

/** A unit as it stands on the eve of the change. */
export type UnitFact = {
  id: number;
  code: string;
  name: string;
  fullName: string;
  level: string;
  type: string;
  parentId: number | null;
  /** The day on which this state ends, for it has changed or will; null: it stands open. */
  until: CivilDate | null;
  /** It stands below the unit whose administrator prepares the change. */
  below: boolean;
};

export type DraftFacts = {
  units: ReadonlyMap<number, UnitFact>;
  /** Units directly below ending ones on the eve. */
  children: readonly UnitFact[];
  /** Who carries a code on the day or later. */
  carriers: ReadonlyMap<string, { id: number; fullName: string }>;
  /** Periods that end on the day or later and are issued at a unit concerned, or above it. */
  issued: readonly (IssuedPeriod & { unit: string })[];
  begun: readonly (BegunReport & { unit: string })[];
  /** The unit whose administrator prepares it. */
  preparedBy: number;
  today: CivilDate;
};
