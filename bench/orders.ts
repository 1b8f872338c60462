/** The forms that communes send in a month, each with a key of its own for programs. */
import type { Period } from '@app/contract/kernel/period.ts';
import { openHouse } from '../server/src/house.ts';
import { hashOfToken, newToken } from '../server/src/identity/tokens/keys.ts';
import { openPeriod } from '../server/src/reporting/index.ts';
import { cellsOf } from './cells.ts';
import { benchForm, communesOf } from './data.ts';
import type { Order } from './load.ts';
import { asOwner, type Owner, type Place } from './owner.ts';
import type { Run } from './scenario.ts';

/** What each commune will send, each with the key of a post of its own. */
export const ordersOf = async (run: Run, place: Place, month: Period): Promise<Order['requests']> => {
  const house = await openHouse(place);
  try {
    await house.asSystem(
      (ask) => openPeriod(ask, benchForm, month),
      () => new Date(`${month.endsOn}T05:00:00Z`),
    );
    const codes = new Map((await communesOf(house, run.size, month)).map(({ id, code }) => [id, code]));
    return await asOwner(place.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ id: number; unitId: number; bodyId: number }>(
        `select r.id, r.unit_id as "unitId", r.body_id as "bodyId" from reporting.report r
         join figures.period p on p.id = r.period_id where r.form = $1 and p.code = $2 order by md5(r.id::text)`,
        [benchForm, month.code],
      );
      const owed = rows.flatMap((row) => {
        const code = codes.get(row.unitId);
        return code === undefined ? [] : [{ ...row, code, token: newToken() }];
      });
      await givePosts(owner, owed);
      return owed.map(({ id, code, token }) => ({
        path: `/api/reports/${id}/submit`,
        token,
        body: JSON.stringify({ draftVersion: 0, cells: cellsOf(code, month, 'committee') }),
      }));
    });
  } finally {
    await house.close();
  }
};

/** An account, a post and a key for each of these bodies; those of a month before stay as they are. */
const givePosts = async (owner: Owner, bodies: readonly { bodyId: number; token: string }[]): Promise<void> => {
  const rows = JSON.stringify(
    bodies.map(({ bodyId, token }) => ({ body: bodyId, name: `bench.${bodyId}`, hash: hashOfToken(token) })),
  );
  await owner.query(
    `insert into identity."user" (id, name, email, username, "displayUsername")
     select name, name, name || '@chungtay.invalid', name, name from jsonb_to_recordset($1::jsonb) as b (name text)
     on conflict do nothing`,
    [rows],
  );
  await owner.query(
    `insert into identity.post (user_id, role, body_id, during)
     select name, 'officer', body, '[2020-01-01,)' from jsonb_to_recordset($1::jsonb) as b (name text, body integer)
     where not exists (select from identity.post p where p.user_id = b.name)`,
    [rows],
  );
  await owner.query(
    `insert into identity.token (user_id, post_id, token_hash, label, scope, expires_on, created_at)
     select name, p.id, hash, 'bench', 'report', '2099-12-31', now()
     from jsonb_to_recordset($1::jsonb) as b (name text, hash text) join identity.post p on p.user_id = b.name`,
    [rows],
  );
  await owner.query('analyze');
};
