/** Tells the ledger what stands behind a cell that came from a submission. */
import type { Provenance } from '../figures/index.ts';
import { postTitles } from '../identity/index.ts';
import type { Tx } from '../kernel/database.ts';
import { titleFor } from './report/answer.ts';
import { submissionsByIds } from './report/queries.ts';

export const submissionSource = async (tx: Tx, ids: readonly number[]): Promise<Map<number, Provenance>> => {
  if (ids.length === 0) return new Map();
  const rows = await submissionsByIds(tx, ids);
  const titles = await postTitles(
    tx,
    rows.flatMap((row) => [row.submittedBy, row.decidedBy]),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        submissionId: row.id,
        revision: row.revision,
        submittedAt: row.submittedAt,
        submittedBy: titleFor(titles, row.submittedBy),
        acceptedAt: row.decision === 'accepted' ? row.decidedAt : null,
        acceptedBy: row.decision === 'accepted' ? titleFor(titles, row.decidedBy) : null,
      },
    ]),
  );
};
