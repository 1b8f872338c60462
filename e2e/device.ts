/** A device: a browser whose profile lies in a folder, so that it can be ended, started again and searched byte by byte. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { launchOptions } from './browser.ts';
import { clockScript } from './clock.ts';

export type Device = {
  context: () => BrowserContext;
  page: (path: string) => Promise<Page>;
  /** Ends the browser and starts it again with the same profile. */
  restart: () => Promise<void>;
  /** Every byte that the profile holds of databases and storage of pages. */
  bytes: (where?: RegExp) => Buffer;
  end: () => Promise<void>;
};

/** Where Chromium keeps what pages write down. */
const KEPT_BY_PAGES = /IndexedDB|Local Storage|Session Storage|WebStorage|Service Worker/;

export const startDevice = async ({ url, clockOffset }: { url: string; clockOffset: number }): Promise<Device> => {
  const folder = mkdtempSync(join(tmpdir(), 'chungtay-device-'));
  const start = async (): Promise<BrowserContext> => {
    const opened = await chromium.launchPersistentContext(folder, {
      ...launchOptions(),
      baseURL: url,
      viewport: { width: 1280, height: 800 },
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    });
    opened.setDefaultTimeout(20_000);
    await opened.addInitScript(clockScript(clockOffset));
    return opened;
  };
  let context = await start();
  return {
    context: () => context,
    page: async (path) => {
      const page = await context.newPage();
      await page.goto(path);
      return page;
    },
    restart: async () => {
      await context.close();
      context = await start();
    },
    bytes: (where = KEPT_BY_PAGES) =>
      Buffer.concat(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && where.test(entry.parentPath))
          .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
      ),
    end: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
