import { asOwner } from '../house.ts';
import { renewAdministratorCode } from '../identity/index.ts';
import { type Command, inHouse } from './command.ts';

export const administratorCode: Command = {
  name: 'administrator-code',
  usage: [
    'administrator-code [--emergency]',
    'không ai vào được: in mã quản trị mới, mã cũ mất hiệu lực / nobody can get in: a new administrator code, the old one is void',
    '--emergency: cả khi trung ương đang có quản trị / also while the centre has an administrator',
  ],
  flags: { emergency: 'alone' },
  run: (flags) =>
    inHouse(flags, async (house) => {
      const code = await asOwner(house, 'cli', (ask) =>
        renewAdministratorCode(ask, { emergency: flags.has('emergency') }),
      );
      console.log(`Mã quản trị dùng một lần / one-time administrator code: ${code}`);
      console.log('Nhập mã tại / enter it at: …/administrator');
    }),
};
