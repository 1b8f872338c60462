/** What the browser itself keeps out: code and styles that are not ours, frames of other sites, and what another site makes it send. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { settled, startVisits, type Visits } from './visit.ts';

let visits: Visits;
let elsewhere: Server;
/** The page that the other site shows. */
let lure = '';

beforeAll(async () => {
  visits = await startVisits(ourDemo());
  elsewhere = createServer((_, response) => response.setHeader('content-type', 'text/html').end(lure));
  await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  await visits.close();
  await new Promise((done) => elsewhere.close(done));
});

/** Another host for the browser: the same machine under its number instead of its name, or the other way round. */
const siteElsewhere = (): string => `http://localhost:${(elsewhere.address() as AddressInfo).port}/`;

describe('the content security policy', () => {
  it.each<[string, (page: Page) => Promise<unknown>, RegExp]>([
    [
      'a script in the page',
      (page) =>
        page.evaluate(() => {
          const script = document.createElement('script');
          script.textContent = 'window.planted = true';
          document.body.append(script);
        }),
      /policy: script-src-elem refused inline/,
    ],
    [
      'a handler in the markup',
      (page) =>
        page.evaluate(() => {
          const main = document.querySelector('main');
          main?.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.planted = true" alt="">');
        }),
      /policy: script-src-attr refused inline/,
    ],
    [
      'a style element',
      (page) =>
        page.evaluate(() => {
          const style = document.createElement('style');
          style.textContent = 'body { display: none }';
          document.head.append(style);
        }),
      /policy: style-src-elem refused inline/,
    ],
    [
      'a style in the markup',
      (page) =>
        page.evaluate(() =>
          document.querySelector('main')?.insertAdjacentHTML('beforeend', '<p style="position: fixed">lừa</p>'),
        ),
      /policy: style-src-attr refused inline/,
    ],
    [
      'a request to another host',
      (page) => page.evaluate((url) => fetch(url).catch(() => null), 'http://localhost:9/'),
      /policy: connect-src refused http:\/\/localhost:9/,
    ],
  ])('refuses %s', async (_, plant, told) => {
    const { page, wrongs, close } = await visits.open('province', '/units');
    expect(wrongs).toEqual([]);
    await plant(page);
    await expect.poll(() => wrongs.join('\n')).toMatch(told);
    expect(await page.evaluate(() => 'planted' in window)).toBe(false);
    await close();
  });
});

describe('another site', () => {
  it('cannot show a screen in a frame, where a click would be led astray', async () => {
    const { page, close } = await visits.open('province', '/');
    lure = `<!doctype html><title>x</title><iframe src="${visits.url}/"></iframe>`;
    await page.goto(siteElsewhere());
    await page.locator('iframe').waitFor();
    await page.waitForLoadState('load');
    const inside = page.frames().find((frame) => frame !== page.mainFrame());
    expect(await inside?.locator('#root').count()).toBe(0);
    await close();
  });

  it('cannot make the browser write with the session of the person', async () => {
    const { page, close } = await visits.open('province', '/');
    lure = `<!doctype html><title>x</title><form method="post" enctype="text/plain" action="${visits.url}/api/units/1/tags">
      <input name='{"tag":"border","from":"2026-11-22","basis":"1/QĐ-UBND","x":"' value='"}'><button>Xem</button></form>`;
    await page.goto(siteElsewhere());
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/tags')),
      page.getByRole('button').click(),
    ]);
    expect(answer.status()).toBe(403);
    await close();
  });

  it('cannot read an answer', async () => {
    const { page, close } = await visits.open('province', '/');
    lure = '<!doctype html><title>x</title>';
    await page.goto(siteElsewhere());
    const read = await page.evaluate(
      (url) =>
        fetch(url, { credentials: 'include' }).then(
          () => 'read',
          () => 'refused',
        ),
      `${visits.url}/api/my-work`,
    );
    expect(read).toBe('refused');
    await close();
  });

  it('is left by a page without a way back into it', async () => {
    const { page, close } = await visits.open('province', '/');
    lure = `<!doctype html><title>x</title><a target="_blank" href="${visits.url}/units">Mở</a>`;
    await page.goto(siteElsewhere());
    const [opened] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link').click()]);
    await settled(opened);
    expect(await opened.evaluate(() => window.opener)).toBeNull();
    await close();
  });
});

describe('signing in', () => {
  it('hides the password, lets it be pasted, and tells password managers what it is', async () => {
    const { page, close } = await visits.open(null, '/sign-in');
    const field = page.getByLabel('Mật khẩu', { exact: true });
    expect(await field.getAttribute('type')).toBe('password');
    expect(await field.getAttribute('autocomplete')).toBe('current-password');
    await field.focus();
    const taken = await field.evaluate((element) =>
      element.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true })),
    );
    expect(taken).toBe(true);
    await close();
  });
});
