/** How units are changed while the program runs: as whom at the database, and what the rooms above do for it (decision 0034). */
import { forgetTotals, holdPostings, issuedPeriods, rebuildTotals, watchTotals } from './figures/index.ts';
import { connectOwner } from './house.ts';
import { postsHeldAt, systemActor } from './identity/index.ts';
import { announce } from './kernel/actor.ts';
import { auditor } from './kernel/audit.ts';
import { transactOn } from './kernel/database.ts';
import { forgetNotices } from './notices/index.ts';
import { type AsOwner, type ChangeEffects, nation } from './org/index.ts';
import { begunReports, holdReporting, lookAtObligations, openReportsOf, passObligations } from './reporting/index.ts';

/**
 * Work on a connection of the owner that lives as long as the work. The program acts, the audit entries are of whoever asks.
 * The runtime role has no right to write units, and gets none: a hole in a request can change no tree.
 */
export const ownerAt =
  (ownerUrl: string): AsOwner =>
  async (ask, work) => {
    const owner = await connectOwner(ownerUrl);
    // A connection that breaks fails the statement that runs on it; without a listener it would end the process.
    owner.on('error', () => undefined);
    try {
      await owner.query(
        `set statement_timeout = '120s'; set idle_in_transaction_session_timeout = '60s'; set jit = off`,
      );
      return await transactOn(owner, async (tx) => {
        const actor = systemActor((await nation(tx)).id);
        const versions = await announce(tx, actor, { requestId: ask.requestId, now: ask.now });
        const audit = auditor(tx, ask.actor, ask.now, ask.requestId);
        return work({ ask: { ...ask, tx, actor, versions, audit }, owner });
      });
    } finally {
      await owner.end();
    }
  };

/** Without a connection of the owner units are not changed. */
export const noOwner: AsOwner = () => Promise.reject(new Error('no connection of the owner was given'));

export const changeEffects: ChangeEffects = {
  hold: async ({ ask, owner }) => {
    // Reports before the ledger, as whoever sends takes them.
    await holdReporting(ask.tx);
    await holdPostings(owner);
  },
  begunReports: ({ ask }, unitIds, on) => begunReports(ask, unitIds, on),
  issuedPeriods: ({ owner }, unitIds, on) => issuedPeriods(owner, unitIds, on),
  passObligations: ({ ask }, passing) => passObligations(ask, passing),
  lookAtObligations: ({ ask }, passing, called) => lookAtObligations(ask, passing, called),
  openReportsOf: ({ ask }, unitIds, on) => openReportsOf(ask, unitIds, on),
  postsAt: ({ ask }, unitIds) => postsHeldAt(ask.tx, unitIds, ask.today),
  rebuildTotals: async ({ owner }, on) => void (await rebuildTotals(owner, on)),
  watchTotals: async ({ owner }, on, readsFigures) => {
    const look = await watchTotals(owner, on);
    return (changed) => look(changed, readsFigures);
  },
  forget: async ({ ask, owner }, unitIds) => {
    await forgetTotals(owner, unitIds);
    await forgetNotices(ask.tx, unitIds);
  },
};
