/** What a PIN must be, and how long a wrong one waits. Pure. */
import type { Words } from '@app/contract/kernel/words.ts';

export const SHORTEST_PIN = 6;
/** So many wrong PINs in a row take the PIN and the copies from the device. */
export const MOST_WRONG = 10;

const isRun = (pin: string): boolean => {
  const steps = [...pin].slice(1).map((sign, at) => sign.charCodeAt(0) - pin.charCodeAt(at));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
};

/** Why a PIN or password is none: too short, or the first that anybody would try. */
export const whyNotPin = (pin: string): Words | null => {
  if ([...pin].length < SHORTEST_PIN)
    return { vi: `Ít nhất ${SHORTEST_PIN} ký tự.`, en: `At least ${SHORTEST_PIN} characters.` };
  if (isRun(pin))
    return {
      vi: 'Dãy này ai cũng đoán đầu tiên. Chọn dãy khác.',
      en: 'Everybody tries this one first. Choose another.',
    };
  return null;
};

/** Milliseconds before the next PIN counts, after so many wrong ones in a row. */
export const waitAfter = (wrong: number): number => (wrong < 3 ? 0 : Math.min(300_000, 5000 * 2 ** (wrong - 3)));
