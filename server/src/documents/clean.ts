/** Text hygiene of the writers: what no office format can hold, or what could make a paper read otherwise than it was written. */

// U+0000–001F and 007F–009F break XML and printers; U+200E/F, 202A–E and 2066–9 turn the reading direction around; FFFE/F are no characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is taken out here
const unfit = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udfff]/gu;

/** One line of composed Vietnamese (NFC): line breaks and tabs become spaces, characters that XML cannot hold go. */
export const cleanText = (text: string): string =>
  text
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(unfit, '')
    .normalize('NFC');

/** The same for every text in a tree. */
export const cleanTree = <T>(tree: T): T => {
  if (typeof tree === 'string') return cleanText(tree) as T;
  if (Array.isArray(tree)) return tree.map(cleanTree) as T;
  if (tree === null || typeof tree !== 'object') return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, cleanTree(value)])) as T;
};

/**
 * Lets a word of more than `limit` characters break: Typst lets it run off the sheet otherwise. Vietnamese syllables
 * have at most seven letters, so only addresses and rubbish are touched.
 */
export const breakable = (text: string, limit: number): string =>
  text.replace(new RegExp(`\\S{${limit + 1},}`, 'gu'), (word) =>
    word.replace(new RegExp(`.{${Math.ceil(limit / 2)}}(?=.)`, 'gu'), '$&\u200b'),
  );

/** The address of a trace on the instance that made the paper. */
export const traceAddress = (baseUrl: string, trace: string): string => baseUrl.replace(/\/+$/, '') + trace;
