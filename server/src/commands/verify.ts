import { allEditions, differencesOfTotals, hashToday } from '../figures/index.ts';
import { connectOwner } from '../house.ts';
import { type Command, inHouse } from './command.ts';

export const verify: Command = {
  name: 'verify',
  usage: ['verify', 'tính lại mọi tổng, kiểm bản ban hành / recompute totals, check editions'],
  flags: {},
  run: (flags) =>
    inHouse(flags, async (house) => {
      const owner = await connectOwner(house.ownerUrl);
      const { cells, totals, differences } = await differencesOfTotals(owner);
      await owner.end();
      const broken = await house.asSystem(async (ask) => {
        const faults: number[] = [];
        for (const edition of await allEditions(ask.tx))
          if ((await hashToday(ask.tx, edition.id)) !== edition.hash) faults.push(edition.id);
        return faults;
      });
      console.log(
        `${cells} ô / cells, ${totals} tổng / totals: ${differences.length} khác / different; bản ban hành hỏng / broken editions: ${broken.length}`,
      );
      for (const each of differences) console.log(JSON.stringify(each));
      for (const id of broken) console.log(`edition ${id}`);
      return differences.length + broken.length > 0 ? 1 : 0;
    }),
};
