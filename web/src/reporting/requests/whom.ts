/** Whom a request is for: found by name, chosen by what is found, and looked at before it is sent. */
import { foldAccents } from '@app/contract/kernel/text.ts';

export type Whom = { id: number; fullName: string; within: string | null };

/** Units whose name, or that of the unit above them, holds what was typed, without regard to accents. */
export const whomFound = (units: readonly Whom[], text: string): Whom[] => {
  const sought = foldAccents(text.trim());
  return units.filter(({ fullName, within }) => foldAccents(`${fullName} ${within ?? ''}`).includes(sought));
};

/** Whom a request is for, as its preview is asked: by the shorter list, for an address of thousands of units is read by no proxy. */
export const whomToLookAt = (
  units: readonly number[],
  left: ReadonlySet<number>,
): { units?: string; except?: string } => {
  if (left.size === 0) return {};
  const chosen = units.filter((id) => !left.has(id));
  return chosen.length <= left.size ? { units: chosen.join() } : { except: [...left].join() };
};
