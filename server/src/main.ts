/** Starts everything: database, migrations, register, demonstration if asked for, timed work, and the web server. */
import { resolve } from 'node:path';
import { createApp } from './app.ts';
import { ownerAt } from './changing.ts';
import { loadDemonstration } from './demonstration/load.ts';
import { demoPassword } from './demonstration/sign-ins.ts';
import { closeRenderer, warmBeforePapers } from './documents/index.ts';
import { connectOwner, findDatabase, openHouse } from './house.ts';
import { createAdministratorCode } from './identity/index.ts';
import { jobsOf } from './jobs.ts';
import { auditPlaces } from './kernel/audit-key.ts';
import { listenTo } from './kernel/channel.ts';
import { type Config, readConfig } from './kernel/config.ts';
import type { Database } from './kernel/database.ts';
import { drain } from './kernel/drain.ts';
import { keepHeapSmall } from './kernel/heap.ts';
import { instanceFact } from './kernel/instance.ts';
import { startJobs, within } from './kernel/jobs.ts';
import { beginLife } from './kernel/life.ts';
import { createMetrics } from './kernel/metrics.ts';
import { startPresence } from './kernel/presence.ts';
import { openReplica } from './kernel/replica.ts';
import { mustServeAsRuntimeRole } from './kernel/runtime-role.ts';
import { wordsOfStart } from './kernel/start-faults.ts';
import { openLive } from './notices/index.ts';
import { openCurrentPeriods, remind, sayOpened } from './reporting/index.ts';

keepHeapSmall();
const life = beginLife();
/** Where the embedded database lives unless told otherwise. */
const dataHome = resolve(import.meta.dirname, '../../.chungtay');
/** Milliseconds for the connections to the database to close. */
const CLOSE_MS = 5_000;
// What has been opened is closed in the opposite order, whenever the signal comes.
const opened: (() => Promise<unknown>)[] = [];
const close = async (): Promise<void> => {
  for (let last = opened.pop(); last; last = opened.pop()) await last();
};

const stop = async (): Promise<void> => {
  // A second signal is from somebody who does not want to wait.
  if (life.draining) process.exit(1);
  life.draining = true;
  await close();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

const start = async (config: Config): Promise<void> => {
  const tracing = config.traces ? await (await import('./kernel/tracing.ts')).startTracing(config.traces) : null;
  if (tracing) opened.push(tracing.stop);
  const database = await findDatabase(config);
  opened.push(database.stop);
  const house = await openHouse(database, config);
  // A job that did not end in time still holds its connection; nobody waits for it here a second time.
  opened.push(() => within(CLOSE_MS, house.close()), closeRenderer);
  await mustServeAsRuntimeRole(house.database.transact);
  for (const { code, version, other } of house.formsLeftOut)
    console.warn(
      `Biểu ${code} phiên bản ${version} của chương trình không được dùng: biểu ${other} lập tại đây đã có mã hoặc ô của nó / version ${version} of the shipped form ${code} is not used: the form ${other} made here has its code or one of its cells`,
    );
  const replica = await followReplica(config, database.role, house.database);
  if (replica) opened.push(() => within(CLOSE_MS, replica.close()));
  const started = performance.now();
  if (config.demonstration && (await loadDemonstration(house)))
    console.log(
      `Đã nạp số liệu minh họa / demonstration loaded (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
  // The first request of the day must find its forms; from then on it is timed work.
  const periods = await house.asSystem(openCurrentPeriods);
  if (periods.clashing.length > 0) console.warn(`${sayOpened(periods).vi} / ${sayOpened(periods).en}`);
  await house.asSystem(remind);

  warmBeforePapers();
  const live = openLive({ ...house, transact: house.database.transact, replica: replica?.replica });
  const channel = await listenTo(
    'chungtay',
    { url: database.appUrl, ...(database.role && { role: database.role }) },
    live,
  );
  opened.push(channel.stop);
  const metrics = createMetrics(
    { requests: house.database.pool, ...(replica && { reads: replica.pool }) },
    { reads: replica?.replica.asked, listening: live.count },
  );
  const { app } = await createApp({
    transact: house.database.transact,
    replica: replica?.replica,
    live,
    clock: house.clock,
    auth: house.auth,
    asOwner: ownerAt(house.ownerUrl),
    log: { level: config.logLevel },
    trustProxy: config.trustProxy,
    https: config.baseUrl?.startsWith('https:') ?? false,
    rateLimit: config.rateLimit,
    sendsMail: config.mail !== null,
    life,
    metrics: { of: metrics, token: config.metricsToken },
    ...(tracing && { tracing }),
    dataFolder: config.databaseUrl ? null : (config.dataDir ?? dataHome),
  });
  const presence = startPresence({ database: house.database, life });
  opened.push(presence.stop);
  const timed = config.jobs
    ? startJobs({
        database: house.database,
        jobs: jobsOf(house, auditPlaces(config, process.env), config),
        onRun: (job, seconds, error) => {
          metrics.jobRan(job, seconds, error === undefined);
          if (error !== undefined) app.log.error({ job, err: error }, 'job failed');
          else app.log.info({ job, seconds }, 'job done');
        },
      })
    : null;
  opened.push(async () => {
    const [seconds] = await Promise.all([
      drain(app, life, config.drainSeconds),
      timed?.stop(config.drainSeconds * 1000),
    ]);
    app.log.info({ seconds }, 'drained');
  });
  // Streams end first: whoever listens goes to another process, and nobody waits here for what does not end.
  opened.push(live.stop);
  const address = await app.listen({ host: config.host, port: config.port });
  await greet(address, house.ownerUrl);
  if (config.saysReady) console.log(`READY ${address}`);
};

/** The second server for reads, where one is set; one that does not answer yet holds nobody up. */
const followReplica = async (config: Config, role: string | undefined, primary: Database) => {
  if (!config.readDatabaseUrl) return null;
  const replica = await openReplica(primary, {
    url: config.readDatabaseUrl,
    max: config.poolSize,
    ...(role && { role }),
  });
  if (!replica.answers)
    console.warn(
      'Máy chủ trong READ_DATABASE_URL chưa trả lời: tạm đọc ở máy chủ chính / the server of READ_DATABASE_URL does not answer yet: reads stay on the first one',
    );
  return replica;
};

/** What a person in front of the terminal needs first: the address, and how to get in. */
const greet = async (address: string, ownerUrl: string): Promise<void> => {
  const owner = await connectOwner(ownerUrl);
  const signIns = (await instanceFact(owner, 'demo_sign_ins')) as
    | { username: string; title: { vi: string; en: string } }[]
    | undefined;
  const code = signIns ? null : await createAdministratorCode(owner);
  await owner.end();
  console.log(`\nChung Tay: ${address}\n`);
  if (signIns) {
    console.log(`SỐ LIỆU MINH HỌA / demonstration. Mật khẩu chung / one password for all: ${demoPassword}\n`);
    for (const { username, title } of signIns) console.log(`  ${username.padEnd(22)} ${title.vi} / ${title.en}`);
  }
  if (code) console.log(`Mã quản trị dùng một lần / one-time administrator code: ${code}`);
};

try {
  const config = readConfig(
    process.argv.slice(2).filter((argument) => argument !== 'serve'),
    process.env,
  );
  await start(config);
} catch (error) {
  const words = wordsOfStart(error);
  if (words) console.error(`Không mở được máy chủ: ${words.vi}\nThe server could not be opened: ${words.en}`);
  console.error(words ? `(${(error as Error).message})` : error);
  await close();
  process.exit(1);
}
