import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { packedFiles } from './packed-files.ts';
import { shellWorker } from './shell-worker.ts';
import { withoutSchemas } from './without-schemas.ts';

const api = 'http://127.0.0.1:3000';

/** Parts that change with their release, not with ours, stay in the browser's cache when the product is updated. */
const stock = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 2 },
  { name: 'tanstack', test: /node_modules\/@tanstack\//, priority: 2 },
];
/** What so many pages share comes in one file: on a slow machine each of twenty small ones costs more than what stands in it. */
const SHARED = 4;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [withoutSchemas(), react(), shellWorker(), packedFiles()],
  build: {
    target: 'es2022',
    outDir: resolve(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // Every browser of the target has it.
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [...stock, { name: 'shared', minShareCount: SHARED }] } } },
  },
  server: { port: 5173, proxy: { '/api': { target: api, changeOrigin: false } } },
});
