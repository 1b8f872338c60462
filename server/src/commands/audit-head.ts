import { appendFileSync } from 'node:fs';
import { connectOwner } from '../house.ts';
import { headsKept, renewHeadsFile, signAuditHead } from '../kernel/audit-head.ts';
import { auditPlaces } from '../kernel/audit-key.ts';
import { type Command, configOf, inHouse, operatorOf } from './command.ts';

export const auditHead: Command = {
  name: 'audit head',
  usage: [
    'audit head [--out TỆP] [--new-file [--operator CHỨC_DANH]]',
    'niêm mọi chuỗi nhật ký bằng chữ ký, ghi thêm vào tệp / sign a head over all chains of the audit',
    '--new-file: sau khi khôi phục, cất tệp bản niêm cũ, mở tệp mới / after a restore: put the file of heads aside and begin a new one',
  ],
  flags: { out: 'value', 'new-file': 'alone', operator: 'value' },
  run: (flags) =>
    inHouse(flags, async (house) => {
      const places = auditPlaces(configOf(flags), process.env);
      const owner = await connectOwner(house.ownerUrl);
      if (flags.has('new-file')) {
        const kept = await renewHeadsFile(owner, places, house.clock(), operatorOf(flags));
        if (kept) console.error(`tệp cũ giữ tại / the old file is kept as ${kept}`);
      }
      const signed = await signAuditHead(house, places);
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
