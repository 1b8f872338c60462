/** A device that holds passkeys, written from the standard (Web Authentication level 3, 6.1 and 6.5), so that it can also lie. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** What a hostile device or page says in place of the truth. */
export type Lies = {
  origin?: string;
  host?: string;
  challenge?: string;
  /** Neither finger nor PIN was asked for. */
  unverified?: true;
  counter?: number;
  userHandle?: string | null;
  /** The signature is another key's. */
  otherKey?: true;
  type?: string;
};

type Options = { challenge: string; rp?: { id: string }; rpId?: string; user?: { id: string } };

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const KEY_INCLUDED = 0x40;

export type Device = {
  id: string;
  make: (options: Options, lies?: Lies) => object;
  show: (options: Options, lies?: Lies) => object;
};

/** A device at a page of this origin. It counts how often it has signed, unless it is one that is copied between devices. */
export const newDevice = (origin: string, { counts = true } = {}): Device => {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let userHandle = '';
  let counter = 0;
  const clientData = (type: string, { challenge }: Options, lies: Lies) =>
    Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge: lies.challenge ?? challenge,
        origin: lies.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const authenticatorData = (flags: number, { rp, rpId }: Options, lies: Lies, more = Buffer.alloc(0)) => {
    if (counts) counter += 1;
    const head = Buffer.alloc(5);
    head[0] = USER_PRESENT | (lies.unverified ? 0 : USER_VERIFIED) | flags;
    head.writeUInt32BE(lies.counter ?? counter, 1);
    return Buffer.concat([sha256(lies.host ?? rp?.id ?? rpId ?? ''), head, more]);
  };
  const answer = (response: object) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });
  return {
    id: id.toString('base64url'),
    make: (options, lies = {}) => {
      userHandle = options.user?.id ?? '';
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const made = Buffer.concat([Buffer.alloc(16), length, id, coseKey(keys.publicKey)]);
      const authData = authenticatorData(KEY_INCLUDED, options, lies, made);
      return answer({
        clientDataJSON: clientData('webauthn.create', options, lies).toString('base64url'),
        attestationObject: attestation(authData).toString('base64url'),
        transports: ['internal', 'not a transport', 7],
      });
    },
    show: (options, lies = {}) => {
      const client = clientData('webauthn.get', options, lies);
      const authData = authenticatorData(0, options, lies);
      const key = lies.otherKey ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : keys.privateKey;
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', Buffer.concat([authData, sha256(client)]), key).toString('base64url'),
        ...(lies.userHandle !== null && { userHandle: lies.userHandle ?? userHandle }),
      });
    },
  };
};

/** The few shapes of CBOR (RFC 8949) that are needed here. */
const bytes = (data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(data.length < 256 ? [0x58, data.length] : [0x59, data.length >> 8, data.length & 255]),
    data,
  ]);
const text = (words: string): Buffer => Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)]);

/** An elliptic key as RFC 9053 writes it: {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
const coseKey = (key: KeyObject): Buffer => {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ]);
};

/** {fmt: 'none', attStmt: {}, authData}. */
const attestation = (authData: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    bytes(authData),
  ]);
