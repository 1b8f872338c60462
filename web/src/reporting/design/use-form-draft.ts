/** The draft of a form in the browser: kept on the server a moment after each change, one save after the other. */
import type { Answer } from '@app/contract/kernel/route.ts';
import { type getForm, saveFormDraft } from '@app/contract/reporting/design/routes.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, Problem } from '../../kernel/call.ts';
import type { FormContent } from './form-edit.ts';

export type FormAnswer = Answer<typeof getForm>;
export type SavedDraft = Answer<typeof saveFormDraft>;
export type Shape = Pick<SavedDraft, 'line' | 'calendar' | 'periodKind' | 'from'> & { content: FormContent };

const PAUSE = 700;

export const useFormDraft = (code: string, start: Shape, opened: SavedDraft | null) => {
  const [shape, setShape] = useState(start);
  const [saved, setSaved] = useState(opened);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [dirty, setDirty] = useState(false);
  const version = useRef(opened?.draftVersion ?? 0);
  const latest = useRef(shape);
  const changed = useRef(0);
  const running = useRef<Promise<void> | null>(null);

  const save = useCallback((): Promise<void> => {
    if (running.current) return running.current;
    const run = async () => {
      // What changed while a save was under way is saved with the next one.
      for (let at = -1; at !== changed.current; ) {
        at = changed.current;
        const answer = await call(saveFormDraft, {
          params: { form: code },
          body: { draftVersion: version.current, ...latest.current },
        });
        version.current = answer.draftVersion;
        setSaved(answer);
        setProblem(null);
      }
      setDirty(false);
    };
    running.current = run()
      .catch((cause: unknown) => {
        if (!(cause instanceof Problem)) throw cause;
        setProblem(cause);
      })
      .finally(() => {
        running.current = null;
      });
    return running.current;
  }, [code]);

  const change = useCallback((next: Partial<Shape>) => {
    latest.current = { ...latest.current, ...next };
    changed.current += 1;
    setShape(latest.current);
    setDirty(true);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the shape begins the pause anew
  useEffect(() => {
    if (!dirty) return;
    const timer = setTimeout(() => void save(), PAUSE);
    return () => clearTimeout(timer);
  }, [shape, dirty, save]);

  return { shape, saved, problem, dirty, change, save };
};
export type FormDraft = ReturnType<typeof useFormDraft>;
