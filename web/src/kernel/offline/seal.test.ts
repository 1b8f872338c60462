import { describe, expect, it } from 'vitest';
import { MOST_WRONG, waitAfter, whyNotPin } from './pin-rules.ts';
import { alsoByPin, newDataKey, openByAccount, openByPin, openText, ROUNDS, sealText } from './seal.ts';

const account = 'ab'.repeat(32);
const other = 'cd'.repeat(32);
const few = 1000;

const opened = async () => {
  const sealed = await newDataKey(account);
  const key = await openByAccount(sealed, account);
  if (!key) throw new Error('not open');
  return { sealed, key };
};

describe('what is kept on the device', () => {
  it('is opened by the account it was closed for, and by no other', async () => {
    const { sealed, key } = await opened();
    const kept = await sealText(key, 'draft/1/2', 'Lượt người tham dự 1.931');
    expect(await openText(key, 'draft/1/2', kept)).toBe('Lượt người tham dự 1.931');
    expect(await openByAccount(sealed, other)).toBeNull();
  });

  it('does not open at another place, nor after a change of one bit', async () => {
    const { key } = await opened();
    const kept = await sealText(key, 'draft/1/2', '7');
    expect(await openText(key, 'draft/1/3', kept)).toBeNull();
    const bytes = kept.bytes.slice(0);
    const view = new Uint8Array(bytes);
    view[0] = (view[0] ?? 0) ^ 1;
    expect(await openText(key, 'draft/1/2', { ...kept, bytes })).toBeNull();
  });

  it('is opened by the PIN as well once there is one, and by no other PIN', async () => {
    const { sealed, key } = await opened();
    const kept = await sealText(key, 'a', 'x');
    const byPin = await alsoByPin(sealed, account, 'sông Gianh 47', few);
    if (!byPin) throw new Error('no PIN');
    const again = await openByPin(byPin, 'sông Gianh 47');
    expect(again && (await openText(again, 'a', kept))).toBe('x');
    // The same PIN from another keyboard, where accents are signs of their own.
    expect(await openByPin(byPin, 'sông Gianh 47'.normalize('NFD'))).not.toBeNull();
    expect(await openByPin(byPin, 'sông Gianh 48')).toBeNull();
    expect(await alsoByPin(sealed, other, 'sông Gianh 47', few)).toBeNull();
  });

  it('closes the same text differently each time, and never with a key that can be taken out', async () => {
    const { key } = await opened();
    const [one, two] = [await sealText(key, 'a', 'x'), await sealText(key, 'a', 'x')];
    expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  it('turns the PIN over at least 600,000 times, with a salt of its own', async () => {
    expect(ROUNDS).toBeGreaterThanOrEqual(600_000);
    const { sealed } = await opened();
    const [one, two] = [
      await alsoByPin(sealed, account, '482913', few),
      await alsoByPin(sealed, account, '482913', few),
    ];
    expect(one?.salt).toHaveLength(16);
    expect(Buffer.from(one?.salt ?? []).equals(Buffer.from(two?.salt ?? []))).toBe(false);
  });
});

describe('a PIN', () => {
  it.each([
    ['12345', true],
    ['123456', true],
    ['654321', true],
    ['000000', true],
    ['aaaaaaaa', true],
    ['482913', false],
    ['sông Gianh', false],
  ])('%s: refused %s', (pin, refused) => expect(whyNotPin(pin) !== null).toBe(refused));

  it('that is wrong waits longer each time', () => {
    const waits = Array.from({ length: MOST_WRONG }, (_, wrong) => waitAfter(wrong + 1));
    expect(waits).toEqual([0, 0, 5000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);
  });
});
