/** What is kept of a device, and which session asks. */
import type { Proof } from '../../kernel/actor.ts';

const browsers: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/coc_coc_browser\//i, 'Cốc Cốc'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
];

const named = (agent: string, names: readonly [RegExp, string][]) => names.find(([sign]) => sign.test(agent))?.[1];

/** Kind of browser and system, "Firefox, Windows": enough to know one's own devices again, and nothing to follow anybody by. */
export const deviceOf = (userAgent: string | undefined): string | null => {
  const known = [named(userAgent ?? '', browsers), named(userAgent ?? '', systems)].filter(Boolean);
  return known.length > 0 ? known.join(', ') : null;
};

/** The session of a request; null for keys of programs and for the program itself. */
export const sessionOf = (actor: { proof?: Proof }): string | null =>
  actor.proof && 'sessionId' in actor.proof ? actor.proof.sessionId : null;
