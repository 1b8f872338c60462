/** Draws the icons of the installed app from the brand mark; run again when the mark changes: `node scripts/icons.mjs`. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const folder = resolve(import.meta.dirname, '../web/public');
const mark = readFileSync(join(folder, 'mark.svg'), 'utf8');
/** Part of the square that the mark fills; a maskable icon may lose its corners to a circle. */
const icons = [
  { name: 'icon-192.png', size: 192, part: 0.78, round: '22%' },
  { name: 'icon-512.png', size: 512, part: 0.78, round: '22%' },
  { name: 'icon-maskable-512.png', size: 512, part: 0.58, round: '0' },
  { name: 'apple-touch-icon.png', size: 180, part: 0.74, round: '0' },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const { name, size, part, round } of icons) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0;background:transparent"><div style="width:${size}px;height:${size}px;display:grid;place-items:center;background:#fff;border-radius:${round}">
    <div style="width:${size * part}px;height:${size * part}px">${mark}</div></div></body>`,
  );
  await page.screenshot({ path: join(folder, name), omitBackground: true });
}
await browser.close();
