/** The language of the screens. Words stand side by side where they are used: `t({ vi: 'Gửi', en: 'Send' })`. */
import { type Language, say, type Words, type WordsData } from '@app/contract/kernel/words.ts';
import { useSyncExternalStore } from 'react';
import type { Problem } from './call.ts';
import { keep, kept } from './device.ts';

const listeners = new Set<() => void>();
let language: Language = kept('language') === 'en' ? 'en' : 'vi';

/** Changes the language of every screen, now and at the next visit. */
export const speak = (next: Language): void => {
  language = next;
  keep('language', next);
  document.documentElement.lang = next;
  for (const tell of listeners) tell();
};

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export type Translate = (words: Words, data?: WordsData) => string;

const translators: Record<Language, Translate> = {
  vi: (words, data) => say(words, 'vi', data),
  en: (words, data) => say(words, 'en', data),
};

const teller =
  (t: Translate) =>
  ({ answer: { says, data } }: Problem): string =>
    // Data of a problem are texts, numbers or words by their description; anything else would stay in braces.
    t(says, data as WordsData);
const tellers = { vi: teller(translators.vi), en: teller(translators.en) };

const faultTeller =
  (t: Translate) =>
  (problem: Problem | null, path: string): string | null => {
    const words = problem?.fault(path);
    return words ? t(words) : null;
  };
const faultTellers = { vi: faultTeller(translators.vi), en: faultTeller(translators.en) };

type Speech = {
  language: Language;
  t: Translate;
  /** The words of a problem with its data filled in. */
  tell: (problem: Problem) => string;
  /** What a problem says about one field of the form, if anything. */
  fault: (problem: Problem | null, path: string) => string | null;
};

/** The chosen language, its translator, and the tellers of problems. */
export const useWords = (): Speech => {
  const now = useSyncExternalStore(subscribe, () => language);
  return { language: now, t: translators[now], tell: tellers[now], fault: faultTellers[now] };
};
