import { appendFileSync } from 'node:fs';
import { connectOwner } from '../house.ts';
import { headsKept, signAuditHead } from '../kernel/audit-head.ts';
import { auditPlaces } from '../kernel/audit-key.ts';
import { type Command, configOf, inHouse } from './command.ts';

export const auditHead: Command = {
  name: 'audit head',
  usage: [
    'audit head [--out TỆP]',
    'niêm mọi chuỗi nhật ký bằng chữ ký, ghi thêm vào tệp / sign a head over all chains of the audit',
  ],
  flags: { out: 'value' },
  run: (flags) =>
    inHouse(flags, async (house) => {
      const signed = await signAuditHead(house, auditPlaces(configOf(flags), process.env));
      const owner = await connectOwner(house.ownerUrl);
      const last = signed ?? (await headsKept(owner)).at(-1);
      await owner.end();
      if (!last) {
        console.log('nhật ký còn trống / the audit is empty');
        return;
      }
      const line = JSON.stringify(last);
      const out = flags.get('out');
      if (out) appendFileSync(out, `${line}\n`);
      if (!signed) console.error('không có gì mới từ bản niêm này / nothing was written since this head');
      console.log(line);
    }),
};
