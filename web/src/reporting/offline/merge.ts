/** Two people typed into one form: what each changed against what both began with. Pure. */

/** Cells and notes by key, each as the text in its field; missing and empty are the same. */
export type Texts = Readonly<Record<string, string>>;

/** A text that both sides have changed, and not alike. */
export type Clash = { key: string; base: string; mine: string; theirs: string };

export type Merged = { texts: Record<string, string>; clashes: Clash[]; taken: string[] };

const at = (texts: Texts, key: string): string => texts[key] ?? '';

/**
 * What was changed on one side only is that side's; what both changed alike is settled; the rest is for a person to choose, and
 * until then the text stays as it was typed here.
 */
export const mergeTexts = (base: Texts, mine: Texts, theirs: Texts): Merged => {
  const merged: Merged = { texts: {}, clashes: [], taken: [] };
  for (const key of [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])].sort()) {
    const [was, here, there] = [at(base, key), at(mine, key), at(theirs, key)];
    merged.texts[key] = here;
    if (here === there || there === was) continue;
    if (here === was) {
      merged.texts[key] = there;
      merged.taken.push(key);
    } else merged.clashes.push({ key, base: was, mine: here, theirs: there });
  }
  return merged;
};

/** What both sides begin with from now on: theirs, but for what is still open, so that a closed tab forgets no choice. */
export const baseAfter = (theirs: Texts, clashes: readonly Clash[]): Texts => ({
  ...theirs,
  ...Object.fromEntries(clashes.map(({ key, base }) => [key, base])),
});

/** What another visit has left: its texts, and what they were typed over, as of which version of the draft. */
type Left = { version: number; base: Texts; texts: Texts };

/**
 * Brings what other visits have left, newest first, into what is shown, so that the newest is the one that stands. `newer`: one
 * that was typed over a later version than the one shown; its texts stand as they are.
 */
export const takeIn = <L extends Left>(
  shown: Texts,
  version: number,
  left: readonly L[],
): { texts: Texts; clashes: Clash[]; newer: L | null } => {
  let texts = shown;
  let newer: L | null = null;
  const clashes = new Map<string, Clash>();
  for (const copy of left.toReversed()) {
    if (copy.version > (newer?.version ?? version)) {
      newer = copy;
      texts = { ...texts, ...copy.texts };
      continue;
    }
    const both = mergeTexts(copy.base, copy.texts, texts);
    for (const clash of both.clashes) clashes.set(clash.key, clash);
    texts = both.texts;
  }
  return { texts, clashes: [...clashes.values()], newer };
};
