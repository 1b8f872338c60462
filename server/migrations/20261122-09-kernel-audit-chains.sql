-- The audit as chains, one for each unit: every entry carries the hash of the one before it, so that nothing can be changed,
-- taken out or put in between without a trace. Chain 0 holds the entries that concern no unit.
alter table kernel.audit
  -- The key for programs by which the post acted; empty: a session, or the program itself.
  add column token_id integer,
  add column chain integer generated always as (coalesce(unit_id, 0)) stored,
  -- Place in the chain, from 1. Empty until the transaction commits.
  add column seq bigint,
  -- Hash of the entry before, empty for the first.
  add column prev text,
  add column hash text;

-- Where each chain ends. A tail that was cut off no longer reaches it.
create table kernel.audit_chain (
  unit integer primary key,
  seq bigint not null,
  hash text not null
);
call kernel.guard('kernel.audit_chain');

-- What is hashed of an entry: every field, in one form that is the same on every version of PostgreSQL and in every setting.
-- Documents go in as text, so that "nothing" and the JSON null stay two things. The version of the form stands in front, so that
-- another form may come and old entries stay right. Who checks the seals writes the same form anew and does not ask this function.
create function kernel.audit_text(entry kernel.audit, place bigint) returns text language sql stable as $$
  select 'v1|' || jsonb_build_array((entry).id, place, to_char((entry).at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), (entry).request_id,
    (entry).user_id, (entry).post_id, (entry).token_id, (entry).unit_id, (entry).action, (entry).subject, (entry).before::text, (entry).after::text)::text
$$;
create function kernel.audit_hash(before_it text, content text) returns text language sql stable as $$
  select encode(sha256(convert_to(before_it || E'\n' || content, 'UTF8')), 'hex')
$$;
create function kernel.next_link(so_far text, first text, content text) returns text language sql stable as $$
  select kernel.audit_hash(coalesce(so_far, first), content)
$$;
-- As a window over the new entries of a chain: the hash of each, the first hanging on the chain's end.
create aggregate kernel.linked(first text, content text) (sfunc = kernel.next_link, stype = text);

-- Hangs every entry that has no place yet on its chain. Rows of other transactions are not seen here: they come sealed.
-- Chains are locked in the order of their units, and nothing is locked after them, so writers queue and never meet in a circle.
create procedure kernel.seal_entries() language plpgsql as $$
begin
  insert into kernel.audit_chain (unit, seq, hash)
  select distinct chain, 0, '' from kernel.audit where hash is null order by chain
  on conflict do nothing;
  perform from kernel.audit_chain where unit in (select chain from kernel.audit where hash is null) order by unit for update;

  with placed as (
    select a as entry, a.id, a.chain, c.hash as first, c.seq + row_number() over (partition by a.chain order by a.id) as seq
    from kernel.audit a join kernel.audit_chain c on c.unit = a.chain
    where a.hash is null
  ), hashed as (
    select id, chain, first, seq, kernel.linked(first, kernel.audit_text(entry, seq)) over (partition by chain order by seq) as hash
    from placed
  ), sealed as (
    update kernel.audit a set seq = link.seq, prev = link.prev, hash = link.hash
    from (select id, seq, lag(hash, 1, first) over (partition by chain order by seq) as prev, hash from hashed) link
    where a.id = link.id
  )
  update kernel.audit_chain c set seq = last.seq, hash = last.hash
  from (select distinct on (chain) chain, seq, hash from hashed order by chain, seq desc) last
  where c.unit = last.chain;
end $$;
revoke all on procedure kernel.seal_entries() from public;

-- Entries of a database that was there before the chains.
call kernel.seal_entries();

create unique index audit_place on kernel.audit (chain, seq);
create index audit_unsealed on kernel.audit (id) where hash is null;
create index audit_by_time on kernel.audit (at, id);

-- At the commit, as the last thing a transaction does. The first entry seals them all; the others find themselves sealed.
-- The statistics of a fresh table know nothing, and a plan is kept for the session: only the indexes are right at every size.
create function kernel.seal_at_commit() returns trigger language plpgsql security definer
  set search_path = kernel, pg_catalog, pg_temp set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  perform from kernel.audit where id = new.id and hash is null;
  if found then
    call kernel.seal_entries();
  end if;
  return null;
end $$;
create constraint trigger seal after insert on kernel.audit deferrable initially deferred
  for each row execute function kernel.seal_at_commit();

-- The runtime role leaves entries; their place in the chain is not its to say.
revoke insert on kernel.audit from chungtay_app;
grant insert (at, request_id, user_id, post_id, token_id, unit_id, action, subject, before, after) on kernel.audit to chungtay_app;
drop policy leave on kernel.audit;
create policy leave on kernel.audit for insert to chungtay_app with check (seq is null and prev is null and hash is null);

-- Signed heads over all chains: who keeps one outside the database can tell whether anything before it was rewritten.
create table kernel.audit_head (
  id integer primary key,
  at timestamptz not null,
  chains integer not null,
  entries bigint not null,
  -- Hash over the root before and the ends of the chains that have grown since.
  root text not null,
  prev_root text not null,
  signature text not null,
  public_key text not null
);
create table kernel.audit_head_leaf (
  head_id integer not null references kernel.audit_head,
  unit integer not null,
  seq bigint not null,
  hash text not null,
  primary key (unit, head_id)
);
create index leaf_by_head on kernel.audit_head_leaf (head_id);
call kernel.guard('kernel.audit_head');
call kernel.guard('kernel.audit_head_leaf');
-- Heads hold nothing but hashes and are published.
create policy published on kernel.audit_head for select to chungtay_app using (true);
grant select on kernel.audit_head to chungtay_app;

-- Who asks, for entries that triggers leave.
create function kernel.request_id() returns text language sql stable parallel safe
  return coalesce(nullif(current_setting('app.request', true), ''), 'library');
create function kernel.request_at() returns timestamptz language sql stable parallel safe
  return coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());

-- Leaves an entry for every row that a statement wrote: schema.kindOpened, kindChanged or kindEnded. It names the row and the
-- columns that changed; what stands in them may be a secret and is not repeated.
create function kernel.audit_change() returns trigger language plpgsql security definer set search_path = kernel, pg_catalog, pg_temp as $$
declare
  kind text := tg_argv[0];
  account text := tg_argv[1];
  unit_of text := tg_argv[2];
  ignored text[] := tg_argv[3];
  rows_of text := case tg_op
    when 'INSERT' then 'select to_jsonb(n) as row, null::jsonb as columns from new_rows n'
    when 'DELETE' then 'select to_jsonb(o) as row, null::jsonb as columns from old_rows o'
    else 'select to_jsonb(n) as row, (select jsonb_agg(e.key order by e.key) from jsonb_each(to_jsonb(n)) e
            where e.value is distinct from to_jsonb(o) -> e.key and e.key <> all ($4)) as columns
          from new_rows n join old_rows o using (id)' end;
  what text := case tg_op when 'INSERT' then 'Opened' when 'DELETE' then 'Ended' else 'Changed' end;
begin
  execute format(
    'insert into kernel.audit (at, request_id, user_id, post_id, token_id, unit_id, action, subject, after)
     select kernel.request_at(), kernel.request_id(), kernel.acting_user(), nullif(current_setting(''app.post'', true), '''')::integer,
            nullif(current_setting(''app.token'', true), '''')::integer,
            coalesce(%s(r.row ->> $1), kernel.scope_unit()), $2, ''user:'' || (r.row ->> $1),
            jsonb_strip_nulls(jsonb_build_object($3, r.row -> ''id'', ''columns'', r.columns))
     from (%s) r where r.columns is not null or %L',
    unit_of, rows_of, tg_op <> 'UPDATE')
  using account, tg_table_schema || '.' || kind || what, kind, ignored;
  return null;
end $$;

-- Has the writes of a table leave audit entries, whoever writes: call it in the migration that makes the table.
--   call kernel.audit_changes('identity.passkey', 'passkey', 'userId', 'identity.unit_of_account');
-- target: a table with a column `id`. kind: one word in camelCase; entries are named <schema>.<kind>Opened, Changed and Ended
-- and need words in contract/src/audit/words.ts. account: the column that holds the account. unit_of: a function that
-- answers the unit of an account. ignored: columns whose change alone leaves nothing.
create procedure kernel.audit_changes(target regclass, kind text, account text, unit_of regproc, ignored text[] default '{updatedAt}')
language plpgsql as $$
declare
  told text := format('execute function kernel.audit_change(%L, %L, %L, %L)', kind, account, unit_of::text, ignored::text);
begin
  execute format('create trigger audit_opened after insert on %s referencing new table as new_rows for each statement %s', target, told);
  execute format('create trigger audit_changed after update on %s referencing old table as old_rows new table as new_rows for each statement %s', target, told);
  execute format('create trigger audit_ended after delete on %s referencing old table as old_rows for each statement %s', target, told);
end $$;
