/** Names of units on a screen that shows old and new ones together. */
import type { UnitInTime } from '@app/contract/figures/restated/routes.ts';
import type { Translate } from '../../kernel/words.ts';

/** Each unit's name by its id; where an ended unit shares its name with another one, it is told as the former. */
export const namesOf = (units: readonly UnitInTime[], t: Translate): ReadonlyMap<number, string> => {
  const distinct = [...new Map(units.map((unit) => [unit.id, unit])).values()];
  return new Map(
    distinct.map(({ id, fullName, to }) => {
      const shared = distinct.some((other) => other.id !== id && other.fullName === fullName);
      return [id, shared && to !== null ? `${fullName} ${t({ vi: '(cũ)', en: '(former)' })}` : fullName];
    }),
  );
};
