import { afterAll, beforeAll, expect, it } from 'vitest';
import { askAs } from '../../kernel/ask.ts';
import { castNow } from '../../kernel/testing/cast.ts';
import { personOnly, systemActor } from '../rules.ts';
import { openDoor, type TestDoor } from '../testing/browsers.ts';
import { sweepIdentity } from './actions.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

it('drops what has done its work and leaves the rest; only the program itself may', async () => {
  const { owner, transact } = door.database;
  const id = await door.userId('commune');
  const other = await door.userId('province');
  await owner.query(`
    delete from identity.session; delete from identity.attempt; delete from identity.enrolment;
    insert into identity.session (id, "expiresAt", token, "userId") values
      ('old', now() - interval '1 minute', 'old', '${id}'), ('live', now() + interval '1 hour', 'live', '${id}');
    insert into identity.attempt values (repeat('a', 64), 3, '2026-11-22T02:59:00Z'), (repeat('b', 64), 3, '2026-11-22T03:01:00Z');
    insert into identity.enrolment values ('${id}', 'x', '2026-12-31', '2026-10-01', '2026-10-01'), ('${other}', 'x', '2026-12-31', now(), null);
    insert into kernel.idempotency_key (user_id, key, fingerprint, at) values
      ('${id}', 'of october', 'x', '2026-10-22'), ('${id}', 'of november', 'x', '2026-11-01')`);
  const asking = { transact, clock: () => castNow };
  expect(await askAs(asking, personOnly(id), 'test', sweepIdentity)).toBe(2);
  expect((await owner.query('select key from kernel.idempotency_key')).rowCount).toBe(2);
  expect(await askAs(asking, systemActor(1), 'test', sweepIdentity)).toBe(2);
  const left = await owner.query(`
    select (select string_agg(id, ' ') from identity.session) as sessions, (select string_agg(left(key, 1), ' ') from identity.attempt) as attempts,
      (select count(*)::integer from identity.enrolment) as codes, (select string_agg(key, ' ') from kernel.idempotency_key) as keys`);
  expect(left.rows).toEqual([{ sessions: 'live', attempts: 'b', codes: 1, keys: 'of november' }]);
});
