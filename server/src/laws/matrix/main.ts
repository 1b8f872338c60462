/**
 * `npm run -s matrix`: asks every route as every post and prints the table; exits 0 only when every answer is the one expected.
 * With names (`npm run -s matrix -- audit. getReport`) only the routes that hold one of them are asked.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syncCatalogue } from '../../figures/index.ts';
import { connectOwner } from '../../house.ts';
import { migrate } from '../../kernel/migrate.ts';
import { startEmbedded } from '../../kernel/postgres/embedded.ts';
import { openMatrix, routesWithout } from './ask.ts';
import { expectations } from './expectations.ts';
import { summaryOf, tableOf } from './table.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const dataDir = mkdtempSync(join(tmpdir(), 'chungtay-matrix-'));
const running = await startEmbedded({ dataDir: join(dataDir, 'db') });
try {
  await migrate(running.ownerUrl);
  const owner = await connectOwner(running.ownerUrl);
  await syncCatalogue(owner);
  await owner.end();
  const matrix = await openMatrix(running);
  const names = process.argv.slice(2);
  const routes = Object.keys(expectations).filter((route) => names.some((name) => route.includes(name)));
  const asked = await matrix.ask(names.length > 0 ? { routes } : {});
  await matrix.close();
  const { line, faults } = summaryOf(asked);
  const missing = await routesWithout();
  for (const each of tableOf(asked)) print(each);
  print('');
  for (const each of [...missing, ...faults]) print(each);
  print(line);
  process.exitCode = faults.length + missing.length === 0 ? 0 : 1;
} finally {
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
