/** The worker that keeps the shell of the app, and the new version that waits for the person to take it. */
import { useSyncExternalStore } from 'react';
import { tellWorker } from '../tabs.ts';

let waiting: ServiceWorker | null = null;
/** Another tab has taken the new version; this page still runs the one before. */
let isBehind = false;
let taking = false;
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const each of listeners) each();
};

const HOUR = 3600_000;

const hearOf = (registration: ServiceWorkerRegistration): void => {
  const look = () => {
    // Without one in charge this is the first version: there is nothing older to leave.
    waiting = navigator.serviceWorker.controller ? registration.waiting : null;
    tell();
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  setInterval(() => void registration.update().catch(() => {}), HOUR);
};

/** Lets the shell be kept on this device; called once, when the first page stands. */
export const keepShell = async (): Promise<void> => {
  const had = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (taking) return location.reload();
    isBehind = had;
    tell();
  });
  // Refused where the browser keeps nothing (a private window): then the app needs its line.
  const registration = await navigator.serviceWorker.register('/sw.js').catch(() => null);
  if (registration) hearOf(registration);
};

/** Takes the new version: this page is loaded again, what was typed comes back from the device. */
export const takeNewVersion = (): void => {
  taking = true;
  if (waiting) tellWorker(waiting, 'take over');
  else location.reload();
};

const subscribe = (hear: () => void): (() => void) => {
  listeners.add(hear);
  return () => listeners.delete(hear);
};

/** True while a newer version of the app is ready. */
export const useNewVersion = (): boolean => useSyncExternalStore(subscribe, () => waiting !== null || isBehind);
