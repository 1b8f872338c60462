/** Ways of writing that have opened doors elsewhere, and which nothing here needs. */
type Ban = { where: RegExp; what: RegExp; why: string };

const code = /\.(ts|tsx|mjs)$/;
const bans: readonly Ban[] = [
  {
    where: /^web\/src\//,
    what: /dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write/,
    why: 'writes text as markup',
  },
  {
    where: /^web\/src\/(?!kernel\/tabs\.ts$)/,
    what: /\bpostMessage\(|addEventListener\(\s*'message'|\bBroadcastChannel\(/,
    why: 'speaks with other windows',
  },
  // Tabs of this app and its worker are spoken with in one place, which names no window.
  {
    where: /^web\/src\/kernel\/tabs\.ts$/,
    what: /\b(window|globalThis|self|parent|opener|top|frames|contentWindow)\b[.[]|^\s*postMessage\(/m,
    why: 'speaks with other windows',
  },
  // The browser is built without the schemas: the page that asks one stops in the middle of the work.
  {
    where: /^web\/src\//,
    what: /\.safe(Parse|Decode|Encode)\w*\(|\b(?!JSON\b|Date\b)[A-Z]\w*\.parse(Async)?\(/,
    why: 'asks a schema in the browser',
  },
  { where: /^(web|server|contract)\/src\//, what: /\beval\(|new Function\(/, why: 'runs text as a program' },
  {
    where: /^server\/src\//,
    what: /\b(execSync|execFile\w*\([^)]*shell)\b|\bshell: true|[^.\w]exec\(/,
    why: 'hands text to a shell',
  },
  { where: /^server\/src\/(?!crash\/)/, what: /Math\.random\(/, why: 'makes what can be guessed' },
  {
    where: /^server\/src\//,
    what: /createHash\(\s*'(md5|sha1)'|createCipheriv\(\s*'[^']*-(ecb|cbc)'/,
    why: 'uses a broken hash or mode',
  },
  {
    where: /^server\/src\//,
    what: /rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED/,
    why: 'takes any certificate',
  },
];

/** Sources, tests aside, that write so. */
export const dangersIn = (sources: readonly { file: string; text: string }[]): string[] =>
  sources
    .filter(({ file }) => code.test(file) && !/\.test\.tsx?$|\/testing\/|^server\/src\/laws\//.test(file))
    .flatMap(({ file, text }) =>
      bans.filter(({ where, what }) => where.test(file) && what.test(text)).map(({ why }) => `${file} ${why}`),
    );
