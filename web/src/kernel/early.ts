/** What `public/early.js` has asked for before the program stood: handed to the first call that asks the same, once. */

type Early = { as: string | null; asked: Map<string, Promise<Response>>; until: number };

/** After a write, a sign-in above all, what was asked before it is no answer any more. */
export const dropEarly = (): void => {
  Reflect.set(globalThis, 'chungTayEarly', undefined);
};

/** The answer on its way to an address asked as this post; undefined where nothing was asked, or too long ago. */
export const takeEarly = (address: string, as: number | null): Promise<Response> | undefined => {
  // Set by early.js alone.
  const early = (globalThis as { chungTayEarly?: Early }).chungTayEarly;
  if (!early || early.as !== (as === null ? null : String(as)) || performance.now() > early.until) return undefined;
  const answer = early.asked.get(address);
  early.asked.delete(address);
  return answer;
};
