/** Settings that the program reads, held against the table of the operator guide. */

/** Variables that are no setting of the operator, each with the reason. */
const notSettings: Readonly<Record<string, string>> = {
  CHUNGTAY_READY: 'asked for by programs that start the server and wait for it',
  CHUNGTAY_TEST_PG: 'of the tests',
  CI_REQUIRE_SYSTEM: 'of the tests',
  PATH: 'of the system',
  HOME: 'of the system',
};

/** Names read from an environment: `env['NAME']`, `process.env.NAME`; a secret may come as a file too. */
export const settingsRead = (texts: readonly string[]): string[] =>
  [
    ...new Set(
      texts.flatMap((text) =>
        [...text.matchAll(/\benv(?:\[['"]([A-Z][A-Z0-9_]+)['"]\]|\.([A-Z][A-Z0-9_]+)\b)/g)].map(
          (found) => found[1] ?? found[2] ?? '',
        ),
      ),
    ),
  ].sort();

/** Names in the first column of the tables of a document. */
export const settingsTold = (document: string): string[] =>
  [...document.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z][A-Z0-9_]+)(?:=[^`]*)?`/g)].map(([, name = '']) => name),
  );

/** Settings that are read and not told, and told and not read. `NAME_FILE` is told with `NAME`. */
export const faultsOfSettings = (read: readonly string[], told: readonly string[]): string[] => {
  const own = read.filter((name) => !(name in notSettings));
  const isTold = (name: string) => told.includes(name) || (name.endsWith('_FILE') && told.includes(name.slice(0, -5)));
  return [
    ...own.filter((name) => !isTold(name)).map((name) => `${name} is read and does not stand in the operator guide`),
    ...told
      .filter((name) => !own.includes(name) && !own.includes(`${name}_FILE`))
      .map((name) => `${name} stands in the operator guide and is not read`),
  ];
};
