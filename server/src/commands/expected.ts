import { rebuildExpected } from '../figures/index.ts';
import { asOwner, connectOwner, type House } from '../house.ts';
import { restoreLost, tellLost } from '../reporting/index.ts';
import { type Command, inHouse } from './command.ts';

export const expected: Command = {
  name: 'expected',
  usage: [
    'expected [--repair]',
    'tìm báo cáo phải gửi và số phải báo cáo bị mất; với --repair thì lập lại theo nhật ký và chế độ báo cáo / find lost reports and expectations; with --repair make them again by the audit and the regimes',
  ],
  flags: { repair: 'alone' },
  run: (flags) =>
    inHouse(flags, async (house) => {
      const found = await tell(house);
      if (!flags.has('repair') || found === 0) return found > 0 ? 1 : 0;
      const { reports, units } = await repair(house);
      console.log(`đã lập lại / made again: ${reports} báo cáo / reports, ${units} đơn vị / units`);
      return (await tell(house)) > 0 ? 1 : 0;
    }),
};

/** Says what is lost, and answers how much. */
const tell = async (house: House): Promise<number> => {
  const { reports, expectations } = await asOwner(house, 'cli', tellLost);
  for (const { form, period, lost } of reports)
    console.log(`  MẤT / LOST  ${form} ${period}: ${lost} báo cáo / reports`);
  for (const { form, period, units } of expectations)
    console.log(
      `  MẤT / LOST  ${form} ${period}: số phải báo cáo của ${units} đơn vị / expectations of ${units} units`,
    );
  if (reports.length + expectations.length === 0) console.log('không mất gì / nothing is lost');
  return reports.length + expectations.length;
};

/** Makes it again, and counts anew what is expected above: a row that was taken out had left its count behind. */
export const repair = async (house: Pick<House, 'ownerUrl' | 'clock'>): Promise<{ reports: number; units: number }> => {
  const made = await asOwner(house, 'cli', restoreLost);
  const owner = await connectOwner(house.ownerUrl);
  try {
    await owner.query('begin');
    await rebuildExpected(owner);
    await owner.query('commit');
  } finally {
    await owner.end();
  }
  return made;
};
