/** The code with which somebody becomes administrator of the centre, made anew when nobody can get in. */
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must } from '../../kernel/problem.ts';
import { getNation } from '../queries.ts';
import { hashOfCode, readableSecret } from '../secrets.ts';
import * as q from './queries.ts';
import { whyNotRenewCode } from './rules.ts';

/**
 * A new one-time administrator code; the one before is void. `claimAdministrator` takes it and opens a new account. Asked by the
 * owner of the database, in a transaction of the owner.
 * @throws identity.centre-administered, unless it is an emergency.
 */
export const renewAdministratorCode = async (ask: Ask, how: { emergency: boolean }): Promise<string> => {
  const { tx, today } = ask;
  const { unitId } = found(await getNation(tx), refuse(notFound, {}));
  const administrators = await q.countAdministrators(tx, unitId, today);
  must(whyNotRenewCode(administrators, how));
  const code = readableSecret();
  await q.putAdministratorCode(tx, hashOfCode(code));
  await ask.audit({
    action: 'identity.renewAdministratorCode',
    subject: `unit:${unitId}`,
    unitId,
    after: { emergency: how.emergency, administrators },
  });
  return code;
};
