import { resolve } from 'node:path';
import { connectOwner, findDatabase, loadRegister } from '../house.ts';
import { migrate } from '../kernel/migrate.ts';
import { unitsFolder } from '../org/index.ts';
import { type Command, configOf, operatorOf } from './command.ts';

export const unitsImport: Command = {
  name: 'units import',
  usage: ['units import [thư mục] [--operator CHỨC_DANH]', 'nạp danh mục đơn vị / load the register of units'],
  flags: { operator: 'value' },
  run: async (flags) => {
    const database = await findDatabase(configOf(flags));
    try {
      await migrate(database.ownerUrl);
      const owner = await connectOwner(database.ownerUrl);
      try {
        const folder = flags.rest[0] ? resolve(flags.rest[0]) : unitsFolder;
        for (const set of await loadRegister(owner, folder, new Date(), operatorOf(flags)))
          console.log(`${set.title.vi}: +${set.begun} −${set.ended} ~${set.changed}, ${set.successions} cặp kế thừa`);
      } finally {
        await owner.end();
      }
    } finally {
      await database.stop();
    }
  },
};
