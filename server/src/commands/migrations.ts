import { findDatabase } from '../house.ts';
import { migrate } from '../kernel/migrate.ts';
import { type Command, configOf } from './command.ts';

export const migrations: Command = {
  name: 'migrate',
  usage: ['migrate', 'cập nhật cơ sở dữ liệu / bring the database up to date'],
  flags: {},
  run: async (flags) => {
    const database = await findDatabase(configOf(flags));
    try {
      const { ran } = await migrate(database.ownerUrl);
      console.log(ran.length > 0 ? ran.join('\n') : 'đã mới nhất / up to date');
    } finally {
      await database.stop();
    }
  },
};
