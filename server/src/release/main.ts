/**
 * `npm run -s release-fixture`: keeps a small database as this release leaves it, so that every later release shows that it can
 * take it over. Run once for each release, from its own commit.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse } from '../house.ts';
import { makeBackup } from '../kernel/backup/make.ts';
import { releasePassphrase, releasesFolder } from '../kernel/backup/releases.ts';
import { startEmbedded } from '../kernel/postgres/embedded.ts';
import { programVersion } from '../kernel/version.ts';
import { loadSample } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'chungtay-release-'));
const postgres = await startEmbedded({ dataDir: join(folder, 'db') });
try {
  const house = await openHouse(postgres);
  try {
    await loadSample(house);
  } finally {
    await house.close();
  }
  const out = join(releasesFolder, `${programVersion}.backup`);
  const { bytes, rows } = await makeBackup({
    ownerUrl: postgres.ownerUrl,
    out,
    passphrase: releasePassphrase,
    level: 9,
  });
  console.log(`${out}: ${rows} rows, ${(bytes / 1e6).toFixed(2)} MB`);
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
