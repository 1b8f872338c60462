import type pg from 'pg';

/** Writes a fact about this instance, as the owner: the runtime role may only read them. */
export const setInstanceFact = async (owner: pg.Client, key: string, value: unknown): Promise<void> => {
  await owner.query(
    'insert into kernel.instance (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [key, JSON.stringify(value)],
  );
};

export const instanceFact = async (owner: pg.Client, key: string): Promise<unknown> => {
  const { rows } = await owner.query<{ value: unknown }>('select value from kernel.instance where key = $1', [key]);
  return rows[0]?.value;
};
