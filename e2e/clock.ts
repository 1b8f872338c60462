import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** The moment at which every journey begins, in the middle of a month: what waits, what is late, what came back is then always the same. */
const journeyDay = Date.parse('2026-11-22T09:00:00+07:00');

/** How far a clock must be moved for a journey that begins now. */
export const clockOffset = (): number => journeyDay - Date.now();

/** A script that moves the clock of a process or a page by so many milliseconds: `new Date()` and `Date.now()` tell another time. */
export const clockScript = (offset: number, further = '0'): string => `{
  const now = Date.now;
  const moved = () => now() + ${offset} + ${further};
  globalThis.Date = new Proxy(Date, {
    construct: (Real, given, target) => Reflect.construct(Real, given.length > 0 ? given : [moved()], target),
    apply: (Real) => new Real(moved()).toString(),
    get: (Real, name) => (name === 'now' ? moved : Reflect.get(Real, name)),
  });
}`;

/** How often a server looks whether its clock has been moved further, in milliseconds. */
const LOOKS_EVERY = 50;

/** The same for a server whose clock a journey moves further: by as many milliseconds as stand in a file. */
export const movableClockScript = (offset: number, file: string): string => `
  import { readFileSync } from 'node:fs';
  let further = 0;
  let lookedAt = -Infinity;
  const look = () => {
    if (performance.now() - lookedAt < ${LOOKS_EVERY}) return further;
    lookedAt = performance.now();
    try { further = Number(readFileSync(${JSON.stringify(file)}, 'utf8')); } catch { /* never moved so far */ }
    return further;
  };
  ${clockScript(offset, 'look()')}`;

const furtherOf = (file: string): number => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);

/** Lets the clock of a server run on, as if so many seconds had gone by; ready when the server has seen it. */
export const letPass = async (file: string, seconds: number): Promise<void> => {
  writeFileSync(file, String(furtherOf(file) + seconds * 1000));
  await setTimeout(2 * LOOKS_EVERY);
};

/** What a server says the time is, in milliseconds. */
export const timeAt = ({ clockOffset: offset, clockFile }: { clockOffset: number; clockFile: string }): number =>
  Date.now() + offset + furtherOf(clockFile);
