import { resolve } from 'node:path';
import { connectOwner, findDatabase } from '../house.ts';
import { wordsOfStart } from '../kernel/start-faults.ts';
import { examine, linesOf } from '../operation/index.ts';
import { type Command, configOf } from './command.ts';

const home = resolve(import.meta.dirname, '../../../.chungtay');

export const doctor: Command = {
  name: 'doctor',
  usage: [
    'doctor',
    'xem máy chủ và cơ sở dữ liệu đã sẵn sàng chưa / judge whether server and database are fit',
    '✓ tốt, ! nên xem, ✗ sai; có ✗ thì kết thúc bằng mã 1 / good, look, wrong; ends with 1 on any ✗',
  ],
  flags: {},
  // The house is not opened: opening brings the database up to date, and that is what is to be judged.
  run: async (flags) => {
    const config = configOf(flags);
    try {
      const database = await findDatabase(config);
      try {
        const owner = await connectOwner(database.ownerUrl);
        try {
          const dataFolder = config.databaseUrl ? null : (config.dataDir ?? home);
          const findings = await examine({ owner, ...database, config, env: process.env, dataFolder });
          for (const line of linesOf(findings)) console.log(line);
          return findings.some(({ level }) => level === 'danger') ? 1 : 0;
        } finally {
          await owner.end();
        }
      } finally {
        await database.stop();
      }
    } catch (error) {
      const words = wordsOfStart(error);
      if (!words) throw error;
      console.log(`✗ ${words.vi} / ${words.en}`);
      return 1;
    }
  },
};
