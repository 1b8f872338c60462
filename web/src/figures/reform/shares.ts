/** Shares as people type them, in percent, and as they are sent. */
import { addUp } from '@app/contract/kernel/decimal.ts';
import type { Words } from '@app/contract/kernel/words.ts';

/** '62,5' → 0.625; null where it is no percentage of at most two decimals. */
export const shareOf = (typed: string): number | null => {
  const text = typed.trim().replace('%', '').replace(',', '.').trim();
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return null;
  const percent = Number(text);
  return percent > 100 ? null : Math.round(percent * 100) / 10_000;
};

/** Why what was typed cannot be sent; null when it can. Shares of the legal text count with them; an empty field stays open. */
export const whyNotShares = (typed: readonly string[], byLaw: readonly number[]): Words | null => {
  const filled = typed.filter((text) => text.trim() !== '');
  if (filled.length === 0) return { vi: 'Ghi ít nhất một tỷ lệ.', en: 'Give at least one share.' };
  const shares = filled.map(shareOf);
  if (shares.includes(null))
    return { vi: 'Tỷ lệ viết như 62,5, từ 0 đến 100.', en: 'A share is written like 62,5, from 0 to 100.' };
  return addUp([...shares.flatMap((share) => share ?? []), ...byLaw]) > 1
    ? { vi: 'Các tỷ lệ cộng lại quá 100%.', en: 'The shares add up to more than 100%.' }
    : null;
};
