/** Law 13: no source writes what opens doors. */
import { describe, expect, it } from 'vitest';
import { dangersIn } from './dangerous.ts';
import { allFiles, textOf } from './repository.ts';

describe('law 13: dangerous ways of writing', () => {
  it('stand in no source', () => {
    const sources = allFiles().filter((file) => /^(web|server|contract)\/src\/.*\.(ts|tsx|mjs)$/.test(file));
    expect(sources.length).toBeGreaterThan(200);
    expect(dangersIn(sources.map((file) => ({ file, text: textOf(file) })))).toEqual([]);
  });

  it('are seen, each', () => {
    const seen = (file: string, text: string) => dangersIn([{ file, text }]);
    expect(seen('web/src/a.tsx', '<p dangerouslySetInnerHTML={x} />')).toEqual(['web/src/a.tsx writes text as markup']);
    expect(seen('web/src/a.ts', 'parent.postMessage(x)')).toEqual(['web/src/a.ts speaks with other windows']);
    expect(seen('web/src/a.ts', "new BroadcastChannel('a')")).toEqual(['web/src/a.ts speaks with other windows']);
    expect(seen('web/src/kernel/tabs.ts', 'channel.postMessage(x)')).toEqual([]);
    expect(seen('web/src/kernel/tabs.ts', 'window.opener.postMessage(x)')).toEqual([
      'web/src/kernel/tabs.ts speaks with other windows',
    ]);
    expect(seen('web/src/a.ts', 'CivilDate.safeParse(x)')).toEqual(['web/src/a.ts asks a schema in the browser']);
    expect(seen('web/src/a.ts', 'CivilDate.parse(x)')).toEqual(['web/src/a.ts asks a schema in the browser']);
    expect(seen('web/src/a.ts', 'JSON.parse(x) + Date.parse(y)')).toEqual([]);
    expect(seen('server/src/a.ts', 'eval(x)')).toEqual(['server/src/a.ts runs text as a program']);
    expect(seen('server/src/a.ts', "spawn('x', { shell: true })")).toEqual(['server/src/a.ts hands text to a shell']);
    expect(seen('server/src/a.ts', 'const token = Math.random()')).toEqual([
      'server/src/a.ts makes what can be guessed',
    ]);
    expect(seen('server/src/a.ts', "createHash('md5')")).toEqual(['server/src/a.ts uses a broken hash or mode']);
    expect(seen('server/src/a.ts', 'tls({ rejectUnauthorized: false })')).toEqual([
      'server/src/a.ts takes any certificate',
    ]);
    expect(seen('server/src/a.test.ts', 'eval(x)')).toEqual([]);
  });
});
