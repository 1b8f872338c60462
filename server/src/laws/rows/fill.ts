/** A row of the commune in every table that the country of the matrix leaves empty, so that silence means something. */
import type pg from 'pg';
import type { Planted } from '../matrix/plant.ts';

/** What stands for one row: `$1` the account of the commune's officer, `$2` its post, `$3` the commune. */
const rows = [
  `kernel.audit (at, request_id, user_id, post_id, unit_id, action, subject) values (now(), 'law', $1, $2, $3, 'reporting.submitReport', 'report:1')`,
  `kernel.audit_head (id, at, chains, entries, root, prev_root, signature, public_key) values (1, now(), 1, 1, 'a', '', 'b', 'c')`,
  `kernel.audit_head_leaf (head_id, unit, seq, hash) values (1, $3, 1, 'a')`,
  `kernel.idempotency_key (user_id, key, fingerprint, at) values ($1, 'key of C1', 'law', now())`,
  `kernel.instance (key, value) values ('secret', '"law"') on conflict do nothing`,
  `kernel.backup (kind, at, seconds, file, version) values ('by-hand', now(), 1, 'law', '1')`,
  `kernel.drill (at, seconds, version, differences) values (now(), 1, '1', '{}')`,
  `kernel.job (name) values ('law')`,
  `kernel.size (taken_on, bytes) values ('2026-11-22', 1)`,
  `kernel.process (id, host, pid, version, started_at, seen_at, memory_bytes, loop_delay_ms, pool_used, pool_max, pool_waiting)
     values ('law', 'law', 1, '1', now(), now(), 1, 1, 1, 1, 1)`,
  `identity.session (id, "expiresAt", token, "userId") values ('session of C1', now() + interval '1 hour', 'law', $1)`,
  `identity.confirmation (session_id, confirmed_at) values ('session of C1', now())`,
  `identity.enrolment (user_id, code_hash, valid_until, made_at) values ($1, 'law', '2026-12-31', now())`,
  `identity.attempt (key, taken, until) values (repeat('a', 64), 1, now())`,
  `identity.spent (key, until) values (repeat('a', 64), now())`,
  `identity.token (user_id, post_id, token_hash, label, scope, expires_on, created_at) values ($1, $2, 'law', 'luật', 'read', '2026-12-31', now())`,
  `identity.administrator_code (code_hash) values ('law') on conflict do nothing`,
  `identity.verification (id, identifier, value, "expiresAt") values ('law', 'law', 'law', now())`,
  `identity."twoFactor" (id, "userId", secret, "backupCodes") values ('law', $1, 'law', 'law')`,
  `identity.passkey (id, user_id, public_key, counter, transports, label, added_at) values ('law-law-law-law-law', $1, 'law', 0, '{}', 'luật', now())`,
  `identity.sign_on_binding (user_id, issuer, subject, bound_at) values ($1, 'law', 'law', now())`,
  `notices.notice (unit_id, body_id, line, kind, at, facts, occasion)
     select $3::integer, id, 'committee', 'reminder', now(), '{}', 'law' from org.body where unit_id = $3::integer and kind = 'committee'`,
  `notices.mark (user_id, notice_id, read_at) select $1::text, id, now() from notices.notice where occasion = 'law'`,
  `notices.setting (user_id, address) values ($1, 'law@example.vn')`,
  `notices.mail (user_id, address, made_at, next_at) values ($1, 'law@example.vn', now(), now())`,
  `notices.mailed (user_id, notice_id, mail_id) select $1::text, n.id, m.id from notices.notice n, notices.mail m where n.occasion = 'law'`,
  `notices.feed (user_id, post_id, token_hash, created_at) values ($1, $2, repeat('a', 64), now())`,
  `org.change_draft (unit_id, title, legal_basis, items, changed_at) values ($3, '{"vi":"luật","en":"law"}', 'luật', '[]', now())`,
  `figures.expectation (unit_id, period_id, line, slots) select $3::integer, id, 'committee', '{1}' from figures.period where code = '2026-M10'`,
  `reporting.message (report_id, post_id, words, said_at)
     select id, $2::integer, 'luật', now() from reporting.report where unit_id = $3 and line = 'committee' order by id limit 1`,
  `reporting.message_seen (report_id, post_id, seen_id)
     select id, $2::integer, 1 from reporting.report where unit_id = $3 and line = 'committee' order by id limit 1`,
  `reporting.neighbour_ranking (unit_id, is_on, changed_at) values ($3, true, now())`,
  `reporting.signal_setting (unit_id, kind, is_on, weight, thresholds, valid_from, reason, decided_at, decided_by)
     values ($3, 'jump', true, 10, '{}', '2026-11-22', 'luật', now(), $2)`,
  `figures.edition_total (edition_id, unit_id, sum, n, rolled, at_least, about)
     select id, unit_id, '{7}', '{1}', '{0}', '{0}', '{0}' from figures.edition where unit_id = $3`,
  `reporting.narrative (report_id, texts, version, changed_at)
     select id, '{}', 1, now() from reporting.report where unit_id = $3 and line = 'committee' order by id limit 1`,
  `reporting.narrative_sent (report_id, revision, texts, figures)
     select id, 1, '{}', '{}' from reporting.report where unit_id = $3 and line = 'committee' order by id limit 1`,
  `reporting.narrative_taken (report_id, section, source_report_id, source_revision, source_section, source_at, source_text, taken_at)
     select id, 'results', id, 1, 'results', 0, 'luật', now() from reporting.report where unit_id = $3 and line = 'committee' order by id limit 1`,
  `reporting.exception (report_id, revision, until, reason, opened_at)
     select id, 1, '2026-11-30', 'luật', now() from reporting.report where unit_id = $3 and line = 'committee' order by id limit 1`,
  `reporting.edition_change (edition_id, unit_id, indicator, before, after, reasons)
     select e.id, e.unit_id, i.id, 1, 2, '[]' from figures.edition e cross join lateral (select id from figures.indicator order by slot limit 1) i
     where e.unit_id = $3 and e.line = 'committee' order by e.id limit 1`,
  `review.edit (unit_id, period_id, reading, language, block, section, text, from_text, edited_at)
     select $3::integer, id, 'accepted', 'vi', 'opening', '', 'luật', 'luật', now() from figures.period where code = '2026-M10'`,
  `review.addition (unit_id, period_id, reading, language, section, text, source_report_id, source_revision, source_section, source_at, added_at)
     select r.unit_id, r.period_id, 'accepted', 'vi', 'limits', 'luật', r.id, 1, 'limits', 0, now()
     from reporting.report r where r.unit_id = $3 and r.line = 'committee' order by r.id limit 1`,
];

export const fill = async (owner: pg.Client, { unit, user, post }: Planted): Promise<void> => {
  const values = [user['standing officer C1'], post['standing officer C1'], unit.C1];
  for (const row of rows) {
    // Only those that the row names: a value of which nobody knows the type is refused.
    const used = [1, 2, 3].filter((at) => row.includes(`$${at}`));
    const text = used
      .reduce((sql, at, place) => sql.replaceAll(`$${at}`, `$<${place + 1}>`), row)
      .replace(/\$<(\d)>/g, '$$$1');
    await owner.query(
      `insert into ${text}`,
      used.map((at) => values[at - 1]),
    );
  }
};
