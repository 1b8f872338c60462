/** An older process goes on working while a newer one has migrated: what it needs is taken away only in a release of its own. */

/** What takes something from a process that is still running: columns, tables, names, or the right to leave a column empty. */
const takesAway: readonly [RegExp, string][] = [
  [/\bdrop\s+(table|view|schema|type)\b(?!\s+(if\s+exists\s+)?pg_temp\.)/i, 'drops a table, view, schema or type'],
  [/\bdrop\s+column\b/i, 'drops a column'],
  [/\brename\s+(column\s+)?\S+\s+to\b|\brename\s+to\b/i, 'renames'],
  [/\balter\s+(column\s+)?\S+\s+set\s+not\s+null\b/i, 'forbids a column to be empty'],
  [
    /\badd\s+column\s+(?:(?!,|;|\bdefault\b|\bgenerated\b)[\s\S])*\bnot\s+null(?![^,;]*\b(default|generated)\b)/i,
    'adds a column that must be filled and has no default',
  ],
];

const withoutComments = (text: string): string => text.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');

/** Faults of a migration; one named `…-contract-…` may take away what no released process uses any more. */
export const faultsOfMigration = (name: string, text: string): string[] => {
  if (/-contract-/.test(name)) return [];
  const plain = withoutComments(text);
  return takesAway
    .filter(([pattern]) => pattern.test(plain))
    .map(([, what]) => `${name} ${what}, and is no contract migration`);
};
