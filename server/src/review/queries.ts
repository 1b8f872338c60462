import type { Tx } from '../kernel/database.ts';

/** Whether this instance holds the demonstration: every paper it makes then says so. */
export const isDemonstration = async (tx: Tx): Promise<boolean> => {
  const row = await tx
    .selectFrom('kernel.instance')
    .select('value')
    .where('key', '=', 'demonstration')
    .executeTakeFirst();
  return row !== undefined && row.value !== false;
};
