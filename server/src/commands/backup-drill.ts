import { findDatabase } from '../house.ts';
import { drill } from '../kernel/backup/drill.ts';
import { sayDrill } from '../kernel/backup/schedule.ts';
import { migrate } from '../kernel/migrate.ts';
import { faultsOfHouse } from '../soundness.ts';
import { type Command, configOf } from './command.ts';

export const backupDrill: Command = {
  name: 'backup drill',
  usage: [
    'backup drill',
    'thử khôi phục: sao lưu, khôi phục nơi khác, so từng bảng / try a restore: back up, restore elsewhere, compare table by table',
  ],
  flags: {},
  run: async (flags) => {
    const config = configOf(flags);
    const database = await findDatabase(config);
    try {
      await migrate(database.ownerUrl);
      const drilled = await drill({
        ownerUrl: database.ownerUrl,
        check: faultsOfHouse,
        beside: config.databaseUrl !== null,
      });
      console.log(sayDrill(drilled));
      for (const difference of drilled.differences) console.log(`  KHÁC / DIFFERENT  ${difference}`);
      return drilled.differences.length > 0 ? 1 : 0;
    } finally {
      await database.stop();
    }
  },
};
