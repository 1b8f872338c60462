/** Checks the audit as a whole: its chains, its signed heads, what was kept of them outside, and what the database does by itself. */
import { existsSync, readFileSync } from 'node:fs';
import type { Words } from '@app/contract/kernel/words.ts';
import pg from 'pg';
import { type ChainFault, faultsOfChains } from './audit-chain.ts';
import { type AuditHead, headsApart, headsInFile, headsKept, type Leaf, rootOf, textOfHead } from './audit-head.ts';
import { type AuditPlaces, isSigned, publicKeysIn } from './audit-key.ts';
import type { Clock } from './clock.ts';
import { type DefinitionFault, faultsOfDefinitions, sayDefinitionFault } from './definitions.ts';
import { setInstanceFact } from './instance.ts';

/**
 * What is wrong with a head.
 * - `head-missing`: one is gone from the middle of the database's heads, or stands in the file and not in the database.
 * - `head-changed`: it is not the one in the file, does not follow from the one before, or its chain ends were changed.
 * - `head-forged`: the signature does not fit, or was made with a key nobody trusts.
 */
export type HeadFault = { kind: 'head-missing' | 'head-changed' | 'head-forged'; head: number; at: string | null };

/** What stands outside the database, to hold its heads against. */
export type HeadWitness = {
  /** Heads kept in a file. */
  heads: readonly AuditHead[];
  /** Keys that may have signed; empty: whichever key a head names is believed. */
  publicKeys: readonly string[];
};

/** Checks every head: that none is missing, each follows from the one before, its signature, and the file outside. */
const faultsOfHeads = async (
  owner: pg.Client,
  witness: HeadWitness,
): Promise<{ heads: number; faults: HeadFault[] }> => {
  const kept = await headsKept(owner);
  const leaves = await leavesByHead(owner);
  const faults: HeadFault[] = [];
  let prevRoot = '';
  for (const [at, head] of kept.entries()) {
    const before = kept[at - 1]?.id ?? 0;
    if (head.id !== before + 1) faults.push({ kind: 'head-missing', head: before + 1, at: null });
    const kind = faultOfHead(head, prevRoot, rootOf(head.prevRoot, leaves.get(head.id) ?? []), witness.publicKeys);
    if (kind) faults.push({ kind, head: head.id, at: head.at });
    prevRoot = head.root;
  }
  faults.push(...againstFile(kept, witness.heads));
  const first = new Map<number, HeadFault>();
  for (const fault of faults.sort((one, other) => one.head - other.head))
    if (!first.has(fault.head)) first.set(fault.head, fault);
  return { heads: kept.length, faults: [...first.values()] };
};

const againstFile = (kept: readonly AuditHead[], outside: readonly AuditHead[]): HeadFault[] =>
  headsApart(kept, outside).map(({ head: { id, at }, isGone }) => ({
    kind: isGone ? 'head-missing' : 'head-changed',
    head: id,
    at,
  }));

const faultOfHead = (
  head: AuditHead,
  prevRoot: string,
  root: string,
  trusted: readonly string[],
): HeadFault['kind'] | null => {
  if (!isSigned(head.publicKey, textOfHead(head), head.signature)) return 'head-forged';
  if (trusted.length > 0 && !trusted.includes(head.publicKey)) return 'head-forged';
  return head.prevRoot !== prevRoot || head.root !== root ? 'head-changed' : null;
};

const leavesByHead = async (owner: pg.Client): Promise<Map<number, Leaf[]>> => {
  const { rows } = await owner.query<Leaf & { head: number }>(
    'select head_id as head, unit, seq::text as seq, hash from kernel.audit_head_leaf order by head_id, unit',
  );
  const leaves = new Map<number, Leaf[]>();
  for (const { head, ...leaf } of rows) {
    const known = leaves.get(head);
    if (known) known.push(leaf);
    else leaves.set(head, [leaf]);
  }
  return leaves;
};

/** The heads and keys of these files; a file that is not there witnesses nothing. */
export const witnessIn = (files: { heads: string; keys: readonly string[] }): HeadWitness => ({
  heads: headsInFile(files.heads),
  publicKeys: files.keys.filter((file) => existsSync(file)).flatMap((file) => publicKeysIn(readFileSync(file, 'utf8'))),
});

/** What the files of this program witness: its own heads, its own key, and earlier ones that are still trusted. */
export const ownWitness = (places: AuditPlaces): HeadWitness =>
  witnessIn({ heads: places.heads, keys: [places.key, ...(places.trusted ?? [])] });

export type AuditFault = ChainFault | HeadFault | DefinitionFault;

/** What checking the audit has found; `faults` holds the first broken link of each chain, the earliest first, then heads, then functions and triggers. */
export type CheckedAudit = { chains: number; entries: number; heads: number; faults: AuditFault[] };

/**
 * Checks all chains and heads as they stand at one moment. Without a witness heads are held only against themselves.
 * Asked by the owner.
 */
export const auditFaults = async (
  owner: pg.Client,
  witness: HeadWitness = { heads: [], publicKeys: [] },
): Promise<CheckedAudit> => {
  await owner.query('begin isolation level repeatable read read only');
  try {
    // Nothing of the database that is looked into may stand in for what PostgreSQL brings.
    await owner.query('set local statement_timeout = 0; set local search_path = pg_catalog');
    const { chains, entries, faults } = await faultsOfChains(owner);
    const checked = await faultsOfHeads(owner, witness);
    return {
      chains,
      entries,
      heads: checked.heads,
      faults: [...faults, ...checked.faults, ...(await faultsOfDefinitions(owner))],
    };
  } finally {
    await owner.query('rollback');
  }
};

const saidOfChain: Record<ChainFault['kind'], Words> = {
  changed: { vi: 'nội dung không còn như khi ghi', en: 'the entry is not what was sealed' },
  missing: { vi: 'một dòng đã bị lấy đi', en: 'an entry was taken out' },
  twice: { vi: 'hai dòng đứng cùng một chỗ', en: 'two entries stand at one place' },
  relinked: { vi: 'dòng trước đó đã bị thay', en: 'the entry before it was exchanged' },
  cut: { vi: 'phần cuối của chuỗi đã bị cắt', en: 'the end of the chain was cut off' },
  grown: { vi: 'chuỗi dài hơn điểm cuối đã ghi', en: 'the chain goes on behind its recorded end' },
  unsealed: { vi: 'dòng chưa được niêm', en: 'an entry without a seal' },
  'before-head': {
    vi: 'dòng mà bản niêm số {head} đã ký không còn nữa',
    en: 'the entry that head {head} has signed is gone',
  },
  rewritten: { vi: 'không phải dòng mà bản niêm số {head} đã ký', en: 'not the entry that head {head} has signed' },
};

const nearest: Partial<Record<ChainFault['kind'], Words>> = {
  missing: { vi: 'trước ', en: 'before ' },
  cut: { vi: 'sau ', en: 'after ' },
};

const saidOfHead: Record<HeadFault['kind'], Words> = {
  'head-missing': {
    vi: 'bản niêm số {head} không còn trong cơ sở dữ liệu',
    en: 'head {head} is gone from the database',
  },
  'head-changed': {
    vi: 'bản niêm số {head} không khớp với chuỗi hoặc với bản giữ bên ngoài',
    en: 'head {head} does not fit the chains, or the copy kept outside',
  },
  'head-forged': {
    vi: 'chữ ký của bản niêm số {head} không đúng hoặc không phải khóa được tin',
    en: 'the signature of head {head} is wrong, or of a key that is not trusted',
  },
};

/** A fault as a sentence: the unit of the chain by name, the place, the action and the time. */
export const sayAuditFault = (fault: AuditFault): Words => {
  if ('name' in fault) return sayDefinitionFault(fault);
  const head = String(fault.head ?? '');
  const fill = (text: string) => text.replace('{head}', head);
  if (!('unit' in fault)) {
    const { vi, en } = saidOfHead[fault.kind];
    const at = fault.at ? ` (${fault.at})` : '';
    return { vi: fill(vi) + at, en: fill(en) + at };
  }
  const { vi, en } = saidOfChain[fault.kind];
  // Of an entry that is gone, the nearest one that is still there tells the time.
  const near = nearest[fault.kind] ?? { vi: '', en: '' };
  const of = (chain: string, place: string, next: string) => {
    const about = [fault.action, fault.at?.toISOString()].filter(Boolean).join(', ');
    return [chain, fault.seq === null ? null : `${place} ${fault.seq}`, about && next + about]
      .filter(Boolean)
      .join(', ');
  };
  return {
    vi: `${of(fault.unitName ?? 'chuỗi không thuộc đơn vị nào', 'dòng', near.vi)}: ${fill(vi)}`,
    en: `${of(fault.unitName ?? 'the chain of no unit', 'entry', near.en)}: ${fill(en)}`,
  };
};

/** Checks the audit and writes down what was found, for the screen of those in charge. */
export const checkAudit = async (
  house: { ownerUrl: string; clock: Clock },
  witness: HeadWitness,
): Promise<CheckedAudit> => {
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  try {
    const checked = await auditFaults(owner, witness);
    const [first] = checked.faults;
    await setInstanceFact(owner, 'audit_verified', {
      ...checked,
      at: house.clock().toISOString(),
      faults: checked.faults.length,
      first: first ? sayAuditFault(first) : null,
    });
    return checked;
  } finally {
    await owner.end();
  }
};
