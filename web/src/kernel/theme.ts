/** Light or dark: by choice, else by the system. `public/theme.js` applies the same rule before the first paint. */
import { useSyncExternalStore } from 'react';
import { keep, kept } from './device.ts';

export type Theme = 'light' | 'dark';

const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

const now = (): Theme => (document.documentElement.getAttribute('data-theme') === 'dark' ? 'dark' : 'light');

const show = (theme: Theme): void => {
  document.documentElement.setAttribute('data-theme', theme);
  for (const tell of listeners) tell();
};

system.addEventListener('change', () => {
  if (kept('theme') === null) show(system.matches ? 'dark' : 'light');
});

/** Chooses a theme for this device. */
export const choose = (theme: Theme): void => {
  keep('theme', theme);
  show(theme);
};

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** The theme on screen. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, now);
