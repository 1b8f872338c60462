import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import type { OfficialDocument } from '@app/contract/documents/tree.ts';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { closeRenderer, createRenderer, type Renderer, rendererStands, renderInWorker } from './render.ts';
import { sampleDocument, sampleWorkbook } from './testing/sample.ts';
import { paperMayFollow, warmBeforePapers } from './warm.ts';

const whole = () => ({
  document: sampleDocument(),
  annex: sampleWorkbook(),
  formats: ['docx' as const, 'pdf' as const, 'xlsx' as const],
  baseUrl: 'http://localhost:3000',
});

describe('rendering off the event loop', () => {
  afterAll(closeRenderer);

  it('makes all three formats while the timers of the server go on', async () => {
    await renderInWorker(whole());
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 5);
    const before = performance.eventLoopUtilization();
    const begun = performance.now();
    const files = await renderInWorker(whole());
    const taken = performance.now() - begun;
    const { utilization } = performance.eventLoopUtilization(before);
    clearInterval(timer);
    expect(files.docx?.subarray(0, 2).toString()).toBe('PK');
    expect(files.xlsx?.subarray(0, 2).toString()).toBe('PK');
    expect(files.pdf?.subarray(0, 5).toString()).toBe('%PDF-');
    // Made on this thread, the papers would keep the loop busy all the time and let the timer through a few times only.
    expect(utilization).toBeLessThan(0.5);
    expect(ticks).toBeGreaterThan(taken / 25);
  });

  it('makes only what is asked for', async () => {
    expect(Object.keys(await renderInWorker({ ...whole(), formats: ['xlsx'] }))).toEqual(['xlsx']);
  });

  it('refuses what is no tree, and goes on', async () => {
    const crooked = { ...whole(), document: { kind: 'report' } as unknown as OfficialDocument };
    await expect(renderInWorker(crooked)).rejects.toMatchObject({ name: 'RenderError', fault: 'invalid' });
    const uncopied = { ...whole(), document: { blocks: () => [] } as unknown as OfficialDocument };
    await expect(renderInWorker(uncopied)).rejects.toMatchObject({ fault: 'invalid' });
    expect(Object.keys(await renderInWorker({ ...whole(), formats: ['xlsx'] }))).toEqual(['xlsx']);
  });

  it('gets ready where a paper is shown, in a program that serves people', async () => {
    await closeRenderer();
    paperMayFollow();
    expect(rendererStands()).toBe(false);
    warmBeforePapers();
    paperMayFollow();
    expect(rendererStands()).toBe(true);
    expect(Object.keys(await renderInWorker({ ...whole(), formats: ['xlsx'] }))).toEqual(['xlsx']);
  });

  it('lets a command line end by itself, and not before the file is there', { timeout: 60_000 }, async () => {
    const render = new URL('./render.ts', import.meta.url).href;
    const sample = new URL('./testing/sample.ts', import.meta.url).href;
    const program = `Promise.all([import(${JSON.stringify(render)}), import(${JSON.stringify(sample)})])
      .then(([{ renderInWorker }, { sampleWorkbook }]) =>
        renderInWorker({ annex: sampleWorkbook(), formats: ['xlsx'], baseUrl: 'http://localhost' }))
      .then(({ xlsx }) => process.stdout.write(xlsx.subarray(0, 2)))`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', program], {
      timeout: 50_000,
    });
    expect(stdout).toBe('PK');
  });
});

describe('a rendering thread that misbehaves', () => {
  const script = new URL('./testing/stuck.mjs', import.meta.url);
  const at = (place: string) => {
    const document = sampleDocument(1);
    return {
      document: { ...document, head: { ...document.head, place } },
      formats: ['docx' as const],
      baseUrl: 'http://x',
    };
  };
  const using = async (renderer: Renderer, act: (renderer: Renderer) => Promise<void>) => {
    try {
      await act(renderer);
    } finally {
      await renderer.close();
    }
  };

  it.each([
    ['loop', 'timeout'],
    ['die', 'crashed'],
    ['throw', 'crashed'],
  ])('on "%s" only the paper at hand fails, with %s', async (place, fault) => {
    await using(createRenderer({ script, timeout: 1_500 }), async ({ render }) => {
      const [bad, good] = await Promise.allSettled([render(at(place)), render(at('fine'))]);
      expect(bad).toMatchObject({ status: 'rejected', reason: { fault } });
      expect(good).toMatchObject({ status: 'fulfilled', value: { docx: Buffer.from([1, 2, 3]) } });
    });
  });

  it('refuses more than may wait', async () => {
    await using(createRenderer({ script, timeout: 1_000, queue: 1 }), async ({ render }) => {
      const results = await Promise.allSettled([render(at('loop')), render(at('fine')), render(at('fine'))]);
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
      expect(results[2]).toMatchObject({ reason: { fault: 'busy' } });
    });
  });

  it('gives its thread back when no paper comes, and makes the next one on another', async () => {
    await using(createRenderer({ script, idle: 20 }), async ({ render, stands }) => {
      for (let round = 0; round < 2; round += 1) {
        const [first, second] = await Promise.all([render(at('fine')), render(at('fine'))]);
        expect([first.docx, second.docx]).toEqual([Buffer.from([1, 2, 3]), Buffer.from([1, 2, 3])]);
        expect(stands()).toBe(true);
        await vi.waitFor(() => expect(stands()).toBe(false));
      }
    });
  });

  it('refuses what waits when it is closed, and everything afterwards', async () => {
    const { render, close } = createRenderer({ script });
    const waiting = Promise.allSettled([render(at('loop')), render(at('fine'))]);
    await close();
    for (const result of await waiting) expect(result).toMatchObject({ reason: { fault: 'closed' } });
    await expect(render(at('fine'))).rejects.toMatchObject({ fault: 'closed' });
  });
});
