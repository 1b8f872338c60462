import { readFileSync } from 'node:fs';
import { importReports as described } from '@app/contract/reporting/routes.ts';
import { auditedBy } from '../kernel/audit.ts';
import { readBy } from '../kernel/faults.ts';
import { importMany } from '../reporting/index.ts';
import { type Command, inHouse, operatorOf } from './command.ts';

/** The reports of a file as the contract describes them: a file of the operator is held to what a request is held to. */
export const readReports = (form: string, period: string, file: string) =>
  readBy(described.body, { form, period, rows: JSON.parse(readFileSync(file, 'utf8')) as unknown });

export const importReports: Command = {
  name: 'import',
  usage: [
    'import --form BIỂU --period KỲ --file TỆP.json [--operator CHỨC_DANH]',
    'nạp báo cáo của nhiều đơn vị / submit the reports of many units',
  ],
  flags: { form: 'value', period: 'value', file: 'value', operator: 'value' },
  run: (flags) => {
    const body = readReports(flags.need('form'), flags.need('period'), flags.need('file'));
    const operator = operatorOf(flags);
    return inHouse(flags, async (house) => {
      const answer = await house.asSystem((ask) =>
        importMany({ params: undefined, query: undefined, body }, { ...ask, audit: auditedBy(ask.audit, operator) }),
      );
      console.log(`${answer.submitted} báo cáo, ${answer.values} số liệu / reports, values`);
    });
  },
};
