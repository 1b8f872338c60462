/** Which notices also go by mail, and to which address: chosen by each person, confirmed by a code sent to it. */
import { createHash, randomInt } from 'node:crypto';
import { refuse } from '@app/contract/kernel/problem.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import { codeNotRight, noMailServer, tooManyCodes } from '@app/contract/notices/problems.ts';
import type * as api from '@app/contract/notices/routes.ts';
import type { Ask } from '../../kernel/ask.ts';
import { Refused } from '../../kernel/problem.ts';
import * as q from './queries.ts';
import { codeLetterOf } from './rules.ts';

const CODE_FOR = 30 * 60_000;
const CODE_EVERY = 5 * 60_000;
const MOST_WRONG = 5;

const hashOf = (userId: string, code: string): string => createHash('sha256').update(`${userId} ${code}`).digest('hex');

const answerOf = (setting: q.SettingRow | null, sendsMail: boolean): Answer<typeof api.getNoticeSettings> => ({
  sendsMail,
  address: setting?.address ?? null,
  kinds: setting?.kinds ?? [],
  isConfirmed: setting !== null && setting.confirmedAt !== null,
  waitsForCode: setting !== null && setting.codeHash !== null && setting.confirmedAt === null,
  isRefused: setting !== null && setting.refusedAt !== null,
});

export const showSettings =
  (sendsMail: boolean) =>
  async (_: unknown, { tx, actor }: Ask): Promise<Answer<typeof api.getNoticeSettings>> =>
    answerOf(await q.settingOf(tx, actor.userId), sendsMail);

/** Whether an address has been confirmed and takes letters: then only the kinds change. */
const isInUse = (setting: q.SettingRow | null, address: string | null): boolean =>
  setting !== null && setting.address === address && setting.confirmedAt !== null && setting.refusedAt === null;

/** Whether a code is on its way: nobody is made to receive one after the other. */
const wasAskedLately = (setting: q.SettingRow | null, now: Date): boolean =>
  setting?.codeHash != null &&
  setting.codeUntil !== null &&
  setting.codeUntil.getTime() - CODE_FOR + CODE_EVERY > now.getTime();

const settingWith = (
  userId: string,
  { address, kinds }: Input<typeof api.setNoticeSettings>['body'],
  { code, now, confirmedAt }: { code: string | null; now: Date; confirmedAt: Date | null },
): q.SettingRow => ({
  userId,
  address,
  kinds: [...new Set(kinds)],
  confirmedAt,
  codeHash: code && hashOf(userId, code),
  codeUntil: code ? new Date(now.getTime() + CODE_FOR) : null,
  wrongCodes: 0,
  refusedAt: null,
});

/**
 * Keeps what goes by mail. A new address gets a code and nothing else until it is given, so that nobody is written to who has not
 * asked. Without an address nothing is sent; that is how one unsubscribes.
 * @throws notices.no-mail-server, notices.too-many-codes
 */
export const setSettings =
  (sendsMail: boolean) =>
  async ({ body }: Input<typeof api.setNoticeSettings>, ask: Ask): Promise<Answer<typeof api.setNoticeSettings>> => {
    const { tx, actor, now } = ask;
    const before = await q.settingOf(tx, actor.userId, true);
    const stays = isInUse(before, body.address);
    const asks = body.address !== null && !stays;
    if (asks && !sendsMail) throw new Refused(refuse(noMailServer, {}));
    if (asks && wasAskedLately(before, now)) throw new Refused(refuse(tooManyCodes, {}));
    const code = asks ? String(randomInt(1_000_000)).padStart(6, '0') : null;
    const kept = settingWith(actor.userId, body, {
      code,
      now,
      confirmedAt: stays ? (before?.confirmedAt ?? null) : null,
    });
    await q.keepSetting(tx, kept);
    if (code && body.address)
      await q.putMail(tx, { userId: actor.userId, address: body.address, ...codeLetterOf(code), now });
    // The address is the person's own affair: the audit tells that it changed, not what it is.
    await ask.audit({
      action: 'notices.setNoticeSettings',
      subject: 'notice-settings',
      unitId: actor.unitId || null,
      before: { kinds: before?.kinds ?? [], byMail: before?.address != null },
      after: { kinds: kept.kinds, byMail: body.address !== null },
    });
    return answerOf(kept, sendsMail);
  };

/**
 * Confirms an address by the code that was sent to it. A wrong one is counted.
 * @throws notices.code-not-right when no code waits, it has expired, or too many were wrong.
 */
export const confirmAddress = async (
  { body }: Input<typeof api.confirmMailAddress>,
  ask: Ask,
): Promise<Answer<typeof api.confirmMailAddress>> => {
  const { tx, actor, now } = ask;
  const setting = await q.settingOf(tx, actor.userId, true);
  if (!setting?.codeHash || !setting.codeUntil || setting.codeUntil < now || setting.wrongCodes >= MOST_WRONG)
    throw new Refused(refuse(codeNotRight, {}));
  const isRight = setting.codeHash === hashOf(actor.userId, body.code);
  await q.keepSetting(
    tx,
    isRight
      ? { ...setting, confirmedAt: now, codeHash: null, codeUntil: null, wrongCodes: 0 }
      : { ...setting, wrongCodes: setting.wrongCodes + 1 },
  );
  await ask.audit({
    action: 'notices.confirmMailAddress',
    subject: 'notice-settings',
    unitId: actor.unitId || null,
    after: { isRight },
  });
  return { isRight };
};
