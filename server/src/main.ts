/** Starts everything: database, migrations, register, demonstration if asked for, and the web server. */
import { createApp } from './app.ts';
import { loadDemonstration } from './demonstration/load.ts';
import { demoPassword } from './demonstration/sign-ins.ts';
import { closeRenderer, warmRenderer } from './documents/index.ts';
import { connectOwner, findDatabase, openHouse } from './house.ts';
import { createAdministratorCode } from './identity/index.ts';
import { readConfig } from './kernel/config.ts';
import { instanceFact } from './kernel/instance.ts';
import { openCurrentPeriods } from './reporting/index.ts';

const config = readConfig(
  process.argv.slice(2).filter((argument) => argument !== 'serve'),
  process.env,
);
// What has been opened is closed in the opposite order, whenever the signal comes.
const opened: (() => Promise<unknown>)[] = [];
const close = async (): Promise<void> => {
  for (let last = opened.pop(); last; last = opened.pop()) await last();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close());

const database = await findDatabase(config);
opened.push(database.stop);
const house = await openHouse(database, config).catch(async (error: unknown) => {
  await close();
  throw error;
});
opened.push(house.close, closeRenderer);
const started = performance.now();
if (config.demonstration && (await loadDemonstration(house)))
  console.log(
    `Đã nạp số liệu minh họa / demonstration loaded (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );

await house.asSystem(openCurrentPeriods);
const HOUR = 3_600_000;
const hourly = setInterval(() => {
  // A failed hour is made up for by the next one; what went wrong stands in the server's log.
  house.asSystem(openCurrentPeriods).catch((error: unknown) => console.error('openCurrentPeriods', error));
}, HOUR);
hourly.unref();
opened.push(async () => clearInterval(hourly));

const { app } = await createApp({
  transact: house.database.transact,
  clock: house.clock,
  auth: house.auth,
  log: true,
  trustProxy: config.trustProxy,
  https: config.baseUrl?.startsWith('https:') ?? false,
});
opened.push(() => app.close());
const address = await app.listen({ host: config.host, port: config.port });

const owner = await connectOwner(house.ownerUrl);
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
if (process.env['CHUNGTAY_READY'] === '1') console.log(`READY ${address}`);

// The first paper of the day is made as fast as the next ones.
void warmRenderer();
