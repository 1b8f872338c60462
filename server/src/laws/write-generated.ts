/**
 * Writes what is generated and committed, so that a change of the database or of the API is seen in review:
 * `node --import tsx server/src/laws/write-generated.ts`. A law of the house compares both with what it would write.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../app.ts';
import type { Auth } from '../identity/index.ts';
import { migrate } from '../kernel/migrate.ts';
import { startEmbedded } from '../kernel/postgres/embedded.ts';
import { tablesText } from '../kernel/tables-writer.ts';
import { root } from './repository.ts';

export const openapiFile = 'openapi.json';
export const tablesFile = 'server/src/kernel/tables.ts';

/** The description of the API as it is committed; needs no database, since nothing is asked of it. */
export const openapiText = async (): Promise<string> => {
  const neverAsked = () => Promise.reject(new Error('writing the description asks nothing'));
  const auth = new Proxy({} as Auth, { get: () => neverAsked });
  const { app } = await createApp({ transact: neverAsked, clock: () => new Date(), auth });
  await app.ready();
  const text = `${JSON.stringify(app.swagger(), null, 2)}\n`;
  await app.close();
  return text;
};

/** The types of all tables, from an embedded database that is made for it and thrown away. */
const tablesOfEmptyDatabase = async (): Promise<string> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'chungtay-tables-'));
  const running = await startEmbedded({ dataDir: join(dataDir, 'db') });
  try {
    await migrate(running.ownerUrl);
    return await tablesText(running.ownerUrl);
  } finally {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

if (process.argv[1] === import.meta.filename) {
  const write = (path: string, text: string): void => {
    writeFileSync(join(root, path), text);
    process.stdout.write(`${path}\n`);
  };
  write(tablesFile, await tablesOfEmptyDatabase());
  write(openapiFile, await openapiText());
}
