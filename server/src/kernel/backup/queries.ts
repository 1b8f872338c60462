/** What the operator sees of backups and drills; written by the owner, read by posts that operate. */
import pg from 'pg';
import type { Tx } from '../database.ts';
import { programVersion } from '../version.ts';

type Measured = { bytes: number; tables: number; rows: number };
export type BackupNote = {
  kind: 'by-hand' | 'by-schedule' | 'files';
  at: Date;
  ms: number;
  file: string;
  made: Measured | null;
  error: string | null;
};
export type DrillNote = { at: Date; ms: number; made: Measured | null; differences: readonly string[] };

const LONGEST = 300;
const MOST_DIFFERENCES = 50;

const asOwner = async (ownerUrl: string, work: (owner: pg.Client) => Promise<unknown>): Promise<void> => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
};

/** Whether the database has these tables: one of an earlier release can be backed up too. */
const hasNotes = async (owner: pg.Client): Promise<boolean> =>
  (await owner.query<{ there: boolean }>("select to_regclass('kernel.drill') is not null as there")).rows[0]?.there ??
  false;

export const noteBackup = (ownerUrl: string, { kind, at, ms, file, made, error }: BackupNote): Promise<void> =>
  asOwner(ownerUrl, async (owner) => {
    if (!(await hasNotes(owner))) return;
    await owner.query(
      `insert into kernel.backup (kind, at, seconds, file, version, bytes, tables, rows, error) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        kind,
        at,
        ms / 1000,
        file.slice(-200),
        programVersion,
        made?.bytes,
        made?.tables,
        made?.rows,
        error?.slice(0, LONGEST),
      ],
    );
  });

export const noteDrill = (ownerUrl: string, { at, ms, made, differences }: DrillNote): Promise<void> =>
  asOwner(ownerUrl, async (owner) => {
    if (!(await hasNotes(owner))) return;
    const told = differences.slice(0, MOST_DIFFERENCES).map((line) => line.slice(0, LONGEST));
    await owner.query(
      `insert into kernel.drill (at, seconds, version, bytes, tables, rows, differences) values ($1, $2, $3, $4, $5, $6, $7)`,
      [at, ms / 1000, programVersion, made?.bytes, made?.tables, made?.rows, told],
    );
  });

/** When it was, and what came of it in one line of figures. */
export type LastTime = { at: Date; note: string };

type Row = {
  at: Date;
  seconds: number;
  bytes: number | null;
  tables: number | null;
  rows: number | null;
  version: string;
};
const said = ({ seconds, bytes, tables, rows, version }: Row): string =>
  `${((bytes ?? 0) / 1e6).toFixed(1)} MB, ${tables ?? 0} bảng / tables, ${rows ?? 0} dòng / rows, ${seconds} s, ${version}`;

/** The last backup that was made, by night or by hand; null when there is none. Only for a post that operates. */
export const lastBackup = async (tx: Tx): Promise<LastTime | null> => {
  const row = await tx
    .selectFrom('kernel.backup')
    .selectAll()
    .where('error', 'is', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { at: row.at, note: `${row.file}: ${said(row)}` } : null;
};

/** The last restore drill with its differences; null when there was none. Only for a post that operates. */
export const lastDrill = async (tx: Tx): Promise<(LastTime & { differences: string[] }) | null> => {
  const row = await tx
    .selectFrom('kernel.drill')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { at, differences } = row;
  return { at, differences, note: `${said(row)}, ${differences.length} khác / different` };
};
