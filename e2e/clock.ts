/** The moment at which every journey begins, in the middle of a month: what waits, what is late, what came back is then always the same. */
const journeyDay = Date.parse('2026-11-22T09:00:00+07:00');

/** How far a clock must be moved for a journey that begins now. */
export const clockOffset = (): number => journeyDay - Date.now();

/** A script that moves the clock of a process or a page by so many milliseconds: `new Date()` and `Date.now()` tell another time. */
export const clockScript = (offset: number): string => `{
  const now = Date.now;
  const moved = () => now() + ${offset};
  globalThis.Date = new Proxy(Date, {
    construct: (Real, given, target) => Reflect.construct(Real, given.length > 0 ? given : [moved()], target),
    apply: (Real) => new Real(moved()).toString(),
    get: (Real, name) => (name === 'now' ? moved : Reflect.get(Real, name)),
  });
}`;
