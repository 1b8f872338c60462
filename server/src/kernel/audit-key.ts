/** The key that signs the heads of the audit: Ed25519, kept outside the database, so that who rewrites rows cannot sign them. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Config } from './config.ts';

/** Files of the audit outside the database. */
export type AuditPlaces = {
  /** The private key, PEM, readable by the program alone. */
  key: string;
  /** One signed head a line, oldest first. */
  heads: string;
};

const home = resolve(import.meta.dirname, '../../../.chungtay');

/** Beside the embedded database, or where `CHUNGTAY_AUDIT_KEY` and `CHUNGTAY_AUDIT_HEADS` say. */
export const auditPlaces = (config: Pick<Config, 'dataDir' | 'databaseUrl'>, env: NodeJS.ProcessEnv): AuditPlaces => {
  const folder = config.dataDir ?? (config.databaseUrl ? home : join(home, 'pg18'));
  return {
    key: env['CHUNGTAY_AUDIT_KEY'] || join(folder, 'audit-key.pem'),
    heads: env['CHUNGTAY_AUDIT_HEADS'] || join(folder, 'audit-heads.jsonl'),
  };
};

/** The private key of a file; made at the first question, for this process' user alone. */
export const auditKey = (file: string): KeyObject => {
  if (!existsSync(file)) {
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
