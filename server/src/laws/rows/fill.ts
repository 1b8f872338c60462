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
  `figures.expectation (unit_id, period_id, line, slots) select $3::integer, id, 'committee', '{1}' from figures.period where code = '2026-M10'`,
  `figures.edition_total (edition_id, unit_id, sum, n, rolled, at_least, about)
     select id, unit_id, '{7}', '{1}', '{0}', '{0}', '{0}' from figures.edition where unit_id = $3`,
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
