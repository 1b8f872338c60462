import { connectOwner } from '../house.ts';
import { type Command, inHouse } from './command.ts';

export const doctor: Command = {
  name: 'doctor',
  usage: ['doctor', 'xem tình trạng / say how things stand'],
  flags: {},
  run: (flags) =>
    inHouse(flags, async (house) => {
      const owner = await connectOwner(house.ownerUrl);
      const ask = async (text: string) => Object.values((await owner.query(text)).rows[0] ?? {})[0];
      console.log(`PostgreSQL       ${await ask('show server_version')}`);
      console.log(`dung lượng/size  ${await ask('select pg_size_pretty(pg_database_size(current_database()))')}`);
      console.log(
        `vai trò/role     chungtay_app: ${await ask("select case when rolbypassrls or rolsuper then 'SAI: bỏ qua RLS / bypasses RLS' else 'đúng / right' end from pg_roles where rolname = 'chungtay_app'")}`,
      );
      console.log(
        `fsync            ${await ask('show fsync')}, synchronous_commit ${await ask('show synchronous_commit')}`,
      );
      console.log(`Node             ${process.version}`);
      await owner.end();
    }),
};
