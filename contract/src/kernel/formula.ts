/** Text in tables for spreadsheets: what begins like a formula must not be carried out, and must come back as it was. */

/** Signs that begin a formula in some spreadsheet, the fullwidth ones among them, after blanks and guards. */
const BEGINS = /^'*\s*[=+\-@\t\r|%＝＋－＠]/;

/** The same text behind an apostrophe where a spreadsheet would take it for a formula (OWASP, CSV injection). */
export const guarded = (text: string): string => (BEGINS.test(text) ? `'${text}` : text);

/** The text that `guarded` was given. */
export const unguarded = (text: string): string => (text.startsWith("'") && BEGINS.test(text) ? text.slice(1) : text);

/** A cell of CSV (RFC 4180) that no spreadsheet takes for a formula. */
export const csvCell = (text: string): string => {
  const safe = guarded(text);
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
