import type { ProblemAnswer, Refusal } from '@app/contract/kernel/problem.ts';
import { say } from '@app/contract/kernel/words.ts';

/** An expected refusal on its way out: thrown by actions, turned into `application/problem+json` by `serve`. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** Throws when a rule has found a reason against. */
export const must = (whyNot: Refusal | null): void => {
  if (whyNot) throw new Refused(whyNot);
};

/** The value, or the refusal when there is none (not found, or not to be seen). */
export const found = <T>(value: T | null | undefined, otherwise: Refusal): T => {
  if (value === null || value === undefined) throw new Refused(otherwise);
  return value;
};

/** A refusal as it travels, in both languages. */
export const toAnswer = ({ code, status, says, data, fields }: Refusal, requestId: string): ProblemAnswer => {
  const words = data as Record<string, string | number>;
  const both = { vi: say(says, 'vi', words), en: say(says, 'en', words) };
  return {
    type: `/problems/${code}`,
    title: both.vi,
    status,
    code,
    says: both,
    data,
    ...(fields && { fields }),
    requestId,
  };
};

/** A refusal as the reason on a button that cannot be pressed. */
export const sayWhyNot = (refusal: Refusal | null) => {
  if (!refusal) return null;
  const data = refusal.data as Record<string, string | number>;
  return { code: refusal.code, says: { vi: say(refusal.says, 'vi', data), en: say(refusal.says, 'en', data) } };
};
