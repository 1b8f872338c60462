/**
 * `npm run screenshots`: a picture of each main screen at the width of a desk and of a phone, from a fresh demonstration on a fixed day,
 * so that the pictures of the documentation stay true.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findScreens } from './screens.ts';
import { startDemoServer } from './server.ts';
import { closeBrowser, startVisits } from './visit.ts';

const folder = resolve(import.meta.dirname, '../docs/screenshots');
const looks = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];
/** Enough to see that the dark scheme is one design with the light one. */
const alsoDark = ['my-work-commune', 'desk', 'review-trace'];
/** Work at a desk: a picture of a phone would tell nothing more. */
const deskOnly = [
  ...['entry-many', 'workbook', 'workbook-many', 'design', 'indicators', 'form', 'signal-settings', 'targets'],
  ...['regimes', 'urgings', 'request', 'new-request'],
];

const server = await startDemoServer();
const visits = await startVisits(server);
try {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (file.endsWith('.png')) rmSync(join(folder, file));
  for (const { name, post, path } of await findScreens(visits)) {
    for (const look of deskOnly.includes(name) ? looks.slice(0, 1) : looks) {
      for (const dark of alsoDark.includes(name) ? [false, true] : [false]) {
        const { page, close } = await visits.open(post, path, { ...look, dark });
        await page.evaluate(() => document.fonts.ready);
        const file = `${name}-${look.width}${dark ? '-dark' : ''}.png`;
        await page.screenshot({ path: join(folder, file), animations: 'disabled', caret: 'hide' });
        await close();
        console.log(`docs/screenshots/${file}`);
      }
    }
  }
} finally {
  await closeBrowser();
  await server.stop();
}
