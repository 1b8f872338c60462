import type pg from 'pg';

/** A unit of a small tree planted for a test; `level` as in the register. */
export type PlantedUnit = {
  id: string;
  level: 'nation' | 'province' | 'commune' | 'residential_area';
  children: readonly PlantedUnit[];
};

/** Plants a tree of units that has always stood, and gives the id of each by its name in the test. */
export const plantTree = async (owner: pg.Client, tree: PlantedUnit): Promise<Map<string, number>> => {
  const set = await owner.query<{ id: number }>(
    `insert into org.change_set (title, source_hash, applied_at) values ('{}', gen_random_uuid()::text, now()) returning id`,
  );
  const changeSet = set.rows[0]?.id;
  const ids = new Map<string, number>();
  const plant = async (unit: PlantedUnit, parent: number | null): Promise<void> => {
    const row = await owner.query<{ id: number }>('insert into org.unit (level) values ($1) returning id', [
      unit.level,
    ]);
    const id = row.rows[0]?.id ?? 0;
    ids.set(unit.id, id);
    await owner.query(
      `insert into org.unit_state (unit_id, name, full_name, folded, type, parent_id, during, change_set_id) values ($1, $2, $2, lower($2), 'xa', $3, '(,)', $4)`,
      [id, unit.id, parent, changeSet],
    );
    for (const child of unit.children) await plant(child, id);
  };
  await plant(tree, null);
  await owner.query('call org.rebuild_reach()');
  return ids;
};
