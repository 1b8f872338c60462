import { connectOwner } from '../house.ts';
import { renewAuditKey, signAuditHead } from '../kernel/audit-head.ts';
import { auditPlaces } from '../kernel/audit-key.ts';
import { type Command, configOf, inHouse, operatorOf } from './command.ts';

export const auditKeyNew: Command = {
  name: 'audit key',
  usage: [
    'audit key --new [--operator CHỨC_DANH]',
    'tạo khóa ký nhật ký mới, giữ khóa cũ bên cạnh / make a new key for the heads of the audit, keep the old one beside it',
  ],
  flags: { new: 'alone', operator: 'value' },
  run: (flags) => {
    if (!flags.has('new')) throw new Error('thiếu --new / --new is missing');
    const operator = operatorOf(flags);
    return inHouse(flags, async (house) => {
      const places = auditPlaces(configOf(flags), process.env);
      const owner = await connectOwner(house.ownerUrl);
      const { kept, formerFile } = await renewAuditKey(owner, places, house.clock(), operator).finally(() =>
        owner.end(),
      );
      await signAuditHead(house, places);
      console.log(`khóa mới / new key: ${places.key}`);
      if (kept) console.log(`khóa cũ / old key: ${kept}`);
      if (formerFile)
        console.log(
          `để bản niêm trước vẫn được tin, đặt / so that earlier heads stay trusted, set: CHUNGTAY_AUDIT_KEYS=${[...(places.trusted ?? []), formerFile].join(',')}`,
        );
    });
  },
};
