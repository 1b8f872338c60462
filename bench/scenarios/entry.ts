/** The entry grid in a real browser: how soon a form of 300 cells stands on a slow line and a slow machine, and what keys and blocks cost. */
import { gzipSync } from 'node:zlib';
import { periodOf } from '@app/contract/kernel/period.ts';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../../e2e/browser.ts';
import { demoPassword } from '../../server/src/demonstration/sign-ins.ts';
import { periodId } from '../../server/src/figures/index.ts';
import { openHouse } from '../../server/src/house.ts';
import { unitByCode } from '../../server/src/org/index.ts';
import { openPeriod, putForm } from '../../server/src/reporting/index.ts';
import { type Figure, figureOf, type Goal } from '../measure.ts';
import { asOwner, type Place } from '../owner.ts';
import { type Program, startProgram } from '../program.ts';
import type { Run, Scenario } from '../scenario.ts';

/** A month that is over and holds no data at any size. */
const month = periodOf('month', 2025, 9);
const LONG = { code: 'BENCH-LONG', cells: 300 };
const WIDE = { code: 'BENCH-WIDE', cells: 20 };
/** Hà Nội: 126 communes, as many as any province has. */
const MANY_UNITS = '01';
const PASTED_ROWS = 100;
const OPENED = 10;
const KEYS = 60;
const PASTES = 20;
/** A machine four times slower and a line of 1.6 Mbit/s with 150 ms to and fro. */
const slowly = {
  cpu: 4,
  line: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 95_000 },
};
const FIRST_LOAD_KB = 180;

export const entry: Scenario = {
  name: 'entry',
  run: async (run) => {
    const place = await run.store.copy();
    const provinceId = await putForms(place);
    const program = await startProgram(place);
    const browser = await launchBrowser();
    try {
      const commune = await enter(() => browser.newContext(), program, 'phongnha.quangtri');
      const centre = await enter(() => browser.newContext(), program, 'trunguong');
      return [
        ...(await firstLoad(run, commune, program)),
        ...(await longForm(run, commune, program)),
        ...(await manyUnits(run, centre, program, provinceId)),
      ];
    } finally {
      await browser.close();
      await program.stop();
    }
  },
};

/** As many indicators as the long form has cells; every tenth a stock. */
const addIndicators = (place: Place): Promise<string[]> =>
  asOwner(place.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ id: string }>(
      `with given as (update figures.slot_given set slot = slot + $1 returning slot - $1 as before)
       insert into figures.indicator (id, slot, kind, share, words, unit_words, facts, source, valid_from, added_at)
       select 'bench_' || n, before + n, case when n % 10 = 0 then 'S' else 'F' end, 'add',
              jsonb_build_object('vi', 'Chỉ tiêu đo tốc độ số ' || n, 'en', 'Indicator of the bench, ' || n),
              jsonb_build_object('vi', 'buổi', 'en', 'sessions'),
              jsonb_build_object('group', 'outreach', 'line', 'committee', 'decimals', 0, 'public', false),
              'bench', $2, now()
       from given, generate_series(1, $1) as n order by n returning id`,
      [LONG.cells + WIDE.cells, month.startsOn],
    );
    return rows.map(({ id }) => id);
  });

/** Adds the indicators of the bench and puts two forms of them into use; answers the id of the province with many units. */
const putForms = async (place: Place): Promise<number> => {
  const ids = await addIndicators(place);
  const noon = () => new Date(`${month.endsOn}T05:00:00Z`);
  const house = await openHouse(place, { clock: noon });
  try {
    return await house.asSystem(async (ask) => {
      // No two forms of a line and period fill one cell.
      for (const [{ code, cells }, first] of [[LONG, 0] as const, [WIDE, LONG.cells] as const]) {
        const of = (from: number) => ids.slice(first + from, first + Math.min(from + 30, cells));
        const sections = Array.from({ length: Math.ceil(cells / 30) }, (_, at) => ({
          title: { vi: `Phần ${at + 1}`, en: `Part ${at + 1}` },
          rows: of(at * 30).map((indicator) => ({ indicator, levels: ['commune'] as const, required: true })),
        }));
        const title = { vi: `Biểu ${cells} ô`, en: `Form of ${cells} cells` };
        const form = { code, line: 'committee' as const, periodKind: 'month' as const, version: 1, from: month.code };
        await putForm(ask.tx, { ...form, content: { title, sections } }, periodId(month));
        await openPeriod(ask, code, month);
      }
      return (await unitByCode(ask.tx, MANY_UNITS, month.endsOn)).id;
    });
  } finally {
    await house.close();
  }
};

const enter = async (
  newContext: () => Promise<BrowserContext>,
  { address }: Program,
  username: string,
): Promise<BrowserContext> => {
  const context = await newContext();
  context.setDefaultTimeout(60_000);
  // The loader names functions by a helper that the page does not have.
  await context.addInitScript('globalThis.__name = (it) => it');
  const answer = await context.request.post(`${address}/api/session`, { data: { username, password: demoPassword } });
  if (!answer.ok()) throw new Error(`${username} could not sign in: ${answer.status()}`);
  return context;
};

/** What a browser that has never been here loads of the program until the first screen stands. */
const firstLoad = async (run: Run, context: BrowserContext, { address }: Program): Promise<Figure[]> => {
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).byteLength / 1024);
  await page.close();
  if (sizes.length === 0) throw new Error('no script was loaded: build the web first');
  const goal: Goal = { of: 'max', atMost: FIRST_LOAD_KB };
  return [
    figureOf({ name: 'entry: script of the first load, gzipped', unit: 'kB', size: run.size.name, goal }, [
      sizes.reduce((sum, each) => sum + each, 0),
    ]),
  ];
};

const slow = async (page: Page, how: { line: boolean }): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowly.cpu });
  if (!how.line) return session;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slowly.line);
  return session;
};

/**
 * Notes when the form can be worked with, since the page was asked for: a field to type into, and every row in sight painted whole,
 * with its figures; and when all of its rows stand. Runs in the page.
 */
const noteOpening = (rows: number): void => {
  // After the frame in which it stands.
  const note = (name: 'benchOpen' | 'benchWhole'): void =>
    void requestAnimationFrame(() => setTimeout(() => Reflect.set(window, name, performance.now())));
  const isInSight = (line: Element): boolean => {
    const { top, bottom } = line.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const isOpen = (): boolean => {
    const grid = document.querySelector('table[role=grid]');
    if (!grid?.querySelector('tbody input')) return false;
    const lines = [...grid.querySelectorAll('tbody tr')].filter(isInSight);
    return lines.length > 0 && lines.every((line) => !line.matches('.waits, :has(.rest)'));
  };
  let open = false;
  const look = (): void => {
    if (!open && isOpen()) {
      open = true;
      note('benchOpen');
    }
    if (document.querySelectorAll('table[role=grid] tbody tr[data-row]').length >= rows) note('benchWhole');
    else requestAnimationFrame(look);
  };
  look();
};

const noted = (page: Page, name: 'benchOpen' | 'benchWhole'): Promise<number> =>
  page
    .waitForFunction((which) => Reflect.get(window, which) as number | undefined, name)
    .then((value) => value.jsonValue()) as Promise<number>;

/** A form that is said to be open takes a figure at once, and its last row is one key away. */
const mustTakeKeys = async (page: Page): Promise<void> => {
  const first = page.getByRole('grid').getByRole('textbox').first();
  await first.focus();
  await page.keyboard.press('7');
  if ((await first.inputValue()) !== '7') throw new Error('the form takes no figure');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+End');
  const row = await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row']);
  if (row !== String(LONG.cells - 1)) throw new Error(`the last row is not reached by its key: ${row}`);
};

/** Measures each event of a kind from its beginning until what it changed is laid out. Runs in the page. */
const measureEvents = (kind: 'keydown' | 'paste'): void => {
  const times: number[] = [];
  Reflect.set(window, 'benchTimes', times);
  window.addEventListener(
    kind,
    () => {
      const begin = performance.now();
      // The next task: by then the program has drawn what the event changed; asking for a height lays it out.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        document.body.getBoundingClientRect();
        times.push(performance.now() - begin);
      };
      port2.postMessage(null);
    },
    { capture: true },
  );
};
const timesIn = (page: Page): Promise<number[]> => page.evaluate(() => Reflect.get(window, 'benchTimes') as number[]);

const pressMany = async (page: Page, keys: readonly string[], many: number): Promise<number[]> => {
  await page.evaluate(measureEvents, 'keydown' as const);
  for (let at = 0; at < many; at += 1) {
    await page.keyboard.press(keys[at % keys.length] ?? '');
    await page.waitForTimeout(30);
  }
  return timesIn(page);
};

const longForm = async (run: Run, context: BrowserContext, { address }: Program): Promise<Figure[]> => {
  const answer = await context.request.get(`${address}/api/my-work`);
  const { own } = (await answer.json()) as { own: { id: number; form: { code: string } }[] };
  const report = own.find(({ form }) => form.code === LONG.code);
  if (!report) throw new Error('the commune has no report of the long form');
  const url = `${address}/reports/${report.id}`;
  const opened: number[] = [];
  const whole: number[] = [];
  const openOnce = async (): Promise<Page> => {
    const page = await context.newPage();
    await slow(page, { line: true });
    await page.addInitScript(noteOpening, LONG.cells);
    await page.goto(url);
    await noted(page, 'benchOpen');
    return page;
  };
  // Once to fill the cache of the browser, and until the shell is kept on the device as it is after any first visit.
  const visit = await openOnce();
  await mustTakeKeys(visit);
  await visit.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await visit.close();
  for (let round = 0; round < run.rounds(OPENED); round += 1) {
    const page = await openOnce();
    opened.push(await noted(page, 'benchOpen'));
    whole.push(await noted(page, 'benchWhole'));
    await page.close();
  }
  const page = await openOnce();
  await noted(page, 'benchWhole');
  await page.getByRole('grid').getByRole('textbox').first().focus();
  const typed = await pressMany(page, ['1', '2', 'Enter'], run.rounds(KEYS));
  const moved = await pressMany(page, ['ArrowDown'], run.rounds(KEYS));
  await page.close();
  const shared = { unit: 'ms' as const, size: run.size.name };
  const within = (atMost: number): Goal => ({ of: 'p95', atMost });
  return [
    figureOf({ ...shared, name: 'entry: form of 300 cells opens, slow line, 4 × slower', goal: within(1000) }, opened),
    figureOf({ ...shared, name: 'entry: the same, until its last row stands' }, whole),
    figureOf({ ...shared, name: 'entry: 300 cells, a key while typing, 4 × slower', goal: within(100) }, typed),
    figureOf({ ...shared, name: 'entry: 300 cells, an arrow, 4 × slower', goal: within(100) }, moved),
  ];
};

const manyUnits = async (
  run: Run,
  context: BrowserContext,
  { address }: Program,
  provinceId: number,
): Promise<Figure[]> => {
  const page = await context.newPage();
  await page.goto(`${address}/desk/enter?unit=${provinceId}&form=${WIDE.code}&period=${month.code}`);
  const first = page.getByRole('grid').getByRole('textbox').first();
  await first.focus();
  const arrows = await pressMany(page, ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowDown'], run.rounds(KEYS));
  const keys = await pressMany(page, ['1', '2', 'Tab'], run.rounds(KEYS));
  const other = await context.newPage();
  await other.setContent('<textarea></textarea>');
  const row = Array.from({ length: WIDE.cells }, (_, at) => String(at * 7)).join('\t');
  await other.locator('textarea').fill(Array.from({ length: PASTED_ROWS }, () => row).join('\n'));
  await other.locator('textarea').press('Control+a');
  await other.locator('textarea').press('Control+c');
  await page.bringToFront();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Home');
  await page.evaluate(measureEvents, 'paste' as const);
  for (let round = 0; round < run.rounds(PASTES); round += 1) {
    await page.keyboard.press('Control+v');
    await page.waitForTimeout(250);
    if (round === 0) await mustHaveLanded(page);
    await page.keyboard.press('Control+z');
    await page.waitForTimeout(100);
  }
  const pasted = await timesIn(page);
  await page.close();
  await other.close();
  const shared = { unit: 'ms' as const, size: run.size.name };
  return [
    figureOf({ ...shared, name: 'entry: 100 units × 20, an arrow', goal: { of: 'p95', atMost: 16 } }, arrows),
    figureOf({ ...shared, name: 'entry: 100 units × 20, a key while typing', goal: { of: 'p95', atMost: 16 } }, keys),
    figureOf(
      { ...shared, name: 'entry: 100 units × 20, paste of 2,000 cells', goal: { of: 'p95', atMost: 100 } },
      pasted,
    ),
  ];
};

/** Nothing is timed that did not happen. */
const mustHaveLanded = async (page: Page): Promise<void> => {
  const words = page.getByRole('status').filter({ hasText: /Đã dán ([\d.]+) ô|Pasted/ });
  const said = await words.first().innerText();
  if (!said.replaceAll('.', '').includes(String(PASTED_ROWS * WIDE.cells)))
    throw new Error(`the block did not land whole: ${said}`);
};
