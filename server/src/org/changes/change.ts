/** What a change set is, before it is applied. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { PlannedBody } from '../body.ts';
import type { RegisterFile, Row } from '../register/rules.ts';

/** A unit as it stands from the day of a change set. */
export type PlannedState = {
  code: string;
  level: string;
  name: string;
  fullName: string;
  folded: string;
  type: string;
  parentCode: string | null;
  legalBasis: string | null;
  /** The bodies that stand at every unit of its level. */
  bodies: PlannedBody[];
  /** Its code on the eve, when it is the same unit as before; null: a new unit. */
  continues: string | null;
};
export type PlannedSuccession = {
  oldCode: string;
  newCode: string;
  kind: string;
  scope: string;
  weight: number | null;
  legalBasis: string | null;
  clause: string | null;
  note: string | null;
};
/** A change set in codes: old ones are those of the eve, new ones those of the day itself. */
export type PlannedChange = {
  /** Null: the register as it was found, valid from before records begin. */
  effectiveOn: CivilDate | null;
  title: Words;
  legalBasis: string | null;
  /** Codes of the eve whose units end. */
  ends: string[];
  states: PlannedState[];
  successions: PlannedSuccession[];
};
/** One that follows from a register: with what it rests on, the first file, and all rows behind it. */
export type RegisterChange = PlannedChange & { file: RegisterFile; rows: Row[] };
