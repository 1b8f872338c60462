/** Bodies that stand at a unit, each in its line of authority. */
import type { Words } from '@app/contract/kernel/words.ts';

export type BodyKind = 'committee' | 'police' | 'front' | 'women' | 'youth' | 'veterans' | 'farmers';

export type PlannedBody = {
  kind: BodyKind;
  line: string;
  name: Words;
  /** The standing agency keeps the committee's line. */
  standing: boolean;
};
