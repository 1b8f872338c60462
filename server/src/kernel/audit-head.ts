/** Signed heads over all chains of the audit, in the database and in a file outside it. */
import { createHash, type KeyObject } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import { type AuditPlaces, auditKey, besides, publicPart, type RenewedKey, renewKey, signText } from './audit-key.ts';
import type { Clock } from './clock.ts';

/** One head: what all chains were at a moment. It holds hashes only and may be published. */
export type AuditHead = {
  /** From 1, without gaps. */
  id: number;
  /** ISO 8601 in UTC. */
  at: string;
  chains: number;
  entries: number;
  prevRoot: string;
  root: string;
  signature: string;
  /** Base64 of the SPKI form. */
  publicKey: string;
};

type Unsigned = Omit<AuditHead, 'signature' | 'publicKey'>;

/** What is signed of a head. */
export const textOfHead = (head: Unsigned): string =>
  JSON.stringify(['chungtay audit head 1', head.id, head.at, head.chains, head.entries, head.prevRoot, head.root]);

/** The end of one chain at the moment of a head. */
export type Leaf = { unit: number; seq: string; hash: string };

/** The hash over everything a head stands for: the root before it and the ends of the chains that have grown since. */
export const rootOf = (prevRoot: string, leaves: readonly Leaf[]): string =>
  createHash('sha256')
    .update([prevRoot, ...leaves.map(({ unit, seq, hash }) => `${unit}:${seq}:${hash}`)].join('\n'))
    .digest('hex');

const HEADS = `
  select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, chains, entries::text as entries, prev_root as "prevRoot",
         root, signature, public_key as "publicKey"
  from kernel.audit_head`;

type HeadRow = Omit<AuditHead, 'entries'> & { entries: string };
const headOf = (row: HeadRow): AuditHead => ({ ...row, entries: Number(row.entries) });

/** All heads, oldest first. */
export const headsKept = async (owner: pg.Client): Promise<AuditHead[]> =>
  (await owner.query<HeadRow>(`${HEADS} order by id`)).rows.map(headOf);

/**
 * Signs the ends of all chains and answers the new head; null when nothing was written since the last one. Two processes
 * at once: the second waits and finds nothing to sign.
 */
export const signHead = async (owner: pg.Client, key: KeyObject, now: Date): Promise<AuditHead | null> => {
  await owner.query('begin isolation level repeatable read');
  try {
    await owner.query('lock table kernel.audit_head in share row exclusive mode');
    const last = (await owner.query<HeadRow>(`${HEADS} order by id desc limit 1`)).rows[0];
    const { rows: ends } = await owner.query<Leaf & { grown: boolean }>(`
      select c.unit, c.seq::text as seq, c.hash, l.hash is distinct from c.hash as grown
      from kernel.audit_chain c
      left join lateral (select hash from kernel.audit_head_leaf where unit = c.unit order by head_id desc limit 1) l on true
      order by c.unit`);
    const leaves = ends.filter(({ grown }) => grown);
    if (leaves.length === 0) return null;
    const prevRoot = last?.root ?? '';
    const unsigned: Unsigned = {
      id: (last?.id ?? 0) + 1,
      at: now.toISOString(),
      chains: ends.length,
      entries: ends.reduce((sum, { seq }) => sum + Number(seq), 0),
      prevRoot,
      root: rootOf(prevRoot, leaves),
    };
    const head = { ...unsigned, signature: signText(key, textOfHead(unsigned)), publicKey: publicPart(key) };
    await owner.query('insert into kernel.audit_head values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      head.id,
      head.at,
      head.chains,
      head.entries,
      head.root,
      head.prevRoot,
      head.signature,
      head.publicKey,
    ]);
    await owner.query(
      `insert into kernel.audit_head_leaf (head_id, unit, seq, hash)
       select $1, * from unnest($2::integer[], $3::bigint[], $4::text[])`,
      [head.id, leaves.map(({ unit }) => unit), leaves.map(({ seq }) => seq), leaves.map(({ hash }) => hash)],
    );
    await owner.query('commit');
    return head;
  } finally {
    // After the commit this is an empty gesture; before it, it takes back whatever was begun.
    await owner.query('rollback');
  }
};

/** The heads of a file, one JSON object a line. A line that is none is told by its number. */
export const headsInFile = (file: string): AuditHead[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, at) => {
          if (line.trim() === '') return [];
          try {
            return [JSON.parse(line) as AuditHead];
          } catch {
            throw new Error(`${file}:${at + 1}: không đọc được / not readable`);
          }
        })
    : [];

/** Heads of a file that the database does not hold, or holds otherwise. */
export const headsApart = (
  kept: readonly AuditHead[],
  outside: readonly AuditHead[],
): { head: AuditHead; isGone: boolean }[] => {
  const byId = new Map(kept.map((head) => [head.id, head]));
  return outside.flatMap((head) => {
    const inside = byId.get(head.id);
    if (inside && textOfHead(inside) === textOfHead(head) && inside.signature === head.signature) return [];
    return [{ head, isGone: inside === undefined }];
  });
};

const notItsFile = (file: string, id: number): Error =>
  new Error(
    `tệp bản niêm ${file} giữ bản niêm số ${id} mà cơ sở dữ liệu này không có: đã khôi phục trạng thái cũ hơn, hay nhật ký bị sửa? Nếu do khôi phục: "chungtay audit head --new-file" / the file of heads ${file} holds head ${id}, which this database has not: was an older state restored, or the audit rewritten? After a restore: "chungtay audit head --new-file"`,
  );

/** Appends the heads that the file does not hold yet; a head that was signed just before a fault is made up for. */
const keepHeadsInFile = async (owner: pg.Client, file: string): Promise<void> => {
  const last = Math.max(0, ...headsInFile(file).map(({ id }) => id));
  const fresh = (await headsKept(owner)).filter(({ id }) => id > last);
  if (fresh.length === 0) return;
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, fresh.map((head) => `${JSON.stringify(head)}\n`).join(''), { mode: 0o644 });
};

/**
 * Signs a head over all chains when something was written since the last one, and keeps every head in the file outside
 * the database. Answers the new head, or null.
 * @throws Error when the key is lost, or the file holds heads that are not this database's: nothing is signed then, and the file,
 * which may be the only witness, stays as it is.
 */
export const signAuditHead = async (
  house: { ownerUrl: string; clock: Clock },
  places: AuditPlaces,
): Promise<AuditHead | null> => {
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  try {
    // The file first: another process may sign meanwhile, and appends only what the database already holds.
    const outside = headsInFile(places.heads);
    const kept = await headsKept(owner);
    const [apart] = headsApart(kept, outside);
    if (apart) throw notItsFile(places.heads, apart.head.id);
    const head = await signHead(owner, auditKey(places.key, { mayBeMade: kept.length === 0 }), house.clock());
    await keepHeadsInFile(owner, places.heads);
    return head;
  } finally {
    await owner.end();
  }
};

/** Leaves an entry of what an operator did to the audit itself. */
const leaveEntry = (owner: pg.Client, now: Date, action: string, subject: string, after: object) =>
  owner.query(
    `insert into kernel.audit (at, request_id, user_id, action, subject, after) values ($1, 'cli', 'system', $2, $3, $4)`,
    [now, action, subject, JSON.stringify(after)],
  );

/** Puts the file of heads aside, for a database that was restored to an older state, and leaves an entry of it. Answers where it is kept. */
export const renewHeadsFile = async (
  owner: pg.Client,
  places: AuditPlaces,
  now: Date,
  operator: string,
): Promise<string | null> => {
  if (!existsSync(places.heads)) return null;
  const last = headsInFile(places.heads).at(-1)?.id ?? null;
  const kept = besides(places.heads, now);
  renameSync(places.heads, kept);
  const action = 'kernel.renewHeadsFile';
  await leaveEntry(owner, now, action, 'heads', { by: operator, lastHead: last });
  return kept;
};

/** Makes a new key for the heads, keeps the former one, and leaves an entry with both public halves. */
export const renewAuditKey = async (
  owner: pg.Client,
  places: AuditPlaces,
  now: Date,
  operator: string,
): Promise<RenewedKey> => {
  // Where the key is lost, the file outside the database knows who has signed.
  const renewed = renewKey(places.key, now, headsInFile(places.heads).at(-1)?.publicKey ?? null);
  const action = 'kernel.renewAuditKey';
  const { publicKey, former } = renewed;
  await leaveEntry(owner, now, action, 'audit-key', { by: operator, publicKey, formerPublicKey: former });
  return renewed;
};
