/** The language of the screens. Words stand side by side where they are used: `t({ vi: 'Gửi', en: 'Send' })`. */
import { type Language, say, type Words, type WordsData } from '@app/contract/kernel/words.ts';
import { useSyncExternalStore } from 'react';
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

/** The chosen language and its translator. */
export const useWords = (): { language: Language; t: Translate } => {
  const now = useSyncExternalStore(subscribe, () => language);
  return { language: now, t: translators[now] };
};
