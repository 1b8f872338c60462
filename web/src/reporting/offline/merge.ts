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
