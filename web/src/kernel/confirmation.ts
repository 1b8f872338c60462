/** The one question "are you still you?", put by any number of acts at once and answered by the dialog of the shell. */
import { useSyncExternalStore } from 'react';
import { whenConfirmationIsAsked } from './call.ts';

type Answer = (confirmed: boolean) => void;

let waiting: readonly Answer[] = [];
const listeners = new Set<() => void>();

const set = (next: readonly Answer[]): void => {
  waiting = next;
  for (const tell of listeners) tell();
};

whenConfirmationIsAsked(() => new Promise<boolean>((answer) => set([...waiting, answer])));

/** Answers all who wait: true, they send their act again; false, they tell the refusal, and what was typed stays. */
export const answerConfirmation = (confirmed: boolean): void => {
  const answered = waiting;
  set([]);
  for (const answer of answered) answer(confirmed);
};

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** True while an act waits for the person to confirm who they are. */
export const useConfirmationAsked = (): boolean => useSyncExternalStore(subscribe, () => waiting.length > 0);
