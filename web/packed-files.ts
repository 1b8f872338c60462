/** Writes each text of the build packed as well, for the server to send as it lies there. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXTS = /\.(js|css|html|svg|webmanifest|json)$/;
/** Below this it all fits into one packet anyway. */
const LONG = 1400;
/** The highest one takes ten times as long for a twentieth less. */
const QUALITY = 9;

/** After everything else is written. */
export const packedFiles = (): Plugin => {
  let dist = '';
  return {
    name: 'packed-files',
    apply: 'build',
    configResolved: ({ build }) => {
      dist = build.outDir;
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: () => {
        for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
          const file = join(entry.parentPath, entry.name);
          if (!entry.isFile() || !TEXTS.test(file)) continue;
          const content = readFileSync(file);
          if (content.byteLength < LONG) continue;
          writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
          writeFileSync(
            `${file}.br`,
            brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }),
          );
        }
      },
    },
  };
};
