/** Opens an issued edition for whoever may read it. */
import { editionNotFound } from '@app/contract/figures/problems.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { unknownForm } from '@app/contract/reporting/problems.ts';
import { editionById, whyNotReadLine } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must } from '../../kernel/problem.ts';
import { unitsBelowEver, unitsByIds } from '../../org/index.ts';
import { formFor } from '../form/queries.ts';
import { periodOfRow } from '../report/answer.ts';
import { type EditionPlace, whyNotReadEdition } from './rules.ts';

export type EditionRow = NonNullable<Awaited<ReturnType<typeof editionById>>>;

/** Where the unit of an edition stands, seen from the asking post: what once stood below it still does. */
const placeOf = async (ask: Ask, unitId: number): Promise<EditionPlace['place']> => {
  const { tx, actor } = ask;
  if (actor.allUnits || unitId === actor.unitId) return 'subtree';
  if ((await unitsBelowEver(tx, actor.unitId, [unitId])).has(unitId)) return 'subtree';
  if ((await unitsBelowEver(tx, unitId, [actor.unitId])).has(actor.unitId)) return 'above';
  const levels = await unitsByIds(tx, [
    { id: unitId, on: ask.today },
    { id: actor.unitId, on: ask.today },
  ]);
  return levels.get(unitId)?.level === levels.get(actor.unitId)?.level ? 'beside' : 'elsewhere';
};

/** Opens an edition for whoever reads it; `compares`: whether the post also reads the figures below, and those of today. */
export const openEdition = async (ask: Ask, editionId: number) => {
  const row = found(await editionById(ask.tx, editionId), refuse(editionNotFound, {}));
  const place = await placeOf(ask, row.unitId);
  must(whyNotReadEdition({ unitId: row.unitId, line: row.line, place }, ask.actor));
  const form = found(await formFor(ask.tx, row.form, row.periodId), refuse(unknownForm, { form: row.form }));
  const compares = whyNotCompare(ask, row, place) === null;
  return { row, form, period: periodOfRow(row.period), compares };
};

/** Today's figures, and those of the units below, are for posts of the line in whose subtree the edition lies. */
const whyNotCompare = (ask: Ask, row: EditionRow, place: string): Refusal | null =>
  place === 'subtree' ? whyNotReadLine(ask.actor, row.line, [row.unitId]) : refuse(editionNotFound, {});
