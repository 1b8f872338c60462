/** What a report says before it is sent: computed cells, faults and gaps, by the rules that the server applies again. Pure. */
import { indicatorOf, partsOfWholes } from '@app/contract/figures/catalogue.ts';
import { negative, notWhole, notYesNo, partAboveWhole, tooBig } from '@app/contract/figures/problems.ts';
import { average, isPartAboveWhole, ratio, sumOverUnits, yesAbove } from '@app/contract/kernel/combine.ts';
import { type Figure, formatFigure } from '@app/contract/kernel/figure.ts';
import { say, type Words } from '@app/contract/kernel/words.ts';
import type { CellInput, FormVersionAnswer } from '@app/contract/reporting/routes.ts';

export type Figures = Readonly<Record<string, Figure | null>>;
export type FormRow = FormVersionAnswer['sections'][number]['rows'][number];

/** The rows of a form in their order. */
export const rowsOf = (form: FormVersionAnswer): FormRow[] => form.sections.flatMap((section) => section.rows);

/** The rows into which somebody types. */
export const typedRows = (form: FormVersionAnswer): FormRow[] => rowsOf(form).filter((row) => !row.computed);

/**
 * The figure of a cell: typed, or computed from typed ones. A ratio or average without both parts is missing; a sum of
 * other cells stands when all its parts do, as the server fills it when the report is sent.
 */
export const figureOf = (id: string, figures: Figures): Figure | null => {
  const indicator = indicatorOf(id);
  if (!indicator) return null;
  const of = (other: string | undefined) => (other === undefined ? null : figureOf(other, figures));
  if (indicator.kind === 'R') return ratio(of(indicator.part), of(indicator.whole));
  if (indicator.kind === 'A') return average(of(indicator.part), of(indicator.whole));
  if (indicator.derived) return yesAbove(of(indicator.derived.from), indicator.derived.above);
  if (!indicator.sumOf) return figures[id] ?? null;
  const parts = indicator.sumOf.map(of);
  return parts.includes(null) ? null : sumOverUnits(parts).figure;
};

/** No count of the movement comes near this; a longer number is a slip of the keyboard. */
const MOST = 1_000_000_000_000;

/** Why a figure can never stand in a cell: negative, broken where one counts, beyond measure. */
export const whyNotTyped = (id: string, { value }: Figure): Words | null => {
  const indicator = indicatorOf(id);
  if (!indicator) return null;
  if (value < 0) return negative.says;
  if (value > MOST) return tooBig.says;
  if (indicator.kind === 'B' && value !== 0 && value !== 1) return notYesNo.says;
  return indicator.decimals === 0 && !Number.isInteger(value) ? notWhole.says : null;
};

const nameOf = (id: string): Words => indicatorOf(id)?.words ?? { vi: id, en: id };

const partFault = (part: string, whole: string, figures: Figures): Words => {
  const said = (language: 'vi' | 'en') =>
    say(partAboveWhole.says, language, {
      part: nameOf(part)[language],
      whole: nameOf(whole)[language],
      partValue: formatFigure(figures[part]?.value ?? null, { language }),
      wholeValue: formatFigure(figures[whole]?.value ?? null, { language }),
    });
  return { vi: said('vi'), en: said('en') };
};

/** Parts that exceed the whole they belong to, told at the part. */
export const partFaults = (figures: Figures): Readonly<Record<string, Words>> =>
  Object.fromEntries(
    partsOfWholes().flatMap(({ part, whole }) => {
      const above = isPartAboveWhole(figures[part] ?? null, figures[whole] ?? null, true);
      return above ? [[part, partFault(part, whole, figures)]] : [];
    }),
  );

/** The rows that must still be filled before the report can be sent. */
export const missingRows = (form: FormVersionAnswer, figures: Figures): FormRow[] =>
  typedRows(form).filter((row) => row.required && !figures[row.indicator]);

/** What "nothing happened" leaves: flows that become 0, and what people and things there are must still be entered. */
export const nilFill = (form: FormVersionAnswer, figures: Figures): { zeros: FormRow[]; remaining: FormRow[] } => {
  const empty = typedRows(form).filter((row) => !figures[row.indicator]);
  return {
    zeros: empty.filter((row) => row.kind === 'F'),
    remaining: empty.filter((row) => row.kind !== 'F' && row.required),
  };
};

/** Whether every flow of the form is 0: only then may the report be marked as nil. */
export const isNil = (form: FormVersionAnswer, figures: Figures): boolean => {
  const flows = typedRows(form).filter((row) => row.kind === 'F');
  return flows.length > 0 && flows.every((row) => figures[row.indicator]?.value === 0);
};

/** The cells as they travel; cells without figure and note stay out, for missing is not zero. */
export const cellsToSend = (
  form: FormVersionAnswer,
  figures: Figures,
  notes: Readonly<Record<string, string | null>>,
  kinds: Readonly<Record<string, CellInput['kind']>>,
): Record<string, CellInput> =>
  Object.fromEntries(
    typedRows(form).flatMap(({ indicator }) => {
      const figure = figures[indicator] ?? null;
      const note = notes[indicator]?.trim() || null;
      if (!figure && !note) return [];
      const cell: CellInput = {
        value: figure?.value ?? null,
        precision: figure?.precision ?? 'exact',
        kind: kinds[indicator] ?? 'own',
        note,
      };
      return [[indicator, cell]];
    }),
  );
