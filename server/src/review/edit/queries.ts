import type { Reading } from '@app/contract/figures/routes.ts';
import type { Language } from '@app/contract/kernel/words.ts';
import type { ReviewSection } from '@app/contract/review/routes.ts';
import type { Tx } from '../../kernel/database.ts';
import type { Edit } from './rules.ts';

/** Which review: what is written by hand belongs to one reading and one language of it. */
export type ReviewKey = { unitId: number; periodId: number; reading: Reading; language: Language };
type By = { now: Date; postId: number | null };

export const editsOf = (tx: Tx, key: ReviewKey): Promise<Edit[]> =>
  tx
    .selectFrom('review.edit')
    .select(['id', 'block', 'section', 'text', 'fromText', 'version'])
    .where('unitId', '=', key.unitId)
    .where('periodId', '=', key.periodId)
    .where('reading', '=', key.reading)
    .where('language', '=', key.language)
    .orderBy('id')
    .execute();

/** One edit with the review it belongs to. */
export const editById = (tx: Tx, id: number) =>
  tx
    .selectFrom('review.edit')
    .select(['id', 'unitId', 'periodId', 'reading', 'language', 'block', 'text', 'fromText', 'version'])
    .where('id', '=', id)
    .executeTakeFirst();

export const addEdit = (
  tx: Tx,
  key: ReviewKey,
  edit: Pick<Edit, 'block' | 'section' | 'text' | 'fromText'>,
  by: By,
): Promise<{ id: number; version: number } | undefined> =>
  tx
    .insertInto('review.edit')
    .values({ ...key, ...edit, editedAt: by.now, editedBy: by.postId })
    .onConflict((on) => on.constraint('edit_once').doNothing())
    .returning(['id', 'version'])
    .executeTakeFirst();

/** Changes an edit; nothing when somebody else has changed it meanwhile. */
export const changeEdit = (
  tx: Tx,
  at: { id: number; version: number },
  to: Partial<Pick<Edit, 'text' | 'fromText'>>,
  by: By,
): Promise<{ id: number; version: number } | undefined> =>
  tx
    .updateTable('review.edit')
    .set({ ...to, version: at.version + 1, editedAt: by.now, editedBy: by.postId })
    .where('id', '=', at.id)
    .where('version', '=', at.version)
    .returning(['id', 'version'])
    .executeTakeFirst();

export const removeEdit = async (tx: Tx, id: number): Promise<void> => {
  await tx.deleteFrom('review.edit').where('id', '=', id).execute();
};

export const additionsOf = (tx: Tx, key: ReviewKey) =>
  tx
    .selectFrom('review.addition')
    .select(['id', 'section', 'text', 'sourceReportId', 'sourceSection', 'sourceAt'])
    .where('unitId', '=', key.unitId)
    .where('periodId', '=', key.periodId)
    .where('reading', '=', key.reading)
    .where('language', '=', key.language)
    .orderBy('id')
    .execute();

export const additionById = (tx: Tx, id: number) =>
  tx.selectFrom('review.addition').select(['id', 'unitId', 'text']).where('id', '=', id).executeTakeFirst();

export type NewAddition = {
  section: ReviewSection;
  text: string;
  sourceReportId: number;
  sourceRevision: number;
  sourceSection: string;
  sourceAt: number;
};

/** Adds paragraphs; one that stands there already is not added twice. Answers how many are new. */
export const addAdditions = async (tx: Tx, key: ReviewKey, rows: readonly NewAddition[], by: By): Promise<number> =>
  (
    await tx
      .insertInto('review.addition')
      .values(rows.map((row) => ({ ...key, ...row, addedAt: by.now, addedBy: by.postId })))
      .onConflict((on) => on.constraint('addition_once').doNothing())
      .returning('id')
      .execute()
  ).length;

export const removeAddition = async (tx: Tx, id: number): Promise<void> => {
  await tx.deleteFrom('review.addition').where('id', '=', id).execute();
};
