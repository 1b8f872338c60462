/** Builds the contract without its schemas: a browser needs the method and the path of a route, what is sent and answered is judged by the server. */
import type { Plugin } from 'vite';

const CONTRACT = /\/contract\/src\/.*\.ts$/;
const IMPORTED = /^import \* as z from 'zod';$/m;
const LIBRARY = /\/node_modules\/zod\//;
const STAND_IN = /^no-schemas$/;

/** Every schema is this one, however it is put together. A list of words keeps its words; to judge by it would be a mistake, told as one. */
const standIn = `
const JUDGES = /^(~|_|shape$|options$|(safe)?(parse|decode|encode))/i;
const enumOf = (words) => new Proxy(() => z, { get: (_, name) => (name === 'options' ? words : z[name]) });
export const z = new Proxy(() => z, {
  get: (_, name) => {
    if (name === 'enum') return enumOf;
    if (JUDGES.test(String(name))) throw new Error('The browser has no schemas: .' + String(name));
    return z;
  },
});`;

export const withoutSchemas = (): Plugin => ({
  name: 'without-schemas',
  enforce: 'pre',
  resolveId: { filter: { id: STAND_IN }, handler: (id) => id },
  load: {
    filter: { id: [STAND_IN, LIBRARY] },
    handler(id) {
      if (STAND_IN.test(id)) return standIn;
      this.error('The library of the schemas would be in the program: import its types only.');
    },
  },
  transform: {
    filter: { id: CONTRACT, code: IMPORTED },
    handler: (code) => ({ code: code.replace(IMPORTED, "import { z } from 'no-schemas';"), map: null }),
  },
});
