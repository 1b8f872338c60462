/** A person at a screen: signed in as one post, at one width, in one scheme; and everything that went wrong meanwhile. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { clockScript } from './clock.ts';
import type { DemoServer } from './server.ts';

/** What the program prints when it starts with the demonstration: one password for all. */
export const demoPassword = 'chungtay-2026';

/** One post of each kind, by the user name of the demonstration. */
export const posts = {
  commune: 'phongnha.quangtri',
  partnerCommune: 'mttq.phongnha',
  province: 'quangtri',
  head: 'truongban.quangtri',
  partner: 'mttq.quangtri',
  inspector: 'thanhtra.quangtri',
  administrator: 'quantri.quangtri',
  centre: 'trunguong',
  headOfCentre: 'truongban.trunguong',
  operator: 'vanhanh',
} as const;
export type Post = keyof typeof posts;
export const everyPost = Object.keys(posts) as Post[];

export type Look = { width?: number; height?: number; dark?: boolean; english?: boolean };
export type Visit = { page: Page; wrongs: string[]; close: () => Promise<void> };

/** Hears console errors, uncaught errors, requests that fail and answers that refuse. */
export const hearWrongs = (page: Page): string[] => {
  const wrongs: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') wrongs.push(`console: ${message.text()} at ${page.url()}`);
  });
  page.on('pageerror', (error) => wrongs.push(`uncaught: ${error.message} at ${page.url()}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Leaving a page ends what it was still asking for.
    if (why !== 'net::ERR_ABORTED') wrongs.push(`failed: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) wrongs.push(`${response.status()}: ${response.url()} at ${page.url()}`);
  });
  return wrongs;
};

/** Fills in the form of the sign-in page, as people do. */
export const signInByForm = async (page: Page, post: Post): Promise<void> => {
  await page.getByLabel('Tên tài khoản').fill(posts[post]);
  await page.getByLabel('Mật khẩu').fill(demoPassword);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  // The first pages of a server that has only just loaded its demonstration take their time.
  await page.getByRole('navigation', { name: 'Chính', exact: true }).waitFor({ state: 'attached', timeout: 60_000 });
};

/** What the content security policy refuses is told as an error of the page: no visit of any post may meet it. */
const tellViolations = (): void =>
  document.addEventListener('securitypolicyviolation', (event) => {
    // biome-ignore lint/suspicious/noConsole: the way from the page to the visit
    console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI} at ${event.sourceFile}`);
  });

/** How long nothing may be under way before a page counts as settled, in milliseconds. */
const QUIET = 120;
const underWay = new WeakMap<Page, Set<unknown>>();

/** What is told while it is written is a request that does not end. */
const goesOn = (address: string): boolean => new URL(address).pathname === '/api/live';

const followRequests = (page: Page): void => {
  const open = new Set<unknown>();
  underWay.set(page, open);
  page.on('request', (request) => {
    if (!goesOn(request.url())) open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
};

const quiet = (page: Page): Promise<void> =>
  new Promise((done) => {
    const look = (): void => {
      if ((underWay.get(page)?.size ?? 0) > 0) return;
      page.off('requestfinished', again);
      page.off('requestfailed', again);
      done();
    };
    let timer = setTimeout(look, QUIET);
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(look, QUIET);
    };
    page.on('requestfinished', again);
    page.on('requestfailed', again);
  });

/** Nothing more is being loaded on the page, and it has its heading. */
export const settled = async (page: Page): Promise<void> => {
  await quiet(page);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('.waiting, [aria-busy="true"]') === null);
};

/** Opens the form of the month that is still to be sent, whatever else is asked of the post; answers its address. */
export const openMonthlyForm = async (page: Page): Promise<string> => {
  const answer = await page.request.get(new URL('/api/my-work', page.url()).href);
  const { own } = (await answer.json()) as { own: { id: number; state: string; form: { code: string } }[] };
  const month = own.find(({ state, form }) => form.code === 'TH01' && (state === 'not_sent' || state === 'draft'));
  const address = `/reports/${month?.id}`;
  await page.goto(new URL(address, page.url()).href);
  await page.getByRole('grid').waitFor();
  return address;
};

export type Visits = {
  url: string;
  /** Opens a page as a post; null: nobody is signed in. */
  open: (post: Post | null, path: string, look?: Look) => Promise<Visit>;
  close: () => Promise<void>;
};

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/** One browser for all visits of this process: starting it takes longer than many a visit. It ends with the process. */
let started: Promise<Browser> | null = null;
const ourBrowser = async (): Promise<Browser> => {
  if (!(await started)?.isConnected()) started = launchBrowser();
  return started as Promise<Browser>;
};

/** Ends the browser, for a program that is to end by itself. */
export const closeBrowser = async (): Promise<void> => (await started)?.close();

/** Opens visits on a running server, each like a browser of its own. Each post signs in once; further visits go on with the same session. */
export const startVisits = async ({ url, clockOffset }: Pick<DemoServer, 'url' | 'clockOffset'>): Promise<Visits> => {
  const browser = await ourBrowser();
  const open = new Set<BrowserContext>();
  const kept = new Map<Post, Promise<State>>();

  const context = async (
    state: State | undefined,
    { width = 1280, height = 800, dark = false, english = false }: Look,
  ) => {
    const opened = await browser.newContext({
      baseURL: url,
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      hasTouch: width < 640,
      reducedMotion: 'reduce',
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      // Every visit is a new browser: keeping the shell for a day without a line would only cost time.
      serviceWorkers: 'block',
      ...(state && { storageState: state }),
    });
    open.add(opened);
    opened.on('close', () => open.delete(opened));
    opened.setDefaultTimeout(20_000);
    await opened.addInitScript(clockScript(clockOffset));
    await opened.addInitScript(tellViolations);
    if (english) await opened.addInitScript(() => localStorage.setItem('chung-tay.language', 'en'));
    return opened;
  };

  const signIn = async (post: Post): Promise<State> => {
    const opened = await context(undefined, {});
    const page = await opened.newPage();
    await page.goto('/sign-in');
    await signInByForm(page, post);
    const state = await opened.storageState();
    await opened.close();
    return state;
  };

  return {
    url,
    open: async (post, path, look = {}) => {
      if (post !== null && !kept.has(post)) kept.set(post, signIn(post));
      const opened = await context(post === null ? undefined : await kept.get(post), look);
      const page = await opened.newPage();
      const wrongs = hearWrongs(page);
      followRequests(page);
      await page.goto(path);
      await settled(page);
      return { page, wrongs, close: () => opened.close() };
    },
    close: async () => {
      for (const each of [...open]) await each.close();
    },
  };
};
