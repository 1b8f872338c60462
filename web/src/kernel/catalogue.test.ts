import { listAddedIndicators } from '@app/contract/figures/added/routes.ts';
import { listPeriods } from '@app/contract/figures/routes.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { call, whenCatalogueMoves } from './call.ts';

afterEach(() => vi.unstubAllGlobals());

const answering = (versionOf: (path: string) => string | null) =>
  vi.stubGlobal('fetch', (path: string) => {
    const version = versionOf(path);
    return Promise.resolve(new Response('[]', { headers: { ...(version && { 'x-catalogue': version }) } }));
  });

it('reads what was added before an answer of a newer catalogue is handed on, once for each', async () => {
  const order: string[] = [];
  let version: string | null = null;
  answering(() => version);
  whenCatalogueMoves([listAddedIndicators], async () => {
    await call(listAddedIndicators, {});
    order.push(`learned ${version}`);
  });
  const ask = async (name: string) => {
    await call(listPeriods, { query: {} });
    order.push(name);
  };
  await ask('before anything was added');
  version = '1.7';
  await Promise.all([ask('first'), ask('second')]);
  version = '2.7';
  await ask('third');
  expect(order).toEqual(['before anything was added', 'learned 1.7', 'first', 'second', 'learned 2.7', 'third']);
});
