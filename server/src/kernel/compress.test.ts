import { gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { packAnswers } from './compress.ts';

const app = Fastify();
packAnswers(app);
const long = { words: 'Buổi tuyên truyền, phát động '.repeat(200) };
app.get('/long', async () => long);
app.get('/short', async () => ({ words: 'ngắn' }));
app.post('/long', async () => long);
afterAll(() => app.close());

const ask = (url: string, accepts?: string, method: 'GET' | 'POST' = 'GET') =>
  app.inject({ method, url, headers: accepts === undefined ? {} : { 'accept-encoding': accepts } });

describe('answers on their way', () => {
  it.each(['gzip', 'gzip, deflate, br, zstd', 'br;q=1.0, gzip;q=0.8, *;q=0.1'])(
    'are packed for %s',
    async (accepts) => {
      const answer = await ask('/long', accepts);
      expect(answer.headers['content-encoding']).toBe('gzip');
      expect(answer.headers['vary']).toBe('accept-encoding');
      expect(Number(answer.headers['content-length'])).toBe(answer.rawPayload.byteLength);
      expect(answer.rawPayload.byteLength).toBeLessThan(JSON.stringify(long).length / 10);
      expect(JSON.parse(gunzipSync(answer.rawPayload).toString())).toEqual(long);
    },
  );

  it.each([undefined, 'identity', 'br', 'gzip;q=0', 'gzip;q=0.0, br'])('stay as they are for %s', async (accepts) => {
    const answer = await ask('/long', accepts);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.json()).toEqual(long);
  });

  it('stay as they are when they are short, and after a write', async () => {
    expect((await ask('/short', 'gzip')).headers['content-encoding']).toBeUndefined();
    expect((await ask('/long', 'gzip', 'POST')).headers['content-encoding']).toBeUndefined();
  });
});
