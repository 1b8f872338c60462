/** The words of a report while somebody writes them: saved by themselves, a moment after the last key. */
import type { Answer } from '@app/contract/kernel/route.ts';
import { getNarrative, saveNarrative } from '@app/contract/reporting/narrative/routes.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, Problem } from '../../kernel/call.ts';
import { queryClient, reading } from '../../kernel/query.ts';

export type NarrativeAnswer = Answer<typeof getNarrative>;
export type Texts = Readonly<Record<string, string>>;

/** How long after the last key words are saved, in milliseconds. */
const SAVE_AFTER = 1200;

export type Writing = {
  texts: Texts;
  write: (section: string, text: string) => void;
  /** Saves what is not saved yet; false when it was refused. */
  flush: () => Promise<boolean>;
  /** The version that the next act goes on from. */
  version: () => number;
  /** Takes over what the server answered meanwhile. */
  takeOver: (texts: Texts, version: number) => void;
  state: 'saved' | 'typed' | 'saving' | 'refused';
  savedAt: string | null;
  problem: Problem | null;
};

export const useNarrative = (answer: NarrativeAnswer): Writing => {
  const reportId = answer.report.id;
  const [texts, setTexts] = useState<Texts>(answer.texts);
  const [state, setState] = useState<Writing['state']>('saved');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const kept = useRef({ texts: answer.texts as Texts, version: answer.version });
  const now = useRef<Texts>(answer.texts);
  const running = useRef<Promise<boolean> | null>(null);

  const save = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current;
    if (now.current === kept.current.texts) return true;
    const sent = now.current;
    const work = async (): Promise<boolean> => {
      setState('saving');
      try {
        const saved = await call(saveNarrative, {
          params: { reportId },
          body: { version: kept.current.version, texts: { ...sent } },
        });
        kept.current = { texts: sent, version: saved.version };
        const { queryKey } = reading(getNarrative, { params: { reportId } });
        queryClient.setQueryData(
          queryKey,
          (before: NarrativeAnswer | undefined) =>
            before && {
              ...before,
              texts: { ...sent },
              version: saved.version,
              figures: { ...before.figures, ...saved.figures },
            },
        );
        setSavedAt(saved.savedAt);
        setProblem(null);
        setState(now.current === sent ? 'saved' : 'typed');
        return true;
      } catch (cause) {
        if (!(cause instanceof Problem)) throw cause;
        setProblem(cause);
        setState('refused');
        return false;
      }
    };
    running.current = work();
    const done = await running.current;
    running.current = null;
    return done;
  }, [reportId]);

  useEffect(() => {
    if (texts === kept.current.texts) return;
    const timer = setTimeout(() => void save(), SAVE_AFTER);
    return () => clearTimeout(timer);
  }, [texts, save]);
  // Whoever leaves with words that are not saved is asked by the browser; another screen of the app saves them on the way.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (now.current !== kept.current.texts) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('beforeunload', ask);
      void save();
    };
  }, [save]);

  return {
    texts,
    state,
    savedAt,
    problem,
    write: (section, text) => {
      now.current = { ...now.current, [section]: text };
      setTexts(now.current);
      setState('typed');
    },
    flush: save,
    version: () => kept.current.version,
    takeOver: (fresh, version) => {
      kept.current = { texts: fresh, version };
      now.current = fresh;
      setTexts(fresh);
      setState('saved');
    },
  };
};
