/** Plants the small country the matrix asks about: units with a merger, bodies, accounts, reports, editions, sessions and keys. */
import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type pg from 'pg';
import { hashOfToken, newToken } from '../../identity/tokens/keys.ts';
import { above, holders, type Line, levelOf, onceAbove, type Post, posts, type Unit, units } from './house.ts';
import { plantDesign } from './plant-design.ts';

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
  /** Letters of `P1` to `C1`, by `line state`. */
  urging: Record<string, number>;
  /** Requests of `P1` to `C1`, by line. */
  request: Record<string, number>;
  /** One for the country that has not begun. */
  regime: number;
  /** How a calendar closes from a day to come. */
  calendarRule: number;
  /** What P1 has decided about C1, as if it had been divided. */
  division: number;
  /** An answered quality signal of each report that was sent; `unit line month` → id. */
  signal: Record<string, number>;
  tag: Partial<Record<Unit, number>>;
  /** A paragraph written by hand, and one taken from a report, in the reviews of provinces. */
  edit: Partial<Record<Unit, number>>;
  addition: Partial<Record<Unit, number>>;
  /** Post ids by the name of the post; the one that was handed on, for the delegate. */
  post: Record<string, number>;
  user: Record<string, string>;
  /** An account of each unit with one post there and no session: what administrators act on. */
  account: Record<Unit, { username: string; postId: number }>;
  token: Record<string, string>;
  delegation: number;
  /** What belongs to one person, by the name of the post: a session beside the one that asks, a passkey, a key of the post. */
  belongings: Record<'session' | 'passkey' | 'token' | 'feed', Record<string, string | number>>;
  /** A change set that P1 prepares: another name for C1. */
  changeDraft: number;
  /** An account with posts at P1 and at P2. */
  inTwoAreas: string;
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

const plantChangeDraft = async (owner: pg.Client, planted: Planted): Promise<void> => {
  const rename = { kind: 'change', unitId: planted.unit.C1, name: 'Khác', type: null, code: null, parent: null };
  planted.changeDraft = await idOf(
    owner,
    `insert into org.change_draft (unit_id, title, effective_on, legal_basis, items, changed_at)
     values ($1, '{"vi":"Đổi tên","en":"Renaming"}', '2026-12-01', 'NQ 1', $2, now()) returning id`,
    [planted.unit.P1, JSON.stringify([{ ...rename, clause: '' }])],
  );
};

const roleOf = ({ row: of }: Post): string =>
  of.startsWith('officer') ? 'officer' : of.startsWith('head') ? 'head' : of;
const bodyKindOf = ({ row: of, line }: Post): string =>
  line !== 'committee' ? line : of.startsWith('head') ? 'committee' : 'police';
const termOf = ({ standing }: Post): string =>
  standing === 'expired' ? '(,2026-11-22)' : standing === 'not begun' ? '[2026-11-23,)' : '(,)';

const plantAccount = async (owner: pg.Client, username: string, hash: string | null): Promise<string> => {
  const id = randomUUID();
  await owner.query(
    `insert into identity."user" (id, name, email, username, "displayUsername") values ($1, $2, $2 || '@chungtay.invalid', $2, $2)`,
    [id, username],
  );
  if (hash === null) return id;
  await owner.query(
    `insert into identity.account (id, "accountId", "providerId", "userId", password) values ($1, $1, 'credential', $1, $2)`,
    [id, hash],
  );
  return id;
};

export const usernameOf = (name: string): string => `m.${name.toLowerCase().replaceAll(' ', '-')}`;

const give = (owner: pg.Client, userId: string, role: string, body: number | undefined, during = '(,)', held = 'own') =>
  idOf(
    owner,
    `insert into identity.post (user_id, role, body_id, during, held, basis, given_at) values ($1, $2, $3, $4, $5, 'QĐ 1', now()) returning id`,
    [userId, role, body ?? 0, during, held],
  );

const plantKey = async (owner: pg.Client, planted: Planted, { name, standing }: Post): Promise<void> => {
  const token = newToken();
  planted.token[name] = token;
  const scope = standing === 'key to report' ? 'report' : 'read';
  const revokedAt = standing === 'key revoked' ? new Date() : null;
  await owner.query(
    `insert into identity.token (user_id, post_id, token_hash, label, scope, expires_on, created_at, revoked_at)
     values ($1, $2, $3, 'ma trận', $4, '2026-12-31', now(), $5)`,
    [planted.user[name], planted.post[name], hashOfToken(token), scope, revokedAt],
  );
};

/** What the committee head of P1 has handed on, to an officer there. */
const plantDelegation = async (owner: pg.Client, planted: Planted, userId: string, unit: Unit): Promise<number> => {
  await give(owner, userId, 'officer', planted.body[`${unit} front`]);
  planted.delegation = await idOf(
    owner,
    `insert into identity.post (user_id, role, body_id, during, held, basis, delegated_from, given_at)
     select $1, role, body_id, '[2026-11-01,2026-12-01)', 'delegated', 'GUQ 1', id, now() from identity.post where id = $2 returning id`,
    [userId, planted.post['committee head P1']],
  );
  return planted.delegation;
};

/** Everybody who asks, with the post they ask by. */
const plantPosts = async (owner: pg.Client, planted: Planted, hash: string): Promise<void> => {
  for (const each of posts) {
    if (each.standing === 'nobody') continue;
    const userId = await plantAccount(owner, usernameOf(each.name), hash);
    planted.user[each.name] = userId;
    const body = planted.body[`${each.unit} ${bodyKindOf(each)}`];
    planted.post[each.name] =
      each.held === 'delegated'
        ? await plantDelegation(owner, planted, userId, each.unit)
        : await give(owner, userId, roleOf(each), body, termOf(each), each.held);
    if (each.standing.startsWith('key')) await plantKey(owner, planted, each);
  }
};

/** Accounts that are asked about and ask nothing. */
const plantAccounts = async (owner: pg.Client, planted: Planted, hash: string): Promise<void> => {
  for (const unit of units) {
    if (levelOf[unit] === 'residential_area') continue;
    const username = `a.${unit.toLowerCase()}-${randomBytes(2).toString('hex')}`;
    const userId = await plantAccount(owner, username, hash);
    const postId = await give(owner, userId, 'officer', planted.body[`${unit} front`]);
    planted.account[unit] = { username, postId };
  }
  const both = await plantAccount(owner, planted.inTwoAreas, hash);
  for (const unit of ['P1', 'P2'] as const) await give(owner, both, 'officer', planted.body[`${unit} front`]);
  // Nobody has come into these yet: their slips may have been lost.
  for (const unit of ['C1', 'C3'] as const) {
    const userId = await plantAccount(owner, `w.${unit.toLowerCase()}`, null);
    await give(owner, userId, 'officer', planted.body[`${unit} front`]);
    await owner.query(`insert into identity.enrolment values ($1, 'x', '2026-12-31', now())`, [userId]);
  }
};

const plantBelongings = async (owner: pg.Client, { user, post, belongings }: Planted): Promise<void> => {
  for (const [at, holder] of holders.entries()) {
    const session = `session-of-the-matrix-${at}`;
    const passkey = `passkey-of-the-matrix-${at}`;
    await owner.query(
      `insert into identity.session (id, token, "userId", "expiresAt") values ($1, $1, $2, '2099-01-01')`,
      [session, user[holder]],
    );
    await owner.query(
      `insert into identity.passkey (id, user_id, public_key, counter, transports, label, added_at) values ($1, $2, 'x', 0, '{}', 'ma trận', now())`,
      [passkey, user[holder]],
    );
    belongings.session[holder] = session;
    belongings.passkey[holder] = passkey;
    belongings.token[holder] = await idOf(
      owner,
      `insert into identity.token (user_id, post_id, token_hash, label, scope, expires_on, created_at)
       values ($1, $2, $3, 'ma trận', 'read', '2026-12-31', now()) returning id`,
      [user[holder], post[holder], hashOfToken(newToken())],
    );
    belongings.feed[holder] = await idOf(
      owner,
      `insert into notices.feed (user_id, post_id, token_hash, created_at) values ($1, $2, $3, now()) returning id`,
      [user[holder], post[holder], hashOfToken(newToken())],
    );
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

type PlantedReport = { line: Line; form: string; unit: Unit; to: Unit; month: string; state: State };

const plantReport = async (owner: pg.Client, planted: Planted, report: PlantedReport): Promise<void> => {
  const { line, form, unit, to, month, state } = report;
  const id = await idOf(
    owner,
    `insert into reporting.report (form, version, period_id, unit_id, body_id, line, superior_id, due_at, state, revision)
     select $1, 1, p.id, $2, $3, $4, $5, upper(p.during)::timestamptz, $6, $7 from figures.period p where p.code = $8 returning id`,
    [
      form,
      planted.unit[unit],
      planted.body[`${unit} ${line}`],
      line,
      planted.unit[to],
      state,
      state === 'not_sent' ? 0 : 1,
      month,
    ],
  );
  planted.report[`${unit} ${line} ${month}`] = id;
  if (state !== 'not_sent') await plantSubmission(owner, planted, id, report);
};

const plantSubmission = async (
  owner: pg.Client,
  planted: Planted,
  reportId: number,
  { line, unit, month, state }: PlantedReport,
): Promise<void> => {
  const accepted = state === 'accepted';
  planted.signal[`${unit} ${line} ${month}`] = await idOf(
    owner,
    `insert into reporting.signal (report_id, kind, revision, evidence, gist, opened_at, answer, answered_at)
     values ($1, 'last-hour', 1, '{"kind": "last-hour", "sendings": []}', '', now(), 'Gửi theo lịch.', now()) returning id`,
    [reportId],
  );
  await owner.query('insert into reporting.signal_exam (report_id, revision, examined_at) values ($1, 1, now())', [
    reportId,
  ]);
  const submission = await idOf(
    owner,
    `insert into reporting.submission (report_id, revision, cells, submitted_at, decision, decided_at)
     values ($1, 1, '{"outreach_sessions": {"value": 7, "precision": "exact", "kind": "own", "note": null}}', now(), $2, $3) returning id`,
    [reportId, accepted ? 'accepted' : null, accepted ? new Date() : null],
  );
  await owner.query(
    `insert into figures.sheet (unit_id, period_id, line, reading, own, precision, source, source_id, changed_at)
     select $1, p.id, $2, reading, array_append(array_fill(null::numeric, array[i.slot - 1]), 7), array_fill(0::smallint, array[i.slot::integer]),
            'submission', $4, now()
     from figures.period p, figures.indicator i, unnest($3::text[]) reading where p.code = $5 and i.id = 'outreach_sessions'`,
    [planted.unit[unit], line, accepted ? ['submitted', 'accepted'] : ['submitted'], submission, month],
  );
};

/** The form of a line, with a report of each state at each unit that reports, and an edition at each that issues. */
const plantLine = async (owner: pg.Client, planted: Planted, line: Line, form: string): Promise<void> => {
  await owner.query('insert into reporting.form (code, line, period_kind) values ($1, $2, $3)', [form, line, 'month']);
  await owner.query(
    `insert into reporting.form_version (form, version, from_period_id, content)
     select $1, 1, min(id), $2 from figures.period where kind = 'month'`,
    [form, content],
  );
  const put = (unit: Unit, to: Unit, month: string, state: State) =>
    plantReport(owner, planted, { line, form, unit, to, month, state });
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
};

/** What was written by hand into the review of a province. */
const plantReviews = async (owner: pg.Client, planted: Planted): Promise<void> => {
  for (const unit of ['P1'] as const) {
    planted.edit[unit] = await idOf(
      owner,
      `insert into review.edit (unit_id, period_id, reading, language, block, section, text, from_text, edited_at)
       select $1, id, 'accepted', 'vi', 'opening', '', 'Lời của tỉnh.', '', now() from figures.period where code = $2 returning id`,
      [planted.unit[unit], months.accepted],
    );
    planted.addition[unit] = await idOf(
      owner,
      `insert into review.addition (unit_id, period_id, reading, language, section, text, source_report_id, source_revision, source_section, source_at, added_at)
       select $1, id, 'accepted', 'vi', 'limits', 'Lời của xã.', $3, 1, 'limits', 0, now() from figures.period where code = $2 returning id`,
      [planted.unit[unit], months.accepted, planted.report[`${unit} committee ${months.accepted}`]],
    );
  }
};

/** Letters by which `P1` urges `C1`, one sent and one drafted, and a regime that has not begun. */
const plantUrging = async (owner: pg.Client, planted: Planted, line: Line, form: string): Promise<void> => {
  for (const state of ['sent', 'drafted'] as const) {
    const isSent = state === 'sent';
    const id = await idOf(
      owner,
      `insert into reporting.urging (unit_id, body_id, line, form, period_id, until, note, drafted_at, urged, number, issued_on, sent_at)
       select $1, $2, $3, $4, p.id, '2026-11-30', '', now(), array[$5::integer], $6::text, $7::date, $7::timestamptz
       from figures.period p where p.code = $8 returning id`,
      [
        planted.unit.P1,
        planted.body[`P1 ${line}`],
        line,
        form,
        planted.unit.C1,
        isSent ? '1/BCĐ' : null,
        isSent ? '2026-11-01' : null,
        months.open,
      ],
    );
    planted.urging[`${line} ${state}`] = id;
    await owner.query(
      `insert into reporting.urging_of_report (urging_id, report_id, unit_id, due_at, days_late) values ($1, $2, $3, now(), 1)`,
      [id, planted.report[`C1 ${line} ${months.open}`], planted.unit.C1],
    );
  }
};

/** An open request of `P1` to `C1`, with its form. */
const plantRequest = async (owner: pg.Client, planted: Planted, line: Line): Promise<void> => {
  const form = `YC-${line}`;
  await owner.query(
    `insert into reporting.form (code, line, period_kind, owner_unit_id) values ($1, $2, 'month', $3)`,
    [form, line, planted.unit.P1],
  );
  await owner.query(
    `insert into reporting.form_version (form, version, from_period_id, content)
     select $1, 1, id, '{"title":{"vi":"Yêu cầu","en":"Request"},"sections":[],"narrative":[]}' from figures.period where code = $2`,
    [form, months.open],
  );
  planted.request[line] = await idOf(
    owner,
    `insert into reporting.request (unit_id, body_id, line, kind, title, reason, period_id, due_at, sent_at, asked)
     select $1, $2, $3, 'ad_hoc', 'Yêu cầu', 'Lý do', id, '2026-12-31', now(), array[$4::integer] from figures.period where code = $5 returning id`,
    [planted.unit.P1, planted.body[`P1 ${line}`], line, planted.unit.C1, months.open],
  );
  await owner.query(`insert into reporting.request_unit (request_id, unit_id, form) values ($1, $2, $3)`, [
    planted.request[line],
    planted.unit.C1,
    form,
  ]);
};

const plantRegime = (owner: pg.Client): Promise<number> =>
  idOf(
    owner,
    `insert into reporting.regime (level, period_kind, valid_from, days_after, counts, moves, hour, opens_days, remind_days, own_allowed, basis, made_at)
     values ('commune', 'year', '2027-12-01', 3, 'days', false, 17, 7, '{0}', true, 'Quyết định 1/QĐ', now()) returning id`,
    [],
  );

const plantCalendarRule = (owner: pg.Client): Promise<number> =>
  idOf(
    owner,
    `insert into figures.calendar_rule (calendar, valid_from, month, day, kinds, basis, made_at)
     values ('team', '2029-01-01', 11, 14, '{year}', 'Quyết định 1/QĐ', now()) returning id`,
    [],
  );

const plantDivision = async (owner: pg.Client, { unit, post }: Planted): Promise<number> => {
  const id = await idOf(
    owner,
    `insert into figures.division_decision (predecessor_id, effective_on, basis, made_at, made_by)
     values ($1, '2025-07-01', 'Quyết định 1/QĐ', now(), $2) returning id`,
    [unit.C1, post['standing officer P1']],
  );
  await owner.query('insert into figures.division_share values ($1, $2, 0.5)', [id, unit.C1]);
  return id;
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
    signal: {},
    tag: {},
    edit: {},
    addition: {},
    post: {},
    user: {},
    account: {},
    token: {},
    delegation: 0,
    belongings: { session: {}, passkey: {}, token: {}, feed: {} },
    urging: {},
    request: {},
    regime: 0,
    calendarRule: 0,
    division: 0,
    changeDraft: 0,
    inTwoAreas: 'e.two-areas',
  } as unknown as Planted;
  await plantUnits(owner, planted);
  await plantBodies(owner, planted);
  const hash = await hashPassword(password);
  await plantPosts(owner, planted, hash);
  await plantAccounts(owner, planted, hash);
  await plantBelongings(owner, planted);
  for (const line of ['committee', 'women'] as const) {
    await plantLine(owner, planted, line, forms[line] ?? '');
    await plantUrging(owner, planted, line, forms[line] ?? '');
    await plantRequest(owner, planted, line);
  }
  planted.regime = await plantRegime(owner);
  planted.calendarRule = await plantCalendarRule(owner);
  planted.division = await plantDivision(owner, planted);
  await plantChangeDraft(owner, planted);
  await plantReviews(owner, planted);
  await plantDesign(owner, planted);
  await owner.query('analyze');
  return planted;
};
