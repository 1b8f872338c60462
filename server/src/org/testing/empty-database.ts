import pg from 'pg';
import { inject } from 'vitest';
import { migrate } from '../../kernel/migrate.ts';
import { inDatabase } from '../../kernel/testing/global-setup.ts';

export type EmptyDatabase = { owner: pg.Client; ownerUrl: string; appUrl: string; drop: () => Promise<void> };

let made = 0;

/** A migrated database without any rows: the ground an import starts from, whatever the template of other tests holds. */
export const emptyDatabase = async (): Promise<EmptyDatabase> => {
  made += 1;
  const name = `test_org_${process.pid}_${made}`;
  const asAdmin = async (command: string) => {
    const admin = new pg.Client({ connectionString: inject('ownerUrl') });
    await admin.connect();
    await admin.query(command);
    await admin.end();
  };
  await asAdmin(`create database ${name}`);
  const ownerUrl = inDatabase(inject('ownerUrl'), name);
  await migrate(ownerUrl);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  return {
    owner,
    ownerUrl,
    appUrl: inDatabase(inject('appUrl'), name),
    drop: async () => {
      await owner.end();
      await asAdmin(`drop database if exists ${name} with (force)`);
    },
  };
};
