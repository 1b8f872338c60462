import { describe, expect, it } from 'vitest';
import { newTotpKey, stepOfCode, totpToScan } from './totp.ts';

/** RFC 6238, Appendix B: the key is twenty ASCII digits; of the eight digits there, authenticators show the last six. */
const published = '12345678901234567890';

describe('codes of an authenticator', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those that RFC 6238 publishes: at second %d it is %s', async (second, code) => {
    expect(await stepOfCode(published, code, second * 1000)).toBe(Math.floor(second / 30));
  });

  it.each([
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ])('are read %d half minutes away: %s', async (away, isRead) => {
    const at = 1_111_111_111_000;
    const step = await stepOfCode(published, '050471', at + away * 30_000);
    expect(step).toBe(isRead ? Math.floor(at / 30_000) : null);
  });

  it('says the same key to the camera and to the fingers', () => {
    const key = newTotpKey();
    const { address, key: typed } = totpToScan(key, 'phongnha.quangtri');
    const scanned = new URL(address);
    expect(`${scanned.protocol}//${scanned.host}`).toBe('otpauth://totp');
    expect(decodeURIComponent(scanned.pathname)).toBe('/Chung Tay:phongnha.quangtri');
    expect(typed.replaceAll(' ', '')).toBe(scanned.searchParams.get('secret'));
    expect(typed).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
    expect(key).not.toBe(newTotpKey());
  });
});
