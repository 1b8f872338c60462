/** Slips of paper by which people come in for the first time. Their codes live on the page that shows them, and nowhere else. */
import type { Words } from '@app/contract/kernel/words.ts';

export type Slip = {
  username: string;
  code: string;
  unit: string;
  /** The unit above, where the name alone is not enough: many communes share one. */
  superior: string | null;
  body: Words;
  title: Words;
};

/** The slips of an order for many units, with the last day of their codes. */
export type ManyOf = { slips: readonly Slip[]; validUntil: string };

/** A slip with the last day of its code. */
export type OneSlip = { slip: Slip; validUntil: string };

/** 'k7mp 2xqa wd3h 9tbn': four groups are read aloud and typed more easily than sixteen characters. */
export const grouped = (code: string): string =>
  (code.replaceAll(/[^\p{L}\p{N}]/gu, '').match(/.{1,4}/gu) ?? []).join(' ');

/** Slips that one sheet of A4 holds: two columns, four rows. */
const PER_SHEET = 8;

/** The slips as they lie on their sheets. */
export const onSheets = <S>(slips: readonly S[]): S[][] =>
  Array.from({ length: Math.ceil(slips.length / PER_SHEET) }, (_, sheet) =>
    slips.slice(sheet * PER_SHEET, (sheet + 1) * PER_SHEET),
  );
