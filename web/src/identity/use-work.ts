import { useState } from 'react';
import { Problem } from '../kernel/call.ts';
import { useWords } from '../kernel/words.ts';

/** Work of several calls and a question of the browser between them; its failure is told in words. */
export const useWork = (wordsFor: (cause: unknown) => string | null) => {
  const { tell } = useWords();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      await work();
    } catch (cause) {
      const words = cause instanceof Problem ? tell(cause) : wordsFor(cause);
      if (words === null) throw cause;
      setFault(words);
    } finally {
      setBusy(false);
    }
  };
  return { busy, fault, run };
};
