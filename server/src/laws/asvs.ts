/** The table of the OWASP ASVS 5.0, level 2: every number once, and every file and test that it names is there. */

/** Requirements of levels 1 and 2 by section, as `number` or `first-last`; an asterisk marks those of level 1. */
const sections: Readonly<Record<string, string>> = {
  '1.1': '1-2',
  '1.2': '1-5* 6-9',
  '1.3': '1-2* 3-11',
  '1.4': '1-3',
  '1.5': '1* 2',
  '2.1': '1* 2-3',
  '2.2': '1-2* 3',
  '2.3': '1* 2-4',
  '2.4': '1',
  '3.2': '1-2*',
  '3.3': '1* 2-4',
  '3.4': '1-2* 3-6',
  '3.5': '1-3* 4-5',
  '3.7': '1-2',
  '4.1': '1* 2-3',
  '4.2': '1',
  '4.3': '1-2',
  '4.4': '1* 2-4',
  '5.1': '1',
  '5.2': '1-2* 3',
  '5.3': '1-2*',
  '5.4': '1-3',
  '6.1': '1* 2-3',
  '6.2': '1-8* 9-12',
  '6.3': '1-2* 3-4',
  '6.4': '1-2* 3-4',
  '6.5': '1-5',
  '6.6': '1-3',
  '6.8': '1-4',
  '7.1': '1-3',
  '7.2': '1-4*',
  '7.3': '1-2',
  '7.4': '1-2* 3-5',
  '7.5': '1-2',
  '7.6': '1-2',
  '8.1': '1* 2',
  '8.2': '1-2* 3',
  '8.3': '1*',
  '8.4': '1',
  '9.1': '1-3*',
  '9.2': '1* 2-4',
  '10.1': '1-2',
  '10.2': '1-2',
  '10.3': '1-4',
  '10.4': '1-5* 6-11',
  '10.5': '1-5',
  '10.6': '1-2',
  '10.7': '1-3',
  '11.1': '1-2',
  '11.2': '1-3',
  '11.3': '1-2* 3',
  '11.4': '1* 2-4',
  '11.5': '1',
  '11.6': '1',
  '12.1': '1* 2-3',
  '12.2': '1-2*',
  '12.3': '1-4',
  '13.1': '1',
  '13.2': '1-5',
  '13.3': '1-2',
  '13.4': '1* 2-5',
  '14.1': '1-2',
  '14.2': '1* 2-4',
  '14.3': '1* 2-3',
  '15.1': '1* 2-3',
  '15.2': '1* 2-3',
  '15.3': '1* 2-7',
  '16.1': '1',
  '16.2': '1-5',
  '16.3': '1-4',
  '16.4': '1-3',
  '16.5': '1-3',
  '17.1': '1',
  '17.2': '1-4',
  '17.3': '1-2',
};

/** Every requirement of levels 1 and 2 with its level. */
export const requirements: ReadonlyMap<string, 1 | 2> = new Map(
  Object.entries(sections).flatMap(([section, text]) =>
    text.split(' ').flatMap((range) => {
      const [first = 0, last = first] = range.replace('*', '').split('-').map(Number);
      const level = range.endsWith('*') ? 1 : 2;
      return Array.from({ length: last - first + 1 }, (_, at) => [`${section}.${first + at}`, level] as const);
    }),
  ),
);

const states = ['met', 'partly', 'not met', 'does not apply'] as const;
type State = (typeof states)[number];

export type Line = { number: string; level: string; asked: string; state: string; where: string; tests: string };

/** The lines of the table: `| 1.2.3 | L1 | what is asked | met | where | test |`. */
export const linesIn = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => /^\| \d+\.\d+\.\d+ \|/.test(line))
    .map((line) => {
      const [, number = '', level = '', asked = '', state = '', where = '', tests = ''] = line
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim());
      return { number, level, asked, state, where, tests };
    });

/** Tests as the table names them: a path in backticks, then a title in quotation marks; several behind each other. */
export const testsIn = (cell: string): { file: string; title: string }[] =>
  [...cell.matchAll(/`([^`]+)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }));

/** Sections that ask for documentation; there a document is the proof. */
const ofDocuments = /^(1\.1|2\.1|5\.1|6\.1|7\.1|8\.1|11\.1|13\.1|14\.1|15\.1|16\.1)\./;

const faultsOfLine = (line: Line, textOf: (file: string) => string | null): string[] => {
  const at = (what: string) => `${line.number} ${what}`;
  const tests = testsIn(line.tests);
  const paths = [...line.where.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
  return [
    ...(line.level === `L${requirements.get(line.number)}` ? [] : [at(`is not of level ${line.level}`)]),
    ...(states.includes(line.state as State) ? [] : [at(`is “${line.state}”`)]),
    ...(line.asked.length < 3 || line.where.length < 3 ? [at('says too little')] : []),
    ...(line.state === 'met' && tests.length === 0 && !ofDocuments.test(line.number)
      ? [at('is met without a test')]
      : []),
    ...(line.state === 'met' &&
    ofDocuments.test(line.number) &&
    tests.length === 0 &&
    !paths.some((path) => path.endsWith('.md'))
      ? [at('is met without a document')]
      : []),
    ...paths.filter((path) => textOf(path) === null).map((path) => at(`names ${path}, which does not exist`)),
    ...tests.flatMap(({ file, title }) => {
      const text = textOf(file);
      if (text === null) return [at(`names ${file}, which does not exist`)];
      return text.includes(title) ? [] : [at(`names the test “${title}”, which ${file} does not have`)];
    }),
  ];
};

/** How many lines are in each state, as the page says at its top. */
export const countsOf = (lines: readonly Line[]): string =>
  states.map((state) => `${lines.filter((line) => line.state === state).length} ${state}`).join(', ');

/** Everything wrong with the page; `textOf` answers null for a file that is not there, and the empty text for a folder. */
export const faultsOfAsvs = (page: string, textOf: (file: string) => string | null): string[] => {
  const lines = linesIn(page);
  const numbers = lines.map(({ number }) => number);
  return [
    ...[...requirements.keys()].filter((number) => !numbers.includes(number)).map((number) => `${number} is missing`),
    ...numbers
      .filter((number) => !requirements.has(number))
      .map((number) => `${number} is no requirement of levels 1 and 2`),
    ...numbers.filter((number, at) => numbers.indexOf(number) !== at).map((number) => `${number} stands twice`),
    ...(page.includes(countsOf(lines)) ? [] : [`the page must say: ${countsOf(lines)}`]),
    ...lines.filter(({ number }) => requirements.has(number)).flatMap((line) => faultsOfLine(line, textOf)),
  ];
};
