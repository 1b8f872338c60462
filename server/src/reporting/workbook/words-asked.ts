/** Words that a form asks for, of units whose figures come in one file. Pure. */
import type { Form } from '../form/rules.ts';
import { type Texts, whyNotBringTexts } from '../narrative/rules.ts';
import { type Checked, MOST_TOLD } from './check.ts';

type Sides = {
  form: Form;
  /** The words that would be sent with the figures of a unit. */
  textsOf: (unit: number) => Texts;
  /** Where the figures of a unit begin in the file. */
  at: (unit: number) => string;
};

/** Refuses the units whose report would be sent without a section that the form asks for (NĐ 09/2019/NĐ-CP Art. 8), each where it begins. */
export const askForWords = (checked: Checked, { form, textsOf, at }: Sides): Checked => {
  const refused = [...checked.refused];
  let count = 0;
  const units = checked.units.map((outcome, unit) => {
    if (outcome.outcome !== 'written') return outcome;
    const missing = whyNotBringTexts(form, textsOf(unit), false)?.fields ?? [];
    if (missing.length === 0) return outcome;
    count += missing.length;
    for (const { code, says } of missing)
      if (refused.length < MOST_TOLD) refused.push({ at: at(unit), unit, indicator: null, text: '', code, says });
    return { ...outcome, outcome: 'refused' as const, refused: outcome.refused + missing.length };
  });
  const { summary } = checked;
  const reports = units.filter(({ outcome }) => outcome === 'written').length;
  return { ...checked, refused, units, summary: { ...summary, refused: summary.refused + count, reports } };
};
