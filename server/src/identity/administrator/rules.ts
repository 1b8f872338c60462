import { centreAdministered } from '@app/contract/identity/problems.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';

/**
 * Why no new administrator code is made: somebody administers the centre who has come in before and can open or reset
 * accounts. In an emergency, when that account cannot be entered any more, the owner of the database says so.
 */
export const whyNotRenewCode = (administrators: number, how: { emergency: boolean }): Refusal | null =>
  administrators > 0 && !how.emergency ? refuse(centreAdministered, { count: administrators }) : null;
