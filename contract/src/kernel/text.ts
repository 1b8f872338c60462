/** Composed form (NFC), the only one that is stored: "ế" is one character here, whatever keyboard or file it came from. */
export const nfc = (text: string): string => text.normalize('NFC');

/** For search without accents: 'Thái Nguyên' and 'THAI NGUYEN' both fold to 'thai nguyen'. đ is a letter of its own, not a mark. */
export const foldAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();

/** What a search compares: no accents, and no punctuation between the words. 'bru van kieu' finds 'Bru – Vân Kiều'. */
export const foldWords = (text: string): string =>
  foldAccents(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A name that every file system takes: codes of periods carry a colon ('TM:2026-Y'), which some refuse. */
export const fileName = (text: string): string => text.replace(/[\\/:*?"<>|]/g, '-');

const vietnamese = new Intl.Collator('vi', { numeric: true });

/** Order of Vietnamese lists: a ă â b … d đ e ê, marks after letters, "Xã 2" before "Xã 10". */
export const compareVietnamese = (one: string, other: string): number => vietnamese.compare(one, other);
