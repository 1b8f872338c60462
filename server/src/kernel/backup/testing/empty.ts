/** Empty databases to restore into, on the server of the tests. */
import type pg from 'pg';
import { inject } from 'vitest';
import { inDatabase } from '../../testing/global-setup.ts';
import { askAt } from './alone.ts';

let made = 0;

export const asAdmin = <T extends pg.QueryResultRow>(text: string, url = inject('ownerUrl')): Promise<T[]> =>
  askAt<T>(url, text);

/** An empty database, of the server's owner or of a role of its own; dropped by `drop`. */
export const emptyDatabase = async (owner?: string): Promise<{ ownerUrl: string; drop: () => Promise<void> }> => {
  made += 1;
  const name = `test_empty_${process.pid}_${made}`;
  await asAdmin(`create database ${name} template template0${owner ? ` owner ${owner}` : ''}`);
  const url = inDatabase(inject('ownerUrl'), name);
  return {
    ownerUrl: owner ? url.replace('postgres://postgres@', `postgres://${owner}@`) : url,
    drop: async () => void (await asAdmin(`drop database if exists ${name} with (force)`)),
  };
};
