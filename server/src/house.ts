/** Opens the house: database, migrations, catalogue, register, forms, accounts. Used by the server, the command line, tests and benches. */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import { alreadyImported } from '@app/contract/org/problems.ts';
import pg from 'pg';
import { periodId, periodOfCode, rebuildTotals, syncCatalogue } from './figures/index.ts';
import { type Auth, createAuth, instanceSecret, systemActor } from './identity/index.ts';
import type { Actor } from './kernel/actor.ts';
import { type Ask, askAs } from './kernel/ask.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import type { Config } from './kernel/config.ts';
import { type Database, openDatabase } from './kernel/database.ts';
import { instanceFact, setInstanceFact } from './kernel/instance.ts';
import { migrate } from './kernel/migrate.ts';
import { startEmbedded } from './kernel/postgres/embedded.ts';
import { Refused } from './kernel/problem.ts';
import { importUnits, nation, unitsFolder } from './org/index.ts';
import { putForm, shippedForms } from './reporting/index.ts';

/** A version of a shipped form that is not used, and the form published here that stands in its way. */
type LeftOut = { code: string; version: number; other: string };

export type House = {
  database: Database;
  auth: Auth;
  ownerUrl: string;
  clock: Clock;
  formsLeftOut: readonly LeftOut[];
  /** Runs work as the program itself, in one transaction. */
  asSystem: <T>(work: (ask: Ask) => Promise<T>, at?: Clock) => Promise<T>;
  /** Runs work as one given actor. */
  as: <T>(actor: Actor, work: (ask: Ask) => Promise<T>, at?: Clock) => Promise<T>;
  close: () => Promise<void>;
};

/** Opens a database that is reached by these two addresses; `role` when the runtime shares the owner's address. */
export const openHouse = async (
  at: { ownerUrl: string; appUrl: string; role?: string },
  how: {
    secret?: string | undefined;
    baseUrl?: string | undefined;
    signOn?: Config['signOn'];
    clock?: Clock;
    poolSize?: number;
  } = {},
): Promise<House> => {
  const clock = how.clock ?? systemClock;
  await furnish(at.ownerUrl, clock);
  const owner = await connectOwner(at.ownerUrl);
  const secret = await instanceSecret(owner, how.secret);
  await owner.end();
  const database = openDatabase(at.appUrl, {
    ...(at.role && { role: at.role }),
    ...(how.poolSize !== undefined && { max: how.poolSize }),
  });
  const { auth, close: closeAuth } = createAuth({
    url: at.appUrl,
    secret,
    ...(how.baseUrl && { baseUrl: how.baseUrl }),
    signOn: how.signOn ?? null,
  });
  const root = await database.transact(async (tx) => (await nation(tx)).id, { readOnly: true });
  const as: House['as'] = (actor, work, moment) =>
    askAs({ transact: database.transact, clock: moment ?? clock }, actor, 'system', work);
  const asSystem: House['asSystem'] = (work, moment) => as(systemActor(root), work, moment);
  const formsLeftOut: LeftOut[] = [];
  await asSystem(async (ask) => {
    for (const form of shippedForms) {
      const other = await putForm(ask.tx, form, periodId(periodOfCode(form.from)));
      if (other !== null) formsLeftOut.push({ code: form.code, version: form.version, other });
    }
  });
  return {
    database,
    auth,
    ownerUrl: at.ownerUrl,
    clock,
    formsLeftOut,
    as,
    asSystem,
    close: async () => {
      await closeAuth();
      await database.close();
    },
  };
};

/** Runs work as the program itself in one transaction of the database's owner, whom no policy holds back. */
export const asOwner = async <T>(
  house: Pick<House, 'ownerUrl' | 'clock'>,
  requestId: string,
  work: (ask: Ask) => Promise<T>,
): Promise<T> => {
  const database = openDatabase(house.ownerUrl, { max: 1 });
  try {
    const root = await database.transact(async (tx) => (await nation(tx)).id, { readOnly: true });
    return await askAs({ transact: database.transact, clock: house.clock }, systemActor(root), requestId, work);
  } finally {
    await database.close();
  }
};

export const connectOwner = async (url: string): Promise<pg.Client> => {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  return owner;
};

/** Migrations, then the program's own data: catalogue, calendar and the register of units, each only where it is not there yet. */
const furnish = async (ownerUrl: string, clock: Clock): Promise<void> => {
  await migrate(ownerUrl);
  const owner = await connectOwner(ownerUrl);
  try {
    // Reading the register takes a second; where nothing has changed since the last start, it is not read again.
    const print = await programData();
    if ((await instanceFact(owner, 'program_data')) === print) return;
    await syncCatalogue(owner);
    await loadRegister(owner, unitsFolder, clock()).catch((error: unknown) => {
      if (!(error instanceof Refused && error.refusal.code === alreadyImported.code)) throw error;
    });
    await setInstanceFact(owner, 'program_data', print);
  } finally {
    await owner.end();
  }
};

/** Loads the register of a folder; totals that stand on the tree follow each change set in the same transaction. */
export const loadRegister = (
  owner: pg.Client,
  folder: string,
  now: Date,
  by?: string,
): ReturnType<typeof importUnits> =>
  importUnits(owner, folder, now, (inTransaction, { effectiveOn }) => rebuildTotals(inTransaction, effectiveOn), by);

/** A fingerprint of the catalogue and the register that travel with the program. */
const programData = async (): Promise<string> => {
  const hash = createHash('sha256').update(JSON.stringify(shippedCatalogue));
  for (const name of (await readdir(unitsFolder)).sort())
    if (name.endsWith('.csv')) hash.update(await readFile(resolve(unitsFolder, name)));
  return hash.digest('hex');
};

/** The addresses of the database a configuration asks for, starting the embedded one when none is given. */
export const findDatabase = async (
  config: Pick<Config, 'databaseUrl' | 'appDatabaseUrl' | 'dataDir'> & { walArchive?: string | null },
): Promise<{ ownerUrl: string; appUrl: string; role?: string; stop: () => Promise<void> }> => {
  if (config.databaseUrl) {
    const nothing = () => Promise.resolve();
    if (config.appDatabaseUrl) return { ownerUrl: config.databaseUrl, appUrl: config.appDatabaseUrl, stop: nothing };
    return { ownerUrl: config.databaseUrl, appUrl: config.databaseUrl, role: 'chungtay_app', stop: nothing };
  }
  const running = await startEmbedded({
    ...(config.dataDir && { dataDir: config.dataDir }),
    walArchive: config.walArchive ?? null,
  });
  return { ownerUrl: running.ownerUrl, appUrl: running.appUrl, stop: running.stop };
};
