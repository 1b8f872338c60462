/** Whom a request is for, as its preview is asked: by the shorter list, for an address of thousands of units is read by no proxy. */
export const whomToLookAt = (
  units: readonly number[],
  left: ReadonlySet<number>,
): { units?: string; except?: string } => {
  if (left.size === 0) return {};
  const chosen = units.filter((id) => !left.has(id));
  return chosen.length <= left.size ? { units: chosen.join() } : { except: [...left].join() };
};
