import * as z from 'zod';
import { problem } from '../../kernel/problem.ts';

export const notDivided = problem('figures.not-divided', 422, {
  vi: 'Ngày đó đơn vị này không bị chia cho nhiều đơn vị, nên không có gì để phân bổ.',
  en: 'On that day the unit was not divided among several units, so there is nothing to allocate.',
});
export const notAPart = problem(
  'figures.not-a-part',
  422,
  {
    vi: '{unit} không nhận phần nào của đơn vị bị chia, hoặc được nêu hai lần.',
    en: '{unit} took over no part of the divided unit, or is named twice.',
  },
  { unit: z.string() },
);
export const shareByLaw = problem(
  'figures.share-by-law',
  422,
  {
    vi: 'Phần của {unit} đã được văn bản quy định, không quyết lại được.',
    en: 'The share of {unit} is settled by the legal text and is not decided again.',
  },
  { unit: z.string() },
);
export const sharesAboveOne = problem('figures.shares-above-one', 422, {
  vi: 'Tổng các tỷ lệ vượt quá 100%, kể cả phần văn bản đã quy định. Giảm bớt cho đến nhiều nhất 100%.',
  en: 'The shares add up to more than 100%, with those of the legal text. Lower them to 100% at most.',
});
export const alreadyDecided = problem('figures.division-decided', 409, {
  vi: 'Đã có quyết định tỷ lệ cho đơn vị này. Rút quyết định cũ trước khi quyết lại.',
  en: 'There is a decision about this unit. Withdraw it before deciding again.',
});
export const decisionWithdrawn = problem('figures.division-withdrawn', 409, {
  vi: 'Quyết định này đã được rút.',
  en: 'This decision has been withdrawn.',
});
