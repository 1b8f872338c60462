import type { NamedProblem } from './repository.ts';

const placesOf = (sentence: string): string[] =>
  [...new Set([...sentence.matchAll(/\{(\w+)[^{}]*\}/g)].map((match) => match[1] ?? ''))].sort();

const inBraces = (places: readonly string[]): string => `{${places.join('}, {')}}`;

/** Each line: what is wrong, and whether it is. */
const complaints = ({ room, problem }: NamedProblem): [what: string, isSo: boolean][] => {
  const { vi, en } = problem.says;
  const places = placesOf(vi);
  const english = placesOf(en);
  return [
    ['has no Vietnamese words', vi.trim() === ''],
    ['has no English words', en.trim() === ''],
    ['says the same in both languages', vi === en],
    ['has Vietnamese words that are not NFC', vi !== vi.normalize('NFC')],
    [
      `names ${inBraces(places)} in Vietnamese and ${inBraces(english)} in English`,
      inBraces(places) !== inBraces(english),
    ],
    ...places.map((place): [string, boolean] => [
      `names {${place}}, which is not in its data`,
      !(place in problem.data.shape),
    ]),
    [`has a code outside its room "${room}"`, !problem.code.startsWith(`${room}.`)],
  ];
};

/** What is wrong with the words and codes of problems, all of it. */
export const faultsOfProblems = (problems: readonly NamedProblem[]): string[] => {
  const seen = new Map<string, string>();
  return problems.flatMap((named) => {
    const name = `${named.room}/${named.name}`;
    const { code } = named.problem;
    const earlier = seen.get(code);
    seen.set(code, name);
    return [...complaints(named), [`has the code of ${earlier}`, earlier !== undefined] as const]
      .filter(([, isSo]) => isSo)
      .map(([what]) => `${name} (${code}): ${what}`);
  });
};
