/** The forms the product ships, for the choice in the address where a post's own work names none. */
import type { Line } from '@app/contract/figures/routes.ts';
import type { Words } from '@app/contract/kernel/words.ts';

export type FormChoice = { code: string; title: Words; line: Line; yearly: boolean };

export const formChoices: readonly FormChoice[] = [
  { code: 'TH01', title: { vi: 'Biểu 01/TH, tháng', en: 'Form 01/TH, monthly' }, line: 'committee', yearly: false },
  { code: 'N01', title: { vi: 'Biểu 02/N, năm', en: 'Form 02/N, yearly' }, line: 'committee', yearly: true },
  {
    code: 'N02',
    title: { vi: 'Biểu 03/N-CA, năm, Công an', en: 'Form 03/N-CA, yearly, police' },
    line: 'police',
    yearly: true,
  },
];
