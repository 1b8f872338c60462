/** Plants the small country the matrix asks about: units with a merger, bodies, accounts, reports, editions, sessions and keys. */
import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type pg from 'pg';
import { hashOfToken, newToken } from '../../identity/tokens/keys.ts';
import { above, type Line, levelOf, onceAbove, type Post, posts, type Unit, units } from './house.ts';

export const password = 'mot mat khau dai cua ma tran';
export const today = '2026-11-22';
export const forms: Partial<Record<Line, string>> = { committee: 'MC', women: 'MW' };
/** One month for each state a report can be found in. */
export const months = { issued: '2026-M07', accepted: '2026-M08', submitted: '2026-M09', open: '2026-M10' } as const;
/** The month of the old tree, sent to the province that has ended and never decided. */
export const monthBefore = '2025-M05';

export type Planted = {
  unit: Record<Unit, number>;
  code: Record<Unit, string>;
  body: Record<string, number>;
  /** `unit line month` → id. */
  report: Record<string, number>;
  edition: Record<string, number>;
  tag: Partial<Record<Unit, number>>;
  /** Post ids by the name of the post; the one that was handed on, for the delegate. */
  post: Record<string, number>;
  user: Record<string, string>;
  /** An account of each unit with one post there and no session: what administrators act on. */
  account: Record<Unit, { username: string; postId: number }>;
  token: Record<string, string>;
  delegation: number;
};

const row = async <T extends pg.QueryResultRow>(owner: pg.Client, text: string, values: unknown[] = []): Promise<T> =>
  (await owner.query<T>(text, values)).rows[0] as T;
const idOf = async (owner: pg.Client, text: string, values: unknown[] = []): Promise<number> =>
  (await row<{ id: number }>(owner, text, values)).id;

const plantUnits = async (owner: pg.Client, planted: Planted): Promise<void> => {
  const set = await idOf(
    owner,
    `insert into org.change_set (title, source_hash, applied_at) values ('{"vi":"","en":""}', $1, now()) returning id`,
    [randomUUID()],
  );
  for (const [at, unit] of units.entries()) {
    planted.unit[unit] = await idOf(owner, 'insert into org.unit (level) values ($1) returning id', [levelOf[unit]]);
    planted.code[unit] = unit === 'N' ? 'VN' : String(90_000 + at).slice(levelOf[unit] === 'province' ? 3 : 0);
  }
  const state = (unit: Unit, parent: Unit | null, during: string) =>
    owner.query(
      `insert into org.unit_state (unit_id, code, name, full_name, folded, type, parent_id, during, change_set_id)
       values ($1, $2, $3, $3, lower($3), $4, $5, $6, $7)`,
      [
        planted.unit[unit],
        planted.code[unit],
        `Đơn vị ${unit}`,
        typeOf[levelOf[unit]],
        parent && planted.unit[parent],
        during,
        set,
      ],
    );
  for (const unit of units) {
    const before = onceAbove[unit];
    if (unit === 'E') await state(unit, 'N', '(,2025-07-01)');
    else if (before) {
      await state(unit, before, '(,2025-07-01)');
      await state(unit, above[unit], '[2025-07-01,)');
    } else await state(unit, above[unit], '(,)');
  }
  await owner.query(
    `insert into org.succession (predecessor_id, successor_id, effective_on, kind, scope, change_set_id) values ($1, $2, '2025-07-01', 'whole', 'all', $3)`,
    [planted.unit.E, planted.unit.P1, set],
  );
  await owner.query('call org.rebuild_reach()');
};

const typeOf = { nation: 'quoc_gia', province: 'tinh', commune: 'xa', residential_area: 'xa' } as const;

const plantBodies = async (owner: pg.Client, planted: Planted): Promise<void> => {
  for (const unit of units)
    for (const kind of levelOf[unit] === 'residential_area' ? [] : ['committee', 'police', 'women', 'front'])
      planted.body[`${unit} ${kind}`] = await idOf(
        owner,
        `insert into org.body (unit_id, kind, line, name, standing) values ($1, $2, $2, $3, $4) returning id`,
        [planted.unit[unit], kind, { vi: `${kind} ${unit}`, en: `${kind} ${unit}` }, kind === 'police'],
      );
  for (const unit of ['C1', 'C3'] as const)
    planted.tag[unit] = await idOf(
      owner,
      `insert into org.area_tag (unit_id, tag, during, basis) values ($1, 'island', '[2026-01-01,)', 'QĐ 1') returning id`,
      [planted.unit[unit]],
    );
};

const roleOf = ({ row: of }: Post): string =>
  of.startsWith('officer') ? 'officer' : of.startsWith('head') ? 'head' : of;
const bodyKindOf = ({ row: of, line }: Post): string =>
  line !== 'committee' ? line : of.startsWith('head') ? 'committee' : 'police';
const termOf = ({ standing }: Post): string =>
  standing === 'expired' ? '(,2026-11-22)' : standing === 'not begun' ? '[2026-11-23,)' : '(,)';

const plantAccount = async (owner: pg.Client, username: string, hash: string): Promise<string> => {
  const id = randomUUID();
  await owner.query(
    `insert into identity."user" (id, name, email, username, "displayUsername") values ($1, $2, $2 || '@chungtay.invalid', $2, $2)`,
    [id, username],
  );
  await owner.query(
    `insert into identity.account (id, "accountId", "providerId", "userId", password) values ($1, $1, 'credential', $1, $2)`,
    [id, hash],
  );
  return id;
};

export const usernameOf = (name: string): string => `m.${name.toLowerCase().replaceAll(' ', '-')}`;

const plantPosts = async (owner: pg.Client, planted: Planted): Promise<void> => {
  const hash = await hashPassword(password);
  const give = (userId: string, role: string, body: number, during: string, held = 'own') =>
    idOf(
      owner,
      `insert into identity.post (user_id, role, body_id, during, held, basis, given_at) values ($1, $2, $3, $4, $5, 'QĐ 1', now()) returning id`,
      [userId, role, body, during, held],
    );
  for (const each of posts) {
    if (each.standing === 'nobody') continue;
    const userId = await plantAccount(owner, usernameOf(each.name), hash);
    planted.user[each.name] = userId;
    const body = planted.body[`${each.unit} ${bodyKindOf(each)}`] ?? 0;
    if (each.held === 'delegated') {
      await give(userId, 'officer', planted.body[`${each.unit} front`] ?? 0, '(,)');
      planted.post[each.name] = planted.delegation = await idOf(
        owner,
        `insert into identity.post (user_id, role, body_id, during, held, basis, delegated_from, given_at)
         select $1, role, body_id, '[2026-11-01,2026-12-01)', 'delegated', 'GUQ 1', id, now() from identity.post where id = $2 returning id`,
        [userId, planted.post['committee head P1']],
      );
    } else planted.post[each.name] = await give(userId, roleOf(each), body, termOf(each), each.held);
    if (each.standing.startsWith('key')) {
      const token = newToken();
      planted.token[each.name] = token;
      await owner.query(
        `insert into identity.token (user_id, post_id, token_hash, label, scope, expires_on, created_at, revoked_at)
         values ($1, $2, $3, 'ma trận', $4, '2026-12-31', now(), $5)`,
        [
          userId,
          planted.post[each.name],
          hashOfToken(token),
          each.standing === 'key to report' ? 'report' : 'read',
          each.standing === 'key revoked' ? new Date() : null,
        ],
      );
    }
  }
  for (const unit of units) {
    const username = `a.${unit.toLowerCase()}-${randomBytes(2).toString('hex')}`;
    if (levelOf[unit] === 'residential_area') continue;
    const userId = await plantAccount(owner, username, hash);
    planted.account[unit] = {
      username,
      postId: await give(userId, 'officer', planted.body[`${unit} front`] ?? 0, '(,)'),
    };
  }
};

const content = {
  title: { vi: 'Biểu ma trận', en: 'Form of the matrix' },
  sections: [
    {
      title: { vi: 'Tuyên truyền', en: 'Outreach' },
      rows: [{ indicator: 'outreach_sessions', levels: ['commune', 'province'], required: true }],
    },
  ],
};

type State = 'not_sent' | 'submitted' | 'accepted';

const plantReports = async (owner: pg.Client, planted: Planted): Promise<void> => {
  const { slot } = await row<{ slot: number }>(
    owner,
    `select slot from figures.indicator where id = 'outreach_sessions'`,
  );
  for (const [line, form] of Object.entries(forms)) {
    await owner.query('insert into reporting.form (code, line, period_kind) values ($1, $2, $3)', [
      form,
      line,
      'month',
    ]);
    await owner.query(
      `insert into reporting.form_version (form, version, from_period_id, content)
       select $1, 1, min(id), $2 from figures.period where kind = 'month'`,
      [form, content],
    );
    const put = async (unit: Unit, to: Unit, month: string, state: State) => {
      const body = planted.body[`${unit} ${line}`];
      const id = await idOf(
        owner,
        `insert into reporting.report (form, version, period_id, unit_id, body_id, line, superior_id, due_at, state, revision)
         select $1, 1, p.id, $2, $3, $4, $5, upper(p.during)::timestamptz, $6, $7 from figures.period p where p.code = $8 returning id`,
        [form, planted.unit[unit], body, line, planted.unit[to], state, state === 'not_sent' ? 0 : 1, month],
      );
      planted.report[`${unit} ${line} ${month}`] = id;
      if (state === 'not_sent') return;
      const submission = await idOf(
        owner,
        `insert into reporting.submission (report_id, revision, cells, submitted_at, decision, decided_at)
         values ($1, 1, '{"outreach_sessions": {"value": 7, "precision": "exact", "kind": "own", "note": null}}', now(), $2, $3) returning id`,
        [id, state === 'accepted' ? 'accepted' : null, state === 'accepted' ? new Date() : null],
      );
      for (const reading of state === 'accepted' ? ['submitted', 'accepted'] : ['submitted'])
        await owner.query(
          `insert into figures.sheet (unit_id, period_id, line, reading, own, precision, source, source_id, changed_at)
           select $1, p.id, $2, $3, array_append(array_fill(null::numeric, array[$4::integer - 1]), 7), array_fill(0::smallint, array[$4::integer]),
                  'submission', $5, now() from figures.period p where p.code = $6`,
          [planted.unit[unit], line, reading, slot, submission, month],
        );
    };
    for (const unit of ['C1', 'C3', 'P1', 'P2'] as const) {
      const to = above[unit] ?? 'N';
      await put(unit, to, months.issued, 'accepted');
      await put(unit, to, months.accepted, 'accepted');
      await put(unit, to, months.submitted, 'submitted');
      await put(unit, to, months.open, 'not_sent');
    }
    await put('e1', 'E', monthBefore, 'submitted');
    for (const unit of ['N', 'P1', 'P2', 'C1', 'C3'] as const)
      planted.edition[`${unit} ${line}`] = await idOf(
        owner,
        `insert into figures.edition (unit_id, period_id, line, form, number, issued_on, issued_at, signer_post_id, hash)
         select $1, p.id, $2, $3, '1/BC', '2026-08-20', now(), $4, '' from figures.period p where p.code = $5 returning id`,
        [planted.unit[unit], line, form, planted.post['committee head P1'], months.issued],
      );
  }
};

/** Plants everything into a migrated database with the catalogue and nothing else. */
export const plant = async (owner: pg.Client): Promise<Planted> => {
  // Filled unit by unit below, before anything is read from it.
  const planted = {
    unit: {},
    code: {},
    body: {},
    report: {},
    edition: {},
    tag: {},
    post: {},
    user: {},
    account: {},
    token: {},
    delegation: 0,
  } as unknown as Planted;
  await plantUnits(owner, planted);
  await plantBodies(owner, planted);
  await plantPosts(owner, planted);
  await plantReports(owner, planted);
  await owner.query('analyze');
  return planted;
};
