/** The units of the country as the register has them today, in the order of their codes: looked up without the program. */
import type { Owner } from './owner.ts';

export type Places = {
  nation: number;
  provinces: number[];
  communes: number[];
  /** Communes by their type. */
  byType: Map<string, number[]>;
};

export const placesOf = async (owner: Owner): Promise<Places> => {
  const { rows } = await owner.query<{ id: number; level: string; type: string }>(
    `select u.id, u.level, s.type from org.unit u join org.unit_state s on s.unit_id = u.id and upper_inf(s.during)
     order by s.code collate "C"`,
  );
  const ids = (level: string) => rows.filter((row) => row.level === level).map(({ id }) => id);
  const byType = new Map<string, number[]>();
  for (const { id, level, type } of rows) if (level === 'commune') byType.set(type, [...(byType.get(type) ?? []), id]);
  return { nation: ids('nation')[0] ?? 0, provinces: ids('province'), communes: ids('commune'), byType };
};
