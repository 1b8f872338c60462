/** Reads the chains of the audit and tells where one of them is broken. */
import type pg from 'pg';

/**
 * What is wrong at a place of a chain.
 * - `changed`: the entry is not what was sealed (a field, or its place).
 * - `missing`: an entry was taken out.
 * - `twice`: two entries stand at one place.
 * - `relinked`: the entry does not hang on the one before it: that one was exchanged, seal and all.
 * - `cut`: the end of the chain is gone.
 * - `grown`: the chain goes on behind its end.
 * - `unsealed`: an entry without a place.
 * - `before-head`, `rewritten`: an entry that a signed head covers is gone, or is another one.
 */
export type ChainFaultKind =
  | 'changed'
  | 'missing'
  | 'twice'
  | 'relinked'
  | 'cut'
  | 'grown'
  | 'unsealed'
  | 'before-head'
  | 'rewritten';

/** The first broken link of one chain. */
export type ChainFault = {
  kind: ChainFaultKind;
  /** The unit of the chain; 0: entries that concern no unit. */
  unit: number;
  /** Full name of the unit when it was last in force; null for chain 0. */
  unitName: string | null;
  /** Place in the chain. */
  seq: number | null;
  /** The entry at that place, or the next one that is still there. */
  action: string | null;
  at: Date | null;
  /** The signed head that tells, where one does. */
  head: number | null;
};

const NAMED = (faults: string) => `
  select f.unit, f.kind, f.seq::integer as seq, f.action, f.at, f.head, (select s.full_name from org.unit_state s where s.unit_id = f.unit order by s.during desc limit 1) as "unitName"
  from (${faults}) f`;

// What was hashed of an entry, by the first form of the text (see kernel.audit_text, which is not asked: it stands in the database
// that is suspected). A second form would be tried beside it; their versions keep them apart.
const SEALED = `
  encode(sha256(convert_to(prev || E'\\n' || 'v1|' || jsonb_build_array(id, seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    request_id, user_id, post_id, token_id, unit_id, action, subject, before::text, after::text)::text, 'UTF8')), 'hex')`;

// One walk over all chains: each hash is computed again from the fields, and each link held against the one before it.
const BROKEN_LINKS = `
  select distinct on (chain) chain as unit, kind, case kind when 'missing' then seq_before + 1 else seq end as seq, action, at,
         null::integer as head
  from (
    select chain, seq, seq_before, action, at,
           case when seq > seq_before + 1 then 'missing' when seq < seq_before + 1 then 'twice'
                when hash is distinct from right_hash then 'changed'
                when prev is distinct from hash_before then 'relinked' end as kind
    from (
      select chain, seq, action, at, prev, hash, ${SEALED} as right_hash,
             lag(seq, 1, 0::bigint) over (partition by chain order by seq, id) as seq_before,
             lag(hash, 1, '') over (partition by chain order by seq, id) as hash_before
      from kernel.audit a where seq is not null
    ) links
  ) judged
  where kind is not null
  order by chain, seq`;

const ENDS = `
  select coalesce(c.unit, l.chain) as unit, case when l.seq > coalesce(c.seq, 0) then 'grown' when c.seq > coalesce(l.seq, 0) then 'cut' else 'changed' end as kind,
         case when l.seq > coalesce(c.seq, 0) then coalesce(c.seq, 0) + 1 when c.seq > coalesce(l.seq, 0) then coalesce(l.seq, 0) + 1 else c.seq end as seq,
         l.action, l.at, null::integer as head
  from kernel.audit_chain c
  full join (select distinct on (chain) chain, seq, hash, action, at from kernel.audit where seq is not null order by chain, seq desc) l
    on l.chain = c.unit
  where l.seq is distinct from c.seq or l.hash is distinct from c.hash`;

const UNSEALED = `
  select distinct on (chain) chain as unit, 'unsealed' as kind, null::bigint as seq, action, at, null::integer as head
  from kernel.audit where seq is null or hash is null order by chain, id`;

const AGAINST_HEADS = `
  select distinct on (l.unit) l.unit, case when a.id is null then 'before-head' else 'rewritten' end as kind, l.seq, a.action,
         coalesce(a.at, h.at) as at, l.head_id as head
  from kernel.audit_head_leaf l
  join kernel.audit_head h on h.id = l.head_id
  left join kernel.audit a on a.chain = l.unit and a.seq = l.seq
  where a.hash is distinct from l.hash
  order by l.unit, l.head_id`;

export type CheckedChains = { chains: number; entries: number; faults: ChainFault[] };

/**
 * Recomputes every seal with nothing but what PostgreSQL itself brings, and names the first broken link of each broken chain, the
 * earliest first. Asked by the owner, in a transaction that sees one moment of all chains.
 */
export const faultsOfChains = async (owner: pg.Client): Promise<CheckedChains> => {
  const first = new Map<number, ChainFault>();
  for (const question of [BROKEN_LINKS, ENDS, UNSEALED, AGAINST_HEADS]) {
    const { rows } = await owner.query<ChainFault>(NAMED(question));
    for (const fault of rows) if (!first.has(fault.unit)) first.set(fault.unit, fault);
  }
  const { rows } = await owner.query<{ chains: number; entries: number }>(
    'select (select count(*) from kernel.audit_chain)::integer as chains, (select count(*) from kernel.audit)::integer as entries',
  );
  const time = (fault: ChainFault) => fault.at?.getTime() ?? Number.POSITIVE_INFINITY;
  return {
    chains: rows[0]?.chains ?? 0,
    entries: rows[0]?.entries ?? 0,
    faults: [...first.values()].sort((one, other) => time(one) - time(other) || one.unit - other.unit),
  };
};
