/** Whether the server can be reached, as the calls find out; every screen hears it. */
import { useSyncExternalStore } from 'react';

/** Null while the server answers; else since when it does not. */
let downSince: Date | null = null;
const listeners = new Set<() => void>();
const LOOKS_EVERY = 10_000;
let timer: ReturnType<typeof setInterval> | undefined;

const set = (since: Date | null): void => {
  downSince = since;
  for (const tell of listeners) tell();
};

/** Asks for the answer that everybody gets. */
const look = (): void =>
  void fetch('/api/session', { cache: 'no-store' }).then(
    () => noteLine(true),
    () => noteLine(false),
  );

/** Every call says whether an answer came, whatever it was. */
export const noteLine = (up: boolean): void => {
  if (up === (downSince === null)) return;
  clearInterval(timer);
  if (!up && followed) timer = setInterval(look, LOOKS_EVERY);
  set(up ? null : new Date());
};

let followed = false;

/** Hears the browser too, and looks every few seconds whether the line is back. */
export const followLine = (): void => {
  followed = true;
  addEventListener('offline', () => noteLine(false));
  addEventListener('online', look);
};

export const lineIsDown = (): boolean => downSince !== null;

/** Hears each change; answers the way to stop hearing. */
export const onLine = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** Since when the server cannot be reached; null while it can. */
export const useLineDown = (): Date | null => useSyncExternalStore(onLine, () => downSince);
