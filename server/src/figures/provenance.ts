/** Where posted cells come from. Rooms above tell this ledger how to look up their sources; it never looks up at them. */
import type { Words } from '@app/contract/kernel/words.ts';
import type { Tx } from '../kernel/database.ts';

/** The act behind a posted sheet: which revision, who sent it, who accepted it, and when. */
export type Provenance = {
  submissionId: number;
  revision: number;
  submittedAt: Date;
  submittedBy: Words | null;
  acceptedAt: Date | null;
  acceptedBy: Words | null;
};

export type Sources = Record<string, (tx: Tx, sourceIds: readonly number[]) => Promise<Map<number, Provenance>>>;
