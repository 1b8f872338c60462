/** Files that may read the published figures: the acceptance command itself, and tests. */
const mayRead = /^server\/src\/acceptance\/|\.test\.ts$|\.e2e\.ts$/;

/** Sources, by path, that read what the program is held against; a figure that can be looked up proves nothing. */
export const readersOfExpected = (sources: readonly { file: string; text: string }[]): string[] =>
  sources
    .filter(({ file, text }) => !mayRead.test(file) && /acceptance\/expected|from '\.\/expected\.ts'/.test(text))
    .map(({ file }) => `${file} reads the expected figures`);
