import { codeNotValid } from '@app/contract/identity/problems.ts';
import { type CivilDate, compareDates } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { isSameHash } from '../secrets.ts';

/** Why a one-time code does not open its account: there is none, it is another one, used up, or its last day has passed. Never says which. */
export const whyNotEnrol = (
  kept: { codeHash: string; validUntil: CivilDate; usedAt: Date | null } | undefined,
  codeHash: string,
  today: CivilDate,
): Refusal | null => {
  const opens =
    kept !== undefined &&
    isSameHash(kept.codeHash, codeHash) &&
    kept.usedAt === null &&
    compareDates(today, kept.validUntil) <= 0;
  return opens ? null : refuse(codeNotValid, {});
};
