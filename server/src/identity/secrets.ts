/** Keys, codes and first passwords: made at random, compared without telling how far they agree. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Client } from 'pg';
import { keepAdministratorCode, keepSecret } from './owner-queries.ts';

/** No letters that are taken for others when read aloud or copied by hand: i, l, o, 0, 1. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Sixteen random characters in four groups, about 79 bits: 'k7mp-2xqa-…'. */
export const readableSecret = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => readable.charAt(randomInt(readable.length))).join(''),
  ).join('-');

/** What is kept of a code. It is random and long, so a plain hash cannot be turned back. */
export const hashOfCode = (code: string): string =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest('hex');

export const isSameHash = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/**
 * The key that signs session cookies: the one given by the operator, else one that is made once and kept in the database.
 * @throws Error when the given key is shorter than 32 characters.
 */
export const instanceSecret = async (owner: Client, given?: string): Promise<string> => {
  if (!given) return keepSecret(owner, randomBytes(32).toString('base64url'));
  if (given.length < 32) throw new Error('CHUNGTAY_SECRET must have at least 32 characters');
  return given;
};

/** Makes the one-time code of the first administrator. Null when there is an account already, or a code was made before. */
export const createAdministratorCode = async (owner: Client): Promise<string | null> => {
  const code = readableSecret();
  return (await keepAdministratorCode(owner, hashOfCode(code))) ? code : null;
};
