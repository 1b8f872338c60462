import type { Deed } from '@app/contract/identity/posts.ts';
import { sql } from 'kysely';
import type { Tx } from './database.ts';
import { DiffersOnCopy, outdated, readAgain, type Versions } from './memory.ts';
import { planned } from './planned.ts';

/** The post on whose behalf a request acts, reduced to what rules and the database ask of it. */
export type Actor = {
  userId: string;
  /** Null for the system itself: command line, jobs, seeds. */
  postId: number | null;
  /** Every post the person holds, has held or will hold: four eyes are those of two persons, not of two posts. */
  personsPosts: readonly number[];
  unitId: number;
  bodyId: number | null;
  /** The post stands at the centre: every unit is in its subtree. */
  allUnits: boolean;
  /** The lines whose figures it reads; empty for posts without figures. `all` is the sum over lines. */
  lines: readonly string[];
  /** The lines it fills, decides or issues for. */
  ownLines: readonly string[];
  does: ReadonlySet<Deed>;
  /** How the person is known at this request; left out for the program itself. */
  proof?: Proof;
};

/** A session of a browser, with the moment at which the person last gave password or second factor; or a key for programs. */
export type Proof = { sessionId: string; confirmedAt: Date | null } | { tokenId: number };

/** The key for programs by which somebody acts; null: a session, or the program itself. */
export const keyOf = (actor: Pick<Actor, 'proof'> | null): number | null =>
  actor?.proof && 'tokenId' in actor.proof ? actor.proof.tokenId : null;

/** Milliseconds for which giving the password or the second factor stands for acts of weight. */
const CONFIRMED_FOR = 10 * 60_000;

/** Until when a confirmation stands. */
export const confirmedUntil = (confirmedAt: Date): Date => new Date(confirmedAt.getTime() + CONFIRMED_FOR);

/** Whether the person has just said who they are. A key for programs never has. */
export const hasJustConfirmed = ({ proof }: Pick<Actor, 'proof'>, now: Date): boolean =>
  proof !== undefined && 'sessionId' in proof && proof.confirmedAt !== null && now <= confirmedUntil(proof.confirmedAt);

/** Which request a transaction belongs to, for audit entries that the database leaves by itself. */
export type Occasion = { requestId: string; now: Date };

/**
 * Tells the database who is asking, until the end of the transaction; every row-level policy reads it. The same question brings the
 * versions of what processes keep in memory; what has changed is read again before anything else is done.
 */
export const announce = async (tx: Tx, actor: Actor | null, occasion?: Occasion): Promise<Versions> => {
  const { versions, isCopy } = await tellDatabase(tx, actor, occasion);
  if (outdated(versions).length === 0) return versions;
  if (isCopy) throw new DiffersOnCopy();
  // What is kept in memory is everybody's, so it is read by a post that sees every unit.
  await sql`select set_config('app.all_units', 'yes', true)`.execute(tx);
  await readAgain(tx, versions);
  return (await tellDatabase(tx, actor, occasion)).versions;
};

/** `isCopy`: the transaction reads on a server that follows another one. */
type Told = { versions: Versions; isCopy: boolean };

const tellDatabase = async (tx: Tx, actor: Actor | null, occasion?: Occasion): Promise<Told> => {
  const yes = (holds: boolean | undefined) => (holds ? 'yes' : '');
  const { rows } = await sql<{ versions: Versions | null; isCopy: boolean }>`select ${planned}
    (select jsonb_object_agg(name, version) from kernel.in_memory) as versions, pg_is_in_recovery() as is_copy,
    set_config('app.user', ${actor?.userId ?? ''}, true),
    set_config('app.post', ${actor?.postId ? String(actor.postId) : ''}, true),
    set_config('app.token', ${String(keyOf(actor) ?? '')}, true),
    ${occasion ? sql`set_config('app.request', ${occasion.requestId}, true), set_config('app.now', ${occasion.now.toISOString()}, true),` : sql``}
    set_config('app.unit', ${actor ? String(actor.unitId) : ''}, true),
    set_config('app.all_units', ${yes(actor?.allUnits)}, true),
    set_config('app.lines', ${actor?.lines.join(',') ?? ''}, true),
    set_config('app.own_lines', ${actor?.ownLines.join(',') ?? ''}, true),
    set_config('app.deeds', ${actor ? [...actor.does].join(',') : ''}, true),
    set_config('app.reads_audit', ${yes(actor?.does.has('read-audit'))}, true),
    set_config('app.administers', ${yes(actor?.does.has('administer'))}, true),
    set_config('app.operates', ${yes(actor?.does.has('operate'))}, true)`.execute(tx);
  return { versions: rows[0]?.versions ?? {}, isCopy: rows[0]?.isCopy ?? false };
};
