import type { Kind } from '@app/contract/kernel/combine.ts';
import type { Words } from '@app/contract/kernel/words.ts';

/** What the kinds of indicators are called where somebody chooses one. */
export const kindWords: Readonly<Record<Kind, Words>> = {
  F: { vi: 'phát sinh trong kỳ', en: 'happens in the period' },
  S: { vi: 'hiện có ở ngày chốt', en: 'is there at the cut-off' },
  D: { vi: 'đếm từ danh mục', en: 'counted from a list' },
  R: { vi: 'tỷ lệ', en: 'ratio' },
  A: { vi: 'bình quân', en: 'average' },
  B: { vi: 'có hoặc không', en: 'yes or no' },
};

/** How each kind adds up, said where it is chosen: it never changes afterwards. */
export const kindHints: Readonly<Record<Kind, Words>> = {
  F: {
    vi: 'Cộng các đơn vị, cộng các kỳ. Ví dụ: buổi tuyên truyền.',
    en: 'Added over units and over periods: sessions.',
  },
  S: {
    vi: 'Cộng các đơn vị; cả năm lấy số ở ngày chốt cuối. Ví dụ: tổ hòa giải.',
    en: 'Added over units; for the year the last cut-off counts: teams.',
  },
  D: { vi: '', en: '' },
  R: {
    vi: 'Tính lại ở từng cấp từ hai chỉ tiêu, không nhập tay.',
    en: 'Recomputed at every level from two indicators.',
  },
  A: { vi: 'Tổng chia cho số lượng, tính lại ở từng cấp.', en: 'A sum by a count, recomputed at every level.' },
  B: { vi: 'Đếm số đơn vị trả lời “có”.', en: 'Counts the units that say yes.' },
};
