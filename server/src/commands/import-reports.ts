import { readFileSync } from 'node:fs';
import { importMany } from '../reporting/index.ts';
import { type Command, inHouse } from './command.ts';

export const importReports: Command = {
  name: 'import',
  usage: [
    'import --form BIỂU --period KỲ --file TỆP.json',
    'nạp báo cáo của nhiều đơn vị / submit the reports of many units',
  ],
  flags: { form: 'value', period: 'value', file: 'value' },
  run: (flags) =>
    inHouse(flags, async (house) => {
      const rows = JSON.parse(readFileSync(flags.need('file'), 'utf8')) as Parameters<
        typeof importMany
      >[0]['body']['rows'];
      const body = { form: flags.need('form'), period: flags.need('period'), rows };
      const answer = await house.asSystem((ask) => importMany({ params: undefined, query: undefined, body }, ask));
      console.log(`${answer.submitted} báo cáo, ${answer.values} số liệu / reports, values`);
    }),
};
