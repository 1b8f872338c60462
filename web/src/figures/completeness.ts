import type { FigureAnswer } from '@app/contract/figures/routes.ts';
import type { Words } from '@app/contract/kernel/words.ts';

type Rests = Pick<FigureAnswer, 'reported' | 'expected' | 'basis' | 'reading'>;

/** On how many reports a figure rests, in one sentence with `{reported}` and `{expected}`. */
export const completenessWords = ({ reported, expected, basis, reading }: Rests): Words => {
  if (expected === 0)
    return reported === 0
      ? { vi: 'Kỳ này chưa giao báo cáo chỉ tiêu này.', en: 'No report was asked for in this period.' }
      : { vi: 'Dựa trên {reported} báo cáo.', en: 'Rests on {reported} {reported|report|reports}.' };
  const state = reading === 'accepted' ? { vi: 'đã duyệt', en: 'accepted' } : { vi: 'đã gửi', en: 'submitted' };
  const of = basis === 'units' ? { vi: '', en: '' } : { vi: ' của các kỳ ngắn hơn', en: ' of shorter periods' };
  const all = reported >= expected;
  return {
    vi: all
      ? `Đủ {expected}/{expected} báo cáo ${state.vi}${of.vi}.`
      : `Dựa trên {reported}/{expected} báo cáo ${state.vi}${of.vi}. Phần thiếu không tính là 0.`,
    en: all
      ? `All {expected} ${state.en} {expected|report|reports}${of.en}.`
      : `Rests on {reported} of {expected} ${state.en} reports${of.en}. What is missing is not counted as 0.`,
  };
};
