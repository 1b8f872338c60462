/** The key that signs the heads of the audit: Ed25519, kept outside the database, so that who rewrites rows cannot sign them. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Config } from './config.ts';

/** Files of the audit outside the database. */
export type AuditPlaces = {
  /** The private key, PEM, readable by the program alone. */
  key: string;
  /** One signed head a line, oldest first. */
  heads: string;
  /** Files of public keys that have signed before and are still trusted. */
  trusted?: readonly string[];
};

const home = resolve(import.meta.dirname, '../../../.chungtay');

/**
 * Beside the embedded database, or where `CHUNGTAY_AUDIT_KEY` and `CHUNGTAY_AUDIT_HEADS` say. `CHUNGTAY_AUDIT_KEYS` names files of
 * earlier public keys, apart by commas.
 */
export const auditPlaces = (config: Pick<Config, 'dataDir' | 'databaseUrl'>, env: NodeJS.ProcessEnv): AuditPlaces => {
  const folder = config.dataDir ?? (config.databaseUrl ? home : join(home, 'pg18'));
  return {
    key: env['CHUNGTAY_AUDIT_KEY'] || join(folder, 'audit-key.pem'),
    heads: env['CHUNGTAY_AUDIT_HEADS'] || join(folder, 'audit-heads.jsonl'),
    trusted: (env['CHUNGTAY_AUDIT_KEYS'] ?? '').split(',').flatMap((file) => file.trim() || []),
  };
};

/**
 * The private key of a file. Where nothing was signed yet it is made, for this process' user alone.
 * @throws Error when heads have been signed and the key is not there: a new one would make them look forged.
 */
export const auditKey = (file: string, { mayBeMade }: { mayBeMade: boolean } = { mayBeMade: true }): KeyObject => {
  if (!existsSync(file)) {
    if (!mayBeMade) throw keyMissing(file);
    mkdirSync(dirname(file), { recursive: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    try {
      // `wx`: of two processes that start at once, one writes and the other reads.
      writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return createPrivateKey(readFileSync(file));
};

const keyMissing = (file: string): Error =>
  new Error(
    `không thấy khóa ký nhật ký ${file}, mà nhật ký đã có bản niêm: chép khóa cũ về, hoặc tạo khóa mới bằng "chungtay audit key --new" / the key of the audit ${file} is not there, but heads have been signed: bring the old key, or make a new one by "chungtay audit key --new"`,
  );

/** A file beside this one, with a moment in its name: `audit-key.20261122T050000Z.pem`. */
export const besides = (file: string, now: Date, ending = extname(file)): string => {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  return join(dirname(file), `${basename(file, extname(file))}.${stamp}${ending}`);
};

/** What a change of keys left: both public halves, and the files in which the former key is kept. */
export type RenewedKey = { publicKey: string; former: string | null; kept: string | null; formerFile: string | null };

/**
 * Puts the key aside, with its public half in a file of its own, and makes a new one. Where the key is lost, the public half of the
 * last signer is taken from `lastSigner`.
 */
export const renewKey = (file: string, now: Date, lastSigner: string | null): RenewedKey => {
  const old = existsSync(file) ? createPrivateKey(readFileSync(file)) : null;
  const former = old ? publicPart(old) : lastSigner;
  const formerFile = former ? besides(file, now, '.pub') : null;
  if (former && formerFile) {
    const key = createPublicKey({ key: Buffer.from(former, 'base64'), type: 'spki', format: 'der' });
    writeFileSync(formerFile, key.export({ type: 'spki', format: 'pem' }), { flag: 'wx' });
  }
  const kept = old ? besides(file, now) : null;
  if (kept) renameSync(file, kept);
  return { publicKey: publicPart(auditKey(file)), former, kept, formerFile };
};

/** The public half, as heads carry it: base64 of its SPKI form. */
export const publicPart = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');

/** Every public key of a PEM file, which may hold several: the present one and those before it. A private key gives its public half. */
export const publicKeysIn = (pem: string): string[] =>
  [...pem.matchAll(/-----BEGIN [A-Z ]+-----[\s\S]+?-----END [A-Z ]+-----/g)].map(([one]) =>
    createPublicKey(one).export({ type: 'spki', format: 'der' }).toString('base64'),
  );

export const signText = (key: KeyObject, text: string): string =>
  signBytes(null, Buffer.from(text), key).toString('base64');

/** False also for a key or a signature that is none. */
export const isSigned = (publicKey: string, text: string, signature: string): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return verifyBytes(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    // What cannot be read as a key has signed nothing.
    return false;
  }
};
