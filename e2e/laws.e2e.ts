/** The laws of the web: they hold on every main screen. Each law meets one planted fault first and must see it. */
import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import {
  axeFaultsInBothSchemes,
  errorPageFaults,
  firstLoadFaults,
  keyboardFaults,
  leavingFaults,
  markFaults,
  overflowFaults,
} from './laws.ts';
import { findScreens, type MainScreen } from './screens.ts';
import { everyPost, type Post, settled, startVisits, type Visits } from './visit.ts';

let visits: Visits;
let screens: MainScreen[];
beforeAll(async () => {
  visits = await startVisits(ourDemo());
  screens = await findScreens(visits);
});
afterAll(() => visits.close());

/** Asks every screen, two at a time; those of a post one after the other in one browser, each loaded anew. */
const onScreen = async (
  width: number,
  look: (page: Page, screen: MainScreen) => Promise<string[]>,
  { dark = false } = {},
): Promise<string[]> => {
  const found: string[] = [];
  const rest = new Set(screens.map(({ post }) => post)).values();
  const worker = async (): Promise<void> => {
    for (const post of rest) {
      const own = screens.filter((screen) => screen.post === post);
      const { page, wrongs, close } = await visits.open(post, own[0]?.path ?? '/', { width, dark });
      for (const screen of own) {
        if (screen !== own[0]) await goTo(page, screen.path, { width, dark });
        const faults = [...(await look(page, screen)), ...wrongs.splice(0)];
        found.push(...faults.map((fault) => `${screen.name} at ${width}: ${fault}`));
      }
      await close();
    }
  };
  await Promise.all([worker(), worker()]);
  return found;
};

/** Loads another screen as the first one was opened, whatever the laws have made of the page. */
const goTo = async (page: Page, path: string, { width, dark }: { width: number; dark: boolean }): Promise<void> => {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  await page.goto(path);
  await settled(page);
};

describe('each law sees a planted fault', () => {
  const planted = async (plant: (page: Page) => Promise<unknown>, ask: (page: Page) => Promise<string[]>) => {
    const { page, close } = await visits.open('province', '/units', { width: 390 });
    const before = await ask(page);
    await plant(page);
    const after = await ask(page);
    await close();
    return { before, after };
  };

  it('accessibility: an image without a text, and a text too pale to read', async () => {
    const { before, after } = await planted(
      (page) =>
        page.evaluate(() => {
          const main = document.querySelector('main');
          main?.append(new Image());
          const pale = document.createElement('p');
          pale.textContent = 'chữ quá nhạt';
          pale.style.color = '#ddd';
          pale.style.backgroundColor = '#fff';
          const dim = document.createElement('p');
          dim.textContent = 'chữ quá tối';
          dim.style.color = 'light-dark(#000, #333)';
          dim.style.backgroundColor = 'light-dark(#fff, #111)';
          dim.style.colorScheme = 'light dark';
          main?.prepend(pale, dim);
        }),
      axeFaultsInBothSchemes,
    );
    expect(before).toEqual([]);
    const [light, dark] = [
      after.filter((fault) => !fault.startsWith('dark')),
      after.filter((fault) => fault.startsWith('dark')),
    ];
    expect(light.join('\n')).toContain('image-alt');
    expect(light.join('\n')).toMatch(/color-contrast.*chữ quá nhạt/);
    expect(light.join('\n')).not.toContain('chữ quá tối');
    expect(dark.join('\n')).toMatch(/color-contrast.*chữ quá tối/);
  });

  it('overflow: an element wider than the screen', async () => {
    const { before, after } = await planted(
      (page) =>
        page.evaluate(() => {
          const wide = document.createElement('div');
          wide.style.width = '900px';
          wide.textContent = 'quá rộng';
          document.querySelector('main')?.append(wide);
        }),
      overflowFaults,
    );
    expect(before).toEqual([]);
    expect(after.join()).toContain('quá rộng');
  });

  it('mark: a screen on which it is hidden', async () => {
    const { before, after } = await planted(
      (page) =>
        page.evaluate(() => {
          for (const mark of document.querySelectorAll<HTMLElement>('.demo-mark')) mark.style.display = 'none';
        }),
      markFaults,
    );
    expect(before).toEqual([]);
    expect(after).toEqual(['no “SỐ LIỆU MINH HỌA”']);
  });

  it('keyboard: a main action that Tab does not reach, and something before the skip link', async () => {
    const main = /^Tỉnh Quảng Trị$/;
    const { before, after } = await planted(
      (page) =>
        page.evaluate(() => {
          for (const link of document.querySelectorAll<HTMLElement>('main a')) link.tabIndex = -1;
          const first = document.createElement('button');
          first.textContent = 'Trước';
          document.body.prepend(first);
        }),
      (page) => keyboardFaults(page, main),
    );
    expect(before).toEqual([]);
    expect(after).toEqual(['first Tab: “Trước”', expect.stringContaining('Tab does not reach')]);
  });

  it('leaving: a screen without the way out', async () => {
    const { before, after } = await planted(
      (page) =>
        page.evaluate(() => {
          for (const button of document.querySelectorAll('button'))
            if (button.textContent?.includes('đăng xuất')) button.remove();
        }),
      leavingFaults,
    );
    expect(before).toEqual([]);
    expect(after).toEqual(['no way to sign out']);
  });

  it('silence: an error in the console, an uncaught error, a request that fails, an answer that refuses', async () => {
    const { page, wrongs, close } = await visits.open('province', '/units');
    expect(wrongs).toEqual([]);
    await page.route('**/planted/**', (route) => route.abort('connectionrefused'));
    await page.evaluate(async () => {
      // biome-ignore lint/suspicious/noConsole: the planted fault
      console.error('planted');
      setTimeout(() => {
        throw new Error('thrown');
      });
      await fetch('/planted/x').catch(() => null);
      // Read to its end: an answer that is kept in no cache ends only then.
      await (await fetch('/api/units/999999999')).text();
    });
    await settled(page);
    const heard = wrongs.join('\n');
    for (const one of ['console: planted', 'uncaught: thrown', 'failed: ', '404: ']) expect(heard).toContain(one);
    await close();
  });

  it('first load: a script as long as a library nobody needs', async () => {
    const { page, close } = await visits.open('commune', '/');
    expect(await firstLoadFaults(page)).toEqual([]);
    const heavy = `//${randomBytes(60 * 1024).toString('base64')}`;
    await page.route('**/theme.js', (route) => route.fulfill({ contentType: 'text/javascript', body: heavy }));
    expect(await firstLoadFaults(page)).toEqual([expect.stringMatching(/^\d{3}\.\d kB of script/)]);
    await close();
  });

  it('error page: an address that does not exist', async () => {
    const { page, close } = await visits.open('province', '/khong-co-trang-nay');
    expect(await errorPageFaults(page)).toHaveLength(1);
    await close();
  });
});

/** Every screen in two schemes, each asked by axe, or every link of a post: longer than a single journey may take. */
const everyScreenMs = 600_000;

describe('on every main screen', () => {
  it(
    'at 1280 px: accessible in light and dark, marked, reached by the keyboard, with the way out, silent, within the content security policy',
    async () => {
      const found = await onScreen(1280, async (page, { main, post, withoutMark }) => [
        ...(withoutMark ? [] : await markFaults(page)),
        ...(await errorPageFaults(page)),
        ...(post === null ? [] : await leavingFaults(page)),
        ...(await axeFaultsInBothSchemes(page)),
        // Last, because Tab scrolls. The sign-in has one form and no navigation to skip.
        ...(await keyboardFaults(page, main)).filter((fault) => post !== null || !fault.startsWith('first Tab')),
      ]);
      expect(found).toEqual([]);
    },
    everyScreenMs,
  );

  it(
    'at 390 px, opened in the dark: accessible in light and dark, silent, within the content security policy; at 390 and 360 px marked and without sideways scrolling',
    async () => {
      const found = await onScreen(
        390,
        async (page, { withoutMark }) => {
          const mark = async () => (withoutMark ? [] : await markFaults(page));
          const at390 = [...(await mark()), ...(await overflowFaults(page)), ...(await axeFaultsInBothSchemes(page))];
          await page.setViewportSize({ width: 360, height: 740 });
          return [...at390, ...(await mark()), ...(await overflowFaults(page))];
        },
        { dark: true },
      );
      expect(found).toEqual([]);
    },
    everyScreenMs,
  );

  it('starts with little script: the work of an officer, the sign-in of anybody', async () => {
    for (const [post, path] of [
      ['commune', '/'],
      ['province', '/'],
      [null, '/sign-in'],
    ] as const) {
      const { page, close } = await visits.open(post, path);
      expect(await firstLoadFaults(page)).toEqual([]);
      await close();
    }
  });

  it('speaks English after the switch, keeps it, and marks the data in English', async () => {
    const { page, wrongs, close } = await visits.open('province', '/');
    await page.getByRole('button', { name: 'Change to English' }).click();
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(await markFaults(page, 'ILLUSTRATIVE DATA')).toEqual([]);
    for (const [link, heading] of [
      ['Review desk', /^Review desk, /],
      ['Totals', /^Totals, /],
      ['Units and mergers', /^Units and mergers/],
    ] as const) {
      await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: link }).click();
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    }
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Units and mergers' }).waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });
});

describe.concurrent('every link of every post', () => {
  /** '/reports/19087?x=1' and '/reports/19088' are the same kind of link. */
  const kindOf = (address: string): string => new URL(address, 'http://x').pathname.replaceAll(/\d+/g, '#');

  /** As people go back; a page that was not left by a new entry of the history is opened again. */
  const back = async (page: Page, address: string): Promise<void> => {
    await page.goBack();
    if (page.url() !== address) await page.goto(address);
    await settled(page);
  };

  const walk = async (post: Post): Promise<{ visited: number; faults: string[] }> => {
    const { page, wrongs, close } = await visits.open(post, '/');
    const faults = await errorPageFaults(page);
    const seen = new Set<string>();
    let visited = 0;
    const follow = async (address: string): Promise<void> => {
      visited += 1;
      await page.locator(`a[href="${address}"]:visible`).first().click();
      await settled(page);
      faults.push(...(await errorPageFaults(page)));
    };
    const rail = page.getByRole('navigation', { name: 'Chính', exact: true }).getByRole('link');
    const addresses = [
      '/',
      ...(await rail.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))),
    ];
    for (const address of new Set(addresses)) {
      if (address !== '/' || addresses.indexOf(address) !== addresses.lastIndexOf(address)) await follow(address);
      const inside = await page
        .getByRole('main')
        .locator('a[href^="/"]:visible')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      const here = page.url();
      for (const link of inside) {
        const kind = kindOf(link);
        if (seen.has(kind)) continue;
        seen.add(kind);
        await follow(link);
        await back(page, here);
      }
    }
    await close();
    return { visited, faults: [...faults, ...wrongs].map((fault) => `${post}: ${fault}`) };
  };

  it.each(everyPost)(
    '%s meets no error page, no console error, no failed request',
    async (post) => {
      const { visited, faults } = await walk(post);
      expect(faults).toEqual([]);
      expect(visited).toBeGreaterThan(2);
    },
    everyScreenMs,
  );
});
