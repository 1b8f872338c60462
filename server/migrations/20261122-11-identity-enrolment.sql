-- Coming in with a one-time code, wrong attempts counted for all processes, confirmed sessions, and keys for programs.

-- The one-time code of an account that has no password yet; only its hash is kept. A new code takes the place of the old one.
create table identity.enrolment (
  user_id text primary key references identity."user" on delete cascade,
  code_hash text not null,
  -- Last day on which it opens the account.
  valid_until date not null,
  made_at timestamptz not null,
  used_at timestamptz
);
call kernel.guard('identity.enrolment');
-- Nobody is known yet when a code is given, so it is read and used up by anybody; only administrators make one.
create policy come_in on identity.enrolment for select to chungtay_app using (true);
create policy use_up on identity.enrolment for update to chungtay_app using (true) with check (true);
create policy invite on identity.enrolment for insert to chungtay_app with check ((select kernel.administers()));
create policy sweep on identity.enrolment for delete to chungtay_app using ((select kernel.acting_user()) = 'system');
grant select, insert, update, delete on identity.enrolment to chungtay_app;

-- Wrong attempts, by a keyed hash of account and address: neither can be read here.
create table identity.attempt (
  key text primary key check (key ~ '^[0-9a-f]{64}$'),
  taken integer not null,
  -- Forgotten after this moment.
  until timestamptz not null
);
create index attempt_by_end on identity.attempt (until);
call kernel.guard('identity.attempt');
create policy sign_in on identity.attempt to chungtay_app using (true) with check (true);
grant select, insert, update, delete on identity.attempt to chungtay_app;

-- When the person at a session last proved who they are.
create table identity.confirmation (
  session_id text primary key references identity.session on delete cascade,
  confirmed_at timestamptz not null
);
call kernel.guard('identity.confirmation');
create policy own on identity.confirmation to chungtay_app
  using (exists (select from identity.session s where s.id = session_id and s."userId" = (select kernel.acting_user())))
  with check (exists (select from identity.session s where s.id = session_id and s."userId" = (select kernel.acting_user())));
grant select, insert, update on identity.confirmation to chungtay_app;

-- Keys for programs that act for a post; only the hash is kept.
create table identity.token (
  id integer generated always as identity primary key,
  user_id text not null references identity."user" on delete cascade,
  post_id integer not null references identity.post,
  token_hash text not null unique,
  label text not null check (length(label) between 1 and 60),
  scope text not null check (scope in ('read', 'report')),
  expires_on date not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index token_by_post on identity.token (post_id);
create index token_by_user on identity.token (user_id);
call kernel.guard('identity.token');
create policy own on identity.token to chungtay_app
  using (user_id = (select kernel.acting_user())) with check (user_id = (select kernel.acting_user()));
grant select, insert, update on identity.token to chungtay_app;
-- Whose key it is, before anybody is known: asked by the hash of the whole key, so nothing can be listed.
create function identity.token_of(hash text)
  returns table (id integer, user_id text, post_id integer, scope text, expires_on date, last_used_at timestamptz, revoked_at timestamptz)
  language sql stable security definer set search_path = identity, pg_catalog, pg_temp
  as $$ select t.id, t.user_id, t.post_id, t.scope, t.expires_on, t.last_used_at, t.revoked_at from token t where t.token_hash = hash $$;
revoke all on function identity.token_of(text) from public;
grant execute on function identity.token_of(text) to chungtay_app;

-- Whoever resets an account takes its keys back.
create policy reset_see on identity.token for select to chungtay_app using ((select kernel.administers()));
create policy reset on identity.token for update to chungtay_app
  using ((select kernel.administers())) with check ((select kernel.administers()) and revoked_at is not null);

-- Whether an account holds, or will hold, a post outside a subtree: such posts are not visible from inside it.
create function identity.holds_posts_elsewhere(account text, top integer, today date) returns boolean
  language sql stable security definer set search_path = identity, org, pg_catalog, pg_temp
  as $$
    select exists (
      select from post p join body b on b.id = p.body_id
      where p.user_id = account and (upper_inf(p.during) or upper(p.during) > today)
        and not exists (select from reach r where r.ancestor_id = top and r.descendant_id = b.unit_id and r.during @> today))
  $$;
revoke all on function identity.holds_posts_elsewhere(text, integer, date) from public;
grant execute on function identity.holds_posts_elsewhere(text, integer, date) to chungtay_app;

-- Swept by the program itself: keys of repeated requests.
create policy sweep on kernel.idempotency_key for delete to chungtay_app using ((select kernel.acting_user()) = 'system');
-- The policy by which everybody keeps their own keys is for all commands: dropping them stays with the program.
create policy only_the_program on kernel.idempotency_key as restrictive for delete to chungtay_app
  using ((select kernel.acting_user()) = 'system');
create policy swept on kernel.idempotency_key for select to chungtay_app using ((select kernel.acting_user()) = 'system');
grant delete on kernel.idempotency_key to chungtay_app;
create index idempotency_key_by_age on kernel.idempotency_key (at);
