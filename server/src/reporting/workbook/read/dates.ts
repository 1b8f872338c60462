/** What the formats of a workbook make of its numbers: only whether they are dates, and which. */

/** Formats without a code of their own that show dates or times, those of East Asian workbooks included. */
const builtIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a code shows a date: a day, month, year, hour or second outside quotes, brackets and escapes. */
const showsDate = (code: string): boolean =>
  /[dmyhs]/i.test(
    code
      .replace(/"[^"]*"/g, '')
      .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
      .replace(/\\.|_./g, '')
      .replace(/general|standard/gi, ''),
  );

export const isDateFormat = (id: number, codes: ReadonlyMap<number, string>): boolean => {
  const code = codes.get(id);
  return code === undefined ? builtIn(id) : showsDate(code);
};

const DAY_MS = 86_400_000;
/** The last day that a spreadsheet knows: 31/12/9999. */
const LAST_DAY = 2_958_465;

/**
 * A serial number as the day it stands for, `dd/mm/yyyy`. Workbooks count from 1900 (with a 29/02/1900 that never was) or, those
 * begun on old Macs, from 1904.
 */
export const dayOfSerial = (serial: number, from1904: boolean): string => {
  const whole = Math.floor(serial) + (from1904 ? 1462 : 0);
  if (whole < 0 || whole > LAST_DAY) return String(serial);
  const day = new Date(Date.UTC(1899, 11, whole < 60 ? 31 : 30) + whole * DAY_MS);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`;
};
