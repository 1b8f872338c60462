import type { Store } from './data.ts';
import type { Figure } from './measure.ts';
import type { Size } from './sizes.ts';

export type Run = {
  size: Size;
  store: Store;
  /** How often a thing is timed that is usually timed so often; fewer when the bench itself is tried out. */
  rounds: (usual: number) => number;
  say: (text: string) => void;
};

/** Something that is measured. It throws when what it measures is not right: wrong answers have no speed. */
export type Scenario = { name: string; run: (run: Run) => Promise<Figure[]> };
