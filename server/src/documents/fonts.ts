/** Tinos, the free metric twin of Times New Roman: the same line breaks on every machine, whatever fonts it has. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'));

export const documentFont = 'Tinos';

/** TrueType files: Typst and resvg ignore woff2 without saying so. */
export const fontFiles = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'].map((cut) =>
  join(folder, cut, `Tinos_${cut}.ttf`),
);
