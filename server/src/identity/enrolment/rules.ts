import { codeNotValid } from '@app/contract/identity/problems.ts';
import { type CivilDate, compareDates } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';

/**
 * Why a one-time code does not open its account: there is none (null), it is another one, used up, or its last day has passed.
 * Never says which.
 */
export const whyNotEnrol = (
  kept: { isRight: boolean; validUntil: CivilDate; usedAt: Date | null } | null,
  today: CivilDate,
): Refusal | null => {
  const opens = kept?.isRight && kept.usedAt === null && compareDates(today, kept.validUntil) <= 0;
  return opens ? null : refuse(codeNotValid, {});
};
