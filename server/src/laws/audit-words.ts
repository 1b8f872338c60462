/** Every action that is written into the audit must have words, or people in charge read codes. */

/** Actions that the sources and the migrations write: `action: 'room.actionName'`, and what `audit_changes` leaves for a table. */
export const actionsWritten = (sources: readonly string[], migrations: readonly string[]): string[] => {
  const byHand = sources.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => /\baction\b/i.test(line))
      .flatMap((line) => [...line.matchAll(/'([a-z-]+\.[a-z]+[A-Za-z]*)'/g)].map(([, action = '']) => action)),
  );
  const byTriggers = migrations.flatMap((text) =>
    [...text.matchAll(/^call kernel\.audit_changes\('(\w+)\.[^']+',\s*'(\w+)'/gm)].flatMap(([, schema, kind]) =>
      ['Opened', 'Changed', 'Ended'].map((end) => `${schema}.${kind}${end}`),
    ),
  );
  return [...new Set([...byHand, ...byTriggers])].sort();
};

/** Actions that nobody has named in both languages. */
export const actionsWithoutWords = (
  written: readonly string[],
  words: Readonly<Record<string, { vi: string; en: string }>>,
): string[] =>
  written
    .filter((action) => !words[action]?.vi || !words[action]?.en)
    .map((action) => `${action} has no words in contract/src/audit/words.ts`);
