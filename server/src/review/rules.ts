import { unknownUnits } from '@app/contract/figures/problems.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import type { Actor } from '../kernel/actor.ts';

/**
 * Why a post may not read a review report: it is made by those who draft or issue it and read by inspectors, all of them
 * with every line (the report adds the lines up and holds internal figures). To others it is as if the unit did not exist.
 */
export const whyNotReadReview = (actor: Pick<Actor, 'does' | 'lines'>, level: string): Refusal | null => {
  const reads = (['draft-review', 'issue', 'read-audit'] as const).some((deed) => actor.does.has(deed));
  const reviewed = level === 'nation' || level === 'province';
  return reads && actor.lines.includes('all') && reviewed ? null : refuse(unknownUnits, {});
};
