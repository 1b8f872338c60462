/** Which cells of a report ask for a decision of their own, and what the choice comes to. Pure. */
import { differsStrongly } from '@app/contract/reporting/desk/strong.ts';
import { type FormRow, typedRows } from '../form-cells.ts';
import type { ReportAnswer } from '../use-draft.ts';

/** Fewest characters of a reason that the other side can act on; the contract refuses fewer. */
export const SHORTEST = 5;

/** What makes a cell worth a look: it changed since it was sent last, carries a remark, or is far from last year's. */
export type Question = 'changed' | 'outside' | 'unchanged' | 'note' | 'strong';

/** Why each typed cell asks to be looked at; cells without a question are taken as they are. */
export const questionsOf = (answer: ReportAnswer): ReadonlyMap<string, Question[]> => {
  const newest = answer.submissions[0];
  const changed = new Map(newest?.changed.map((each) => [each.indicator, each]));
  const unchanged = new Set(newest?.unchanged);
  const cellOf = new Map(answer.cells.map((cell) => [cell.indicator, cell]));
  return new Map(
    typedRows(answer.form).flatMap(({ indicator }) => {
      const cell = cellOf.get(indicator);
      const change = changed.get(indicator);
      const asks: Question[] = [
        ...(change ? [change.outside ? ('outside' as const) : ('changed' as const)] : []),
        ...(unchanged.has(indicator) ? ['unchanged' as const] : []),
        ...(cell?.note ? ['note' as const] : []),
        ...(cell && differsStrongly(cell.value, cell.lastYear) ? ['strong' as const] : []),
      ];
      return asks.length > 0 ? [[indicator, asks] as const] : [];
    }),
  );
};

export type Chosen = ReadonlyMap<string, string>;

/** What the choice comes to: how many filled cells are accepted, and the reasons of those that come back. */
export const outcomeOf = (rows: readonly FormRow[], filled: (id: string) => boolean, chosen: Chosen) => ({
  accepted: rows.filter(({ indicator }) => filled(indicator) && !chosen.has(indicator)).length,
  cells: Object.fromEntries([...chosen].map(([id, reason]) => [id, reason.trim()])),
  /** The first chosen cell whose reason is too short. */
  short: rows.find(({ indicator }) => {
    const reason = chosen.get(indicator);
    return reason !== undefined && reason.trim().length < SHORTEST;
  })?.indicator,
});

/** The same choice with one cell put in, taken out, or given another reason. */
export const withReason = (chosen: Chosen, id: string, reason: string | null): Chosen => {
  const next = new Map(chosen);
  if (reason === null) next.delete(id);
  else next.set(id, reason);
  return next;
};
