/** One-time codes: made at random, answered once, kept as a hash. */
import { addDays, type CivilDate } from '@app/contract/kernel/period.ts';
import type { Ask } from '../../kernel/ask.ts';
import { hashOfCode, readableSecret } from '../secrets.ts';
import { putCodes } from './queries.ts';

/** Days for which a code opens its account, unless the administrator says otherwise. */
const DAYS_VALID = 30;

/** A new code for each of these accounts, in the place of an earlier one; the last day on which they count. */
export const giveCodes = async (
  { tx, now, today }: Pick<Ask, 'tx' | 'now' | 'today'>,
  userIds: readonly string[],
  daysValid = DAYS_VALID,
): Promise<{ codes: Map<string, string>; validUntil: CivilDate }> => {
  const codes = new Map(userIds.map((userId) => [userId, readableSecret()]));
  const validUntil = addDays(today, daysValid);
  const hashed = [...codes].map(([userId, code]) => ({ userId, codeHash: hashOfCode(code) }));
  await putCodes(tx, hashed, { validUntil, madeAt: now });
  return { codes, validUntil };
};

/** A new code for one account. */
export const giveCode = async (
  ask: Pick<Ask, 'tx' | 'now' | 'today'>,
  userId: string,
): Promise<{ code: string; validUntil: CivilDate }> => {
  const { codes, validUntil } = await giveCodes(ask, [userId]);
  return { code: codes.get(userId) ?? '', validUntil };
};
