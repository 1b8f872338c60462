/** Takes back a change set. Runs on the owner's connection: the runtime role may not write units. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { type Owner, rebuildReach } from './queries.ts';

/** Units that a change set began, ended and changed, and its day. */
type TouchedUnits = {
  on: CivilDate;
  begun: readonly number[];
  ended: readonly number[];
  changed: readonly number[];
};

/** Gives units back the state in which a change set found them, and what stood above them. Its new units stand nowhere any more. */
export const restoreUnits = async (owner: Owner, changeSetId: number, touched: TouchedUnits): Promise<void> => {
  await owner.query('delete from org.succession where change_set_id = $1', [changeSetId]);
  await owner.query('delete from org.unit_state where change_set_id = $1', [changeSetId]);
  await owner.query(
    `update org.unit_state set during = daterange(lower(during), null)
     where unit_id = any($1::integer[]) and upper(during) = $2::date`,
    [[...touched.ended, ...touched.changed], touched.on],
  );
  await rebuildReach(owner);
};

/** Removes the units that a change set began, with their bodies, and the change set. Nothing may point to them any more. */
export const removeUnits = async (
  owner: Owner,
  changeSetId: number,
  { begun }: Pick<TouchedUnits, 'begun'>,
): Promise<void> => {
  await owner.query('delete from org.body where unit_id = any($1::integer[])', [begun]);
  await owner.query('delete from org.unit where id = any($1::integer[])', [begun]);
  await owner.query('delete from org.change_set where id = $1', [changeSetId]);
};
