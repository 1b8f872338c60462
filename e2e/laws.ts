/** What holds on every screen, as questions to a page. Each answers with what it found wrong; nothing means that the law holds. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { settled } from './visit.ts';

const require = createRequire(import.meta.url);
/** The short form: the long one takes a browser longer to read than to ask. */
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

type AxeResult = { violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] };

/** The rules that look at colours: in another scheme of colours no other can answer otherwise. */
const colourRules = ['color-contrast', 'link-in-text-block'];

const askAxe = async (page: Page, options: object): Promise<string[]> => {
  // By the protocol of the browser, not as a script of the page: its content security policy stays as it is. Once for each
  // document, since it takes longer than the questions.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(`${axe}\n0`);
  // No rule asked here needs the style sheets fetched once more.
  const asked = JSON.stringify({ ...options, resultTypes: ['violations'], preload: false });
  const result = (await page.evaluate(`axe.run(document, ${asked})`)) as AxeResult;
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)} (${failureSummary?.split('\n')[1]?.trim()})`,
    ),
  );
};

/** Accessibility by axe-core: WCAG 2.2 A and AA, and what it calls best practice. */
export const axeFaults = (page: Page): Promise<string[]> =>
  askAxe(page, { runOnly: axeTags, rules: { 'target-size': { enabled: true } } });

const putOn = async (page: Page, scheme: 'light' | 'dark'): Promise<void> => {
  await page.emulateMedia({ colorScheme: scheme });
  await page.waitForFunction((wanted) => document.documentElement.dataset['theme'] === wanted, scheme);
};

/** Accessibility in light, and in dark what the colours can change; the page stays dark. */
export const axeFaultsInBothSchemes = async (page: Page): Promise<string[]> => {
  await putOn(page, 'light');
  const light = await axeFaults(page);
  await putOn(page, 'dark');
  const dark = await askAxe(page, { runOnly: { type: 'rule', values: colourRules } });
  return [...light, ...dark.map((fault) => `dark: ${fault}`)];
};

/** A page never scrolls sideways; a wide table scrolls in a region of its own. */
export const overflowFaults = async (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement),
    );
    return [`${document.documentElement.scrollWidth} px on ${width}: ${wide[0]?.outerHTML.slice(0, 160)}`];
  });

/** Invented figures are marked as such, where the reader looks. */
export const markFaults = async (page: Page, words = 'SỐ LIỆU MINH HỌA'): Promise<string[]> =>
  page.evaluate((text) => {
    const seen = [...document.querySelectorAll('body *')].some((element) => {
      if (element.childElementCount > 0 || element.textContent?.trim() !== text) return false;
      const box = element.getBoundingClientRect();
      return element.checkVisibility() && box.width > 0 && box.top < innerHeight && box.right <= innerWidth;
    });
    return seen ? [] : [`no “${text}”`];
  }, words);

/** A paper full of figures is the longest way that Tab has to go. */
const MOST_STOPS = 150;

/** The keyboard comes first to the skip link, and it reaches what the screen is for. */
export const keyboardFaults = async (page: Page, main: RegExp): Promise<string[]> => {
  // From the top, also when something had the focus before.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const stops: string[] = [];
  while (stops.length < MOST_STOPS && !stops.some((name) => main.test(name))) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      return (element.getAttribute('aria-label') ?? element.innerText ?? '').replaceAll(/\s+/g, ' ').trim();
    });
    if (name === null) break;
    stops.push(name);
  }
  return [
    ...(stops[0] === 'Đến nội dung chính' ? [] : [`first Tab: “${stops[0]}”`]),
    ...(stops.some((name) => main.test(name)) ? [] : [`Tab does not reach ${main}: ${stops.join(' | ')}`]),
  ];
};

/** A failed page says so in its heading. */
export const errorPageFaults = async (page: Page): Promise<string[]> => {
  const title = (await page.getByRole('heading', { level: 1 }).allInnerTexts()).join(' ');
  return /Trang này gặp lỗi|Không tìm thấy|Chưa làm được|Không có trang này|Không có kết nối|Phiên làm việc đã hết/.test(
    title,
  )
    ? [`error page at ${page.url()}: ${title}`]
    : [];
};

/** Whoever is signed in finds the way out. */
export const leavingFaults = async (page: Page): Promise<string[]> =>
  (await page.getByRole('button', { name: /Đổi chức danh, đăng xuất$/ }).count()) > 0 ? [] : ['no way to sign out'];

/** Script that a browser may load before and while the first screen comes, gzipped, in kB of 1024 bytes. */
const FIRST_LOAD_KB = 180;

/** Everything a browser that has never been here fetches as a script until nothing more is under way, what is fetched for later included. */
export const firstLoadFaults = async (page: Page): Promise<string[]> => {
  const scripts: Response[] = [];
  const hear = (response: Response): void => {
    if (response.request().resourceType() === 'script') scripts.push(response);
  };
  const browser = await page.context().newCDPSession(page);
  await browser.send('Network.enable');
  await browser.send('Network.setCacheDisabled', { cacheDisabled: true });
  page.on('response', hear);
  await page.reload();
  await settled(page);
  page.off('response', hear);
  const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body()).byteLength / 1024));
  const sum = sizes.reduce((all, each) => all + each, 0);
  // A page without its program would pass any limit.
  if (sizes.length < 2) return ['no script was loaded'];
  return sum > FIRST_LOAD_KB ? [`${sum.toFixed(1)} kB of script, ${FIRST_LOAD_KB} allowed`] : [];
};
