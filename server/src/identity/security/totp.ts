/** Codes of an authenticator (RFC 6238): six digits every half minute, from a key that only the device and this instance know. */
import { createOTP } from '@better-auth/utils/otp';
import { generateRandomString } from 'better-auth/crypto';

const STEP_MS = 30_000;
const ISSUER = 'Chung Tay';

/** A new key, as it is kept (sealed). */
export const newTotpKey = (): string => generateRandomString(32);

/** The key as the person takes it over: the address of the QR picture, and the same to type, in groups of four. */
export const totpToScan = (key: string, username: string): { address: string; key: string } => {
  const address = createOTP(key).url(ISSUER, username);
  const typed = new URL(address).searchParams.get('secret') ?? '';
  return { address, key: typed.replace(/(.{4})(?=.)/g, '$1 ') };
};

/** Which half minute a code belongs to: this one, the last or the next one, for clocks that differ. Null: it is wrong. */
export const stepOfCode = async (key: string, code: string, now: number): Promise<number | null> => {
  const otp = createOTP(key);
  const current = Math.floor(now / STEP_MS);
  let found: number | null = null;
  // All three are always computed, so that the time does not tell which one it was.
  for (const step of [current - 1, current, current + 1]) if ((await otp.hotp(step)) === code) found = step;
  return found;
};
