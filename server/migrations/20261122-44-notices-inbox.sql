-- The ledger of messages: notices to bodies, what each person has read, what also goes by mail, and calendars to subscribe to.
create schema notices;
grant usage on schema notices to chungtay_app;

-- Addressed to a body of a unit, never to a person; whoever acts for the line there reads it.
create table notices.notice (
  id bigint generated always as identity primary key,
  unit_id integer not null references org.unit,
  body_id integer not null references org.body,
  line text not null,
  kind text not null check (kind in ('reminder', 'overdue', 'escalation', 'urging', 'deadline', 'returned', 'request')),
  at timestamptz not null,
  due_at timestamptz,
  -- What the sentence is made of and where it leads: form, period, units, days. Checked by the contract.
  facts jsonb not null,
  -- What makes it one notice, however often the program looks: reminder:report:12:-3:2026-11-16.
  occasion text not null constraint told_once unique
);
create index notice_by_desk on notices.notice (unit_id, line, id desc);
create index notice_by_time on notices.notice (at);
call kernel.guard('notices.notice');
create policy addressed on notices.notice for select to chungtay_app
  using (unit_id = (select kernel.scope_unit()) and line = any ((select kernel.own_lines())::text[]));
create policy by_the_program on notices.notice for select to chungtay_app using ((select kernel.acting_user()) = 'system');
-- The program reminds; a post tells what it has done to units below, on a line it acts for.
create policy tell on notices.notice for insert to chungtay_app
  with check ((select kernel.acting_user()) = 'system' or (line = any ((select kernel.own_lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()) and depth > 0))));
create policy sweep on notices.notice for delete to chungtay_app using ((select kernel.acting_user()) = 'system');
grant select, insert, delete on notices.notice to chungtay_app;

create table notices.mark (
  user_id text not null references identity."user" on delete cascade,
  notice_id bigint not null references notices.notice on delete cascade,
  read_at timestamptz not null,
  primary key (user_id, notice_id)
);
create index mark_by_notice on notices.mark (notice_id);
call kernel.guard('notices.mark');
create policy own on notices.mark to chungtay_app
  using (user_id = (select kernel.acting_user())) with check (user_id = (select kernel.acting_user()));
grant select, insert on notices.mark to chungtay_app;

-- What a person also wants by mail, and where to. Nothing is sent before the address is confirmed by a code that was sent to it.
create table notices.setting (
  user_id text primary key references identity."user" on delete cascade,
  address text check (length(address) between 3 and 254),
  kinds text[] not null default '{}',
  confirmed_at timestamptz,
  code_hash text check (code_hash ~ '^[0-9a-f]{64}$'),
  code_until timestamptz,
  wrong_codes integer not null default 0,
  -- The mail server of the address did not take a letter: nothing more is sent there.
  refused_at timestamptz,
  constraint address_confirmed check (confirmed_at is null or address is not null)
);
call kernel.guard('notices.setting');
create policy own on notices.setting to chungtay_app
  using (user_id = (select kernel.acting_user())) with check (user_id = (select kernel.acting_user()));
create policy send on notices.setting for select to chungtay_app using ((select kernel.acting_user()) = 'system');
create policy refused on notices.setting for update to chungtay_app
  using ((select kernel.acting_user()) = 'system') with check ((select kernel.acting_user()) = 'system');
grant select, insert, update on notices.setting to chungtay_app;

-- The outbox. A letter is tried again and again, later each time; its words are dropped when it is sent or given up.
create table notices.mail (
  id bigint generated always as identity primary key,
  user_id text not null references identity."user" on delete cascade,
  address text not null check (length(address) between 3 and 254),
  subject text,
  body text,
  made_at timestamptz not null,
  next_at timestamptz not null,
  attempts integer not null default 0,
  sent_at timestamptz,
  given_up_at timestamptz,
  -- The answer of the mail server, by its three figures.
  answer integer,
  constraint mail_ends_once check (sent_at is null or given_up_at is null)
);
create index mail_waiting on notices.mail (next_at) where sent_at is null and given_up_at is null;
create index mail_by_user on notices.mail (user_id);
call kernel.guard('notices.mail');
create policy send on notices.mail to chungtay_app
  using ((select kernel.acting_user()) = 'system') with check ((select kernel.acting_user()) = 'system');
create policy confirm on notices.mail for insert to chungtay_app with check (user_id = (select kernel.acting_user()));
grant select, insert, update, delete on notices.mail to chungtay_app;

-- Which notice went to whom: never twice.
create table notices.mailed (
  user_id text not null references identity."user" on delete cascade,
  notice_id bigint not null references notices.notice on delete cascade,
  mail_id bigint not null references notices.mail on delete cascade,
  primary key (user_id, notice_id)
);
create index mailed_by_notice on notices.mailed (notice_id);
create index mailed_by_mail on notices.mailed (mail_id);
call kernel.guard('notices.mailed');
create policy send on notices.mailed to chungtay_app
  using ((select kernel.acting_user()) = 'system') with check ((select kernel.acting_user()) = 'system');
grant select, insert on notices.mailed to chungtay_app;

-- A calendar of deadlines that a program of the person subscribes to by a secret address; only its hash is kept.
create table notices.feed (
  id integer generated always as identity primary key,
  user_id text not null references identity."user" on delete cascade,
  post_id integer not null references identity.post,
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index feed_by_user on notices.feed (user_id);
create index feed_by_post on notices.feed (post_id);
call kernel.guard('notices.feed');
create policy own on notices.feed to chungtay_app
  using (user_id = (select kernel.acting_user())) with check (user_id = (select kernel.acting_user()));
grant select, insert, update on notices.feed to chungtay_app;

-- Whose calendar it is, before anybody is known: asked by the hash of the whole address, so nothing can be listed.
create function notices.feed_of(hash text)
  returns table (id integer, user_id text, post_id integer, revoked_at timestamptz)
  language sql stable security definer set search_path = notices, pg_catalog, pg_temp
  as $$ select f.id, f.user_id, f.post_id, f.revoked_at from notices.feed f where f.token_hash = hash $$;
revoke all on function notices.feed_of(text) from public;
grant execute on function notices.feed_of(text) to chungtay_app;
