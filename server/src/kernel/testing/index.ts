import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase, type Transact, type Tx } from '../database.ts';
import { inDatabase } from './global-setup.ts';

export type TestDatabase = Database & { owner: pg.Client; ownerUrl: string; appUrl: string };

let made = 0;

/**
 * A database of its own for a test file, copied from the furnished template, or from the bare ground for tests that plant
 * their own trees. The runtime role has no more rights than in production.
 */
export const testDatabase = async (from: 'template' | 'ground' = 'template'): Promise<TestDatabase> => {
  made += 1;
  const name = `test_${process.pid}_${made}`;
  const admin = new pg.Client({ connectionString: inject('ownerUrl') });
  await admin.connect();
  // File by file: the other way writes the whole template into the log once more.
  await admin.query(`create database ${name} template ${inject(from)} strategy file_copy`);
  await admin.end();
  const ownerUrl = inDatabase(inject('ownerUrl'), name);
  const appUrl = inDatabase(inject('appUrl'), name);
  const owner = new pg.Client({ connectionString: ownerUrl });
  // A test that ends all connections ends this one too; the next query says so.
  owner.on('error', () => undefined);
  await owner.connect();
  const database = openDatabase(appUrl, { max: 8 });
  return {
    ...database,
    owner,
    ownerUrl,
    appUrl,
    close: async () => {
      await database.close();
      await owner.end();
      const last = new pg.Client({ connectionString: inject('ownerUrl') });
      await last.connect();
      await last.query(`drop database if exists ${name} with (force)`);
      await last.end();
    },
  };
};

/**
 * One transaction around a whole test: what the code under test commits becomes a savepoint inside it, and `undo` takes
 * everything back. A refused write is rolled back to its savepoint, so a read can follow it.
 */
export const oneTransaction = async (
  database: Database,
): Promise<{ transact: Transact; undo: () => Promise<void> }> => {
  const outer = await database.db.startTransaction().execute();
  let depth = 0;
  const transact: Transact = async (work) => {
    depth += 1;
    const name = `nested_${depth}`;
    await outer.savepoint(name).execute();
    try {
      // A controlled transaction is a transaction with its own methods hidden; the work sees the same queries.
      const result = await work(outer as unknown as Tx);
      await outer.releaseSavepoint(name as never).execute();
      return result;
    } catch (error) {
      await outer.rollbackToSavepoint(name as never).execute();
      throw error;
    }
  };
  return { transact, undo: async () => void (await outer.rollback().execute()) };
};
