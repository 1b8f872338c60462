/** Empty databases to restore into, on the server of the tests, and folders for the files. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { inDatabase } from '../../testing/global-setup.ts';
import type { Check } from '../restore.ts';

let made = 0;

export const asAdmin = async <T extends pg.QueryResultRow>(text: string, url = inject('ownerUrl')): Promise<T[]> => {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return (await admin.query<T>(text)).rows;
  } finally {
    await admin.end();
  }
};

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

export const newFolder = (): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'chungtay-backup-'));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

export const nothingToSay: Check = () => Promise.resolve([]);
export const passphrase = 'mật khẩu của bản sao lưu';
