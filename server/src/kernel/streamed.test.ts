import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Ask } from './ask.ts';
import { streamed } from './streamed.ts';

const ask = {} as Ask;

/** A stream of pieces of 64 kB, and what has become of it. */
const counted = (pieces: number) => {
  const state = { made: 0, ended: false };
  async function* make() {
    while (state.made < pieces) {
      state.made += 1;
      yield new Uint8Array(64 * 1024);
    }
  }
  const again = async (work: (ask: Ask) => Promise<void>) => {
    try {
      await work(ask);
    } finally {
      state.ended = true;
    }
  };
  return { state, stream: streamed(again, make) };
};

it('makes no more than is taken', async () => {
  const { state, stream } = counted(1000);
  await stream.iterator({ destroyOnReturn: false }).next();
  await wait(50);
  expect(state.made).toBeLessThan(10);
  expect(state.ended).toBe(false);
  let bytes = 0;
  for await (const part of stream as AsyncIterable<Buffer>) bytes += part.length;
  await expect.poll(() => state.ended).toBe(true);
  expect(state.made).toBe(1000);
  expect(bytes).toBeGreaterThan(990 * 64 * 1024);
});

it('ends the transaction when whoever took it has gone', async () => {
  const { state, stream } = counted(1000);
  await stream.iterator({ destroyOnReturn: false }).next();
  stream.destroy();
  await expect.poll(() => state.ended).toBe(true);
  expect(state.made).toBeLessThan(10);
});

it('breaks off where the making fails, so that half a file is not taken for a whole one', async () => {
  async function* failing() {
    yield new Uint8Array(10);
    throw new Error('the database went away');
  }
  const stream = streamed((work) => work(ask), failing);
  await expect(stream.toArray()).rejects.toThrow('the database went away');
});
