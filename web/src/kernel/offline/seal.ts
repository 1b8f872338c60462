/** How texts are closed on this device: AES-GCM under a random data key, which itself lies closed under a PIN or the key of the account. Pure. */

/** Closed bytes with what is needed to open them again, besides the key. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer };

/** Also the salt that was mixed with the PIN, and how often it was turned over. */
export type SealedByPin = Sealed & { salt: Uint8Array<ArrayBuffer>; rounds: number };

/** OWASP's measure of 2023 for PBKDF2 with SHA-256. */
export const ROUNDS = 600_000;

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

const keyOf = (raw: BufferSource): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

/** The place is closed in as well: what was moved to another name does not open there. */
const close = async (key: CryptoKey, place: string, plain: BufferSource): Promise<Sealed> => {
  const iv = random(12);
  return {
    iv,
    bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(place) }, key, plain),
  };
};

/** Null when the key is another one, or what was closed was changed or moved. */
const reopen = (key: CryptoKey, place: string, { iv, bytes }: Sealed): Promise<ArrayBuffer | null> =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(place) }, key, bytes).catch(() => null);

const KEY_PLACE = 'data key';

/** The key that the server hands to a signed-in session: 32 bytes as hexadecimal digits. */
const accountKeyOf = (hex: string): Promise<CryptoKey> =>
  keyOf(new Uint8Array(hex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []));

/** PBKDF2 makes guessing slow; it cannot make a short PIN long. */
const pinKeyOf = async (pin: string, salt: BufferSource, rounds: number): Promise<CryptoKey> => {
  const typed = await crypto.subtle.importKey('raw', bytesOf(pin.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    typed,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
};

/** A new random data key, closed under the key of the account. */
export const newDataKey = async (accountKey: string): Promise<Sealed> =>
  close(await accountKeyOf(accountKey), KEY_PLACE, random(32));

/** The data key as the session of its account opens it; null when it is another account's. */
export const openByAccount = async (sealed: Sealed, accountKey: string): Promise<CryptoKey | null> => {
  const raw = await reopen(await accountKeyOf(accountKey), KEY_PLACE, sealed);
  return raw && keyOf(raw);
};

/** Closes the same data key under a PIN as well; null when the account cannot open it. */
export const alsoByPin = async (
  sealed: Sealed,
  accountKey: string,
  pin: string,
  rounds = ROUNDS,
): Promise<SealedByPin | null> => {
  const raw = await reopen(await accountKeyOf(accountKey), KEY_PLACE, sealed);
  if (!raw) return null;
  const salt = random(16);
  return { ...(await close(await pinKeyOf(pin, salt, rounds), KEY_PLACE, raw)), salt, rounds };
};

/** The data key as the PIN opens it; null when the PIN is wrong. */
export const openByPin = async (sealed: SealedByPin, pin: string): Promise<CryptoKey | null> => {
  const raw = await reopen(await pinKeyOf(pin, sealed.salt, sealed.rounds), KEY_PLACE, sealed);
  return raw && keyOf(raw);
};

export const sealText = (key: CryptoKey, place: string, text: string): Promise<Sealed> =>
  close(key, place, bytesOf(text));

export const openText = async (key: CryptoKey, place: string, sealed: Sealed): Promise<string | null> => {
  const plain = await reopen(key, place, sealed);
  return plain && new TextDecoder().decode(plain);
};
