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

/** The newest backups first. Only for a post that operates. */
export const latestBackups = (tx: Tx, most: number) =>
  tx.selectFrom('kernel.backup').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute();

/** The newest drills first. Only for a post that operates. */
export const latestDrills = (tx: Tx, most: number) =>
  tx.selectFrom('kernel.drill').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute();
