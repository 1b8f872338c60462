/** How a report is named and coloured on every screen of the room. */
import type { Words } from '@app/contract/kernel/words.ts';
import type { ReportBrief } from '@app/contract/reporting/routes.ts';
import type { BoardState } from '../ui/StateBoard.tsx';
import type { TagState } from '../ui/Tag.tsx';

type Look = Extract<TagState, BoardState>;

/** The state as the parts of the screens know it; what has not been sent after its deadline is overdue. */
export const lookOf = ({ state, isLate }: Pick<ReportBrief, 'state' | 'isLate'>): Look => {
  if (state === 'submitted') return 'sent';
  if (state === 'returned' || state === 'accepted') return state;
  if (isLate) return 'overdue';
  return state === 'draft' ? 'draft' : 'not-sent';
};

/** Who decides on the reports of a unit: the next level up. */
export const superiorOf = (level: string): Words =>
  level === 'commune' ? { vi: 'tỉnh', en: 'the province' } : { vi: 'Trung ương', en: 'the centre' };

/** What the units below are called, in lists and counts. */
export const unitsBelowOf = (level: string): Words =>
  level === 'province' ? { vi: 'xã, phường', en: 'communes' } : { vi: 'tỉnh, thành phố', en: 'provinces' };

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** Number of a section of a form: I, II, III … */
export const sectionNumber = (index: number): string => roman[index] ?? String(index + 1);

/** A name of a period as it stands inside a sentence: 'tháng 11/2026', 'quý III/2026'. */
export const inSentence = ({ vi, en }: Words): Words => ({ vi: vi.charAt(0).toLowerCase() + vi.slice(1), en });
