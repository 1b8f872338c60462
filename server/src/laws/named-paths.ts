/** What a document of the repository names: files, folders and scripts. */

export type Known = { files: readonly string[]; scripts: readonly string[]; madeHere: readonly string[] };

const endings = 'ts|tsx|mjs|cjs|md|json|sql|css|csv|html|typ|svg|png|yml';
const looksLikeFile = new RegExp(`^[\\w.@*<>-]+(/[\\w.@$*<>-]+)*\\.(${endings})$`);
const looksLikeFolder = /^[\w.@*<>-]+(\/[\w.@$*<>-]+)*\/$/;
const looksLikePath = /^\.?[\w@*<>-]+(\/[\w.@$*<>-]+)+$/;
const ownCommands = new Set(['ci', 'install', 'run', 'audit', 'init']);

/** `<room>` and `*` stand for any name. */
const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .replace(/[.+?^$()[\]{}|\\]/g, '\\$&')
      .replace(/<[^<>]+>/g, '[^/]+')
      .replaceAll('*', '[^/]*')}`,
  );

const exists = (named: string, from: string, { files, madeHere }: Known): boolean => {
  const path = named.replace(/^\.\//, '').replace(/\/$/, '');
  if (madeHere.some((made) => path === made || path.startsWith(`${made}/`))) return true;
  const places = [path, ...(from.includes('/') ? [`${from.replace(/\/[^/]*$/, '')}/${path}`] : [])];
  const whole = places.map((place) => new RegExp(`${patternOf(place).source}(/|$)`));
  if (files.some((file) => whole.some((pattern) => pattern.test(file)))) return true;
  // A bare name such as `queries.ts` stands for the files of that name.
  return !path.includes('/') && files.some((file) => new RegExp(`(^|/)${patternOf(path).source.slice(1)}$`).test(file));
};

/** Climbs out of the folder of a document: `../LICENSE` named in `docs/x.md` is `LICENSE`. */
const resolved = (link: string, from: string): string => {
  const parts = from.split('/').slice(0, -1);
  for (const step of link.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
};

/** The words of code: what stands in backticks and in fenced blocks. */
const codeOf = (markdown: string): string[] => {
  const fences = [...markdown.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
  const spans = [...markdown.replace(/^```[^\n]*\n[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    (match) => match[1] ?? '',
  );
  return [...fences, ...spans];
};

const pathsIn = (code: string, topLevel: ReadonlySet<string>): string[] =>
  code
    .split(/[\s,;()'"=│├└─]+/)
    .map((word) => word.replace(/[.:]+$/, '').replace(/:\d+(-\d+)?$/, ''))
    .filter(
      (word) =>
        looksLikeFile.test(word) ||
        looksLikeFolder.test(word) ||
        // Without an ending or a slash behind it, a word is a path only where it begins like one: `submit/accept` is none.
        (looksLikePath.test(word) && topLevel.has(word.split('/')[0] ?? '')),
    );

const scriptsIn = (code: string): string[] =>
  [...code.matchAll(/\bnpm (run )?(?:-s )?([a-z][\w:-]*)/g)].flatMap(([, run, name = '']) =>
    run || !ownCommands.has(name) ? [name] : [],
  );

const linksIn = (markdown: string): string[] =>
  [...markdown.matchAll(/\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));

/** The files, folders, links and scripts that a document names and the repository does not have. */
export const missingIn = (from: string, markdown: string, known: Known): string[] => {
  const topLevel = new Set(known.files.map((file) => file.split('/')[0] ?? ''));
  const code = codeOf(markdown);
  const missing = [
    ...code.flatMap((text) => pathsIn(text, topLevel)).filter((path) => !exists(path, from, known)),
    ...code
      .flatMap(scriptsIn)
      .filter((script) => !known.scripts.includes(script))
      .map((script) => `npm run ${script}`),
    ...linksIn(markdown).filter((link) => !exists(resolved(link, from), '', known)),
  ];
  return [...new Set(missing)].map((name) => `${from} names ${name}, which does not exist`);
};
