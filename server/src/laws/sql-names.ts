/** Who may name whose tables in SQL. */

/** Reference data that queries of other rooms join, each with the reason; everything else is asked for at the room's door. */
export const shared: Readonly<Record<string, string>> = {
  'org.reach': 'who stands above whom: every question about a subtree joins it',
  'org.unit': 'the level of a unit decides where totals are kept',
  'org.unit_state': 'names of units on a day, sorted and searched in the same question',
  'org.body': 'a post and a report belong to a body',
  'figures.period': 'the days of a period, for trees and deadlines',
  'figures.period_within': 'which shorter periods lie in a longer one',
  'kernel.all_units': 'who asks, as the policies see it',
  'kernel.lines': 'who asks, as the policies see it',
  'kernel.scope_unit': 'who asks, as the policies see it',
  'kernel.audit': 'the room of the audit shows what the kernel has written and sealed',
  'kernel.audit_head': 'the room of the audit shows what the kernel has written and sealed',
  'kernel.backup': 'the kernel keeps it, the room of the operator shows it',
  'kernel.drill': 'the kernel keeps it, the room of the operator shows it',
  'kernel.job': 'the kernel keeps it, the room of the operator shows it',
  'kernel.process': 'the kernel keeps it, the room of the operator shows it',
  'kernel.size': 'the kernel keeps it, the room of the operator shows it',
  'kernel.longest_transaction': 'the kernel keeps it, the room of the operator shows it',
  'kernel.instance': 'facts about this instance, such as the sign-ins of the demonstration',
};

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Tables, views, functions, procedures and types that the migrations create. */
export const createdIn = (migrations: readonly string[]): string[] =>
  migrations.flatMap((text) =>
    [...text.matchAll(/create (?:table|view|function|procedure|type)\s+(\w+)\."?(\w+)"?/g)].map(
      ([, schema, name]) => `${schema}.${name}`,
    ),
  );

/** Strings and templates of a source without its comments; a name elsewhere is no SQL. */
const textsOf = (source: string): string =>
  [
    ...source
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '')
      .matchAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g),
  ]
    .map(([text]) => text)
    .join('\n');

/** The tables of other schemas that a source names without leave, and any table named outside the files that hold SQL. */
export const foreignNames = (file: string, source: string, created: readonly string[]): string[] => {
  const room = /^server\/src\/([^/]+)\//.exec(file)?.[1] ?? '';
  const holdsSql = room === 'kernel' || /[/-]queries\.ts$|\/seed\.ts$/.test(file);
  const texts = textsOf(source);
  return created.flatMap((name) => {
    const [schema = '', table = ''] = name.split('.');
    const named = new RegExp(`\\b${schema}\\."?(?:${table}|${camel(table)})"?(?![\\w-])`).test(texts);
    if (!named) return [];
    if (!holdsSql) return [`${file} names ${name}, but is no file of queries`];
    return schema === room || name in shared ? [] : [`${file} names ${name}, which belongs to ${schema}`];
  });
};

/** Rooms whose tables the tables of a room may point to: lower storeys, and neighbours of the plan of the house. */
const mayPointTo: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  org: ['kernel'],
  identity: ['kernel', 'org'],
  figures: ['kernel', 'org', 'identity'],
  documents: ['kernel', 'org', 'identity'],
  notices: ['kernel', 'org', 'identity'],
  reporting: ['kernel', 'org', 'identity', 'figures', 'documents'],
  review: ['kernel', 'org', 'identity', 'figures', 'documents', 'reporting'],
  audit: ['kernel', 'org', 'identity'],
  operation: ['kernel', 'org', 'identity', 'figures'],
};

/** Foreign keys that point up the house, or to a neighbour that is none. */
export const keysUpward = (keys: readonly { name: string; from: string; to: string }[]): string[] =>
  keys
    .filter(({ from, to }) => from !== to && !mayPointTo[from]?.includes(to))
    .map(({ name, from, to }) => `${name} points from ${from} to ${to}`);
