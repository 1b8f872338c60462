-- The ground every room stands on: the runtime role, who is asking, the audit, idempotency keys.
create extension if not exists btree_gist;

do $$
begin
  if not exists (select from pg_roles where rolname = 'chungtay_app') then
    create role chungtay_app login noinherit nobypassrls;
  end if;
  -- Lets an owner that is no superuser step down to the runtime role.
  if not pg_has_role(current_user, 'chungtay_app', 'member') then
    execute format('grant chungtay_app to %I', current_user);
  end if;
end $$;

create schema kernel;
grant usage on schema kernel to chungtay_app;

-- Who is asking: set for one transaction by the server. Without them every policy answers no.
create function kernel.all_units() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.all_units', true), '') = 'yes';
create function kernel.scope_unit() returns integer language sql stable parallel safe
  return nullif(current_setting('app.unit', true), '')::integer;
create function kernel.lines() returns text[] language sql stable parallel safe
  return string_to_array(coalesce(current_setting('app.lines', true), ''), ',');
create function kernel.acting_user() returns text language sql stable parallel safe
  return nullif(current_setting('app.user', true), '');
create function kernel.reads_audit() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.reads_audit', true), '') = 'yes';
create function kernel.administers() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.administers', true), '') = 'yes';

-- Forces row-level security on a table and lets only its owner pass (for the security definer functions of the house).
create procedure kernel.guard(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy keeper on %s to %I using (true) with check (true)', target, current_user);
end $$;

create table kernel.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  request_id text not null,
  user_id text,
  post_id integer,
  unit_id integer,
  action text not null check (action ~ '^[a-z-]+\.[a-zA-Z]+$'),
  subject text not null,
  before jsonb,
  after jsonb
);
create index audit_by_unit on kernel.audit (unit_id, id);
create index audit_by_subject on kernel.audit (subject);
call kernel.guard('kernel.audit');
create policy leave on kernel.audit for insert to chungtay_app with check (true);
grant insert, select on kernel.audit to chungtay_app;

create table kernel.idempotency_key (
  user_id text not null,
  key text not null check (length(key) between 8 and 100),
  fingerprint text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (user_id, key)
);
call kernel.guard('kernel.idempotency_key');
create policy own on kernel.idempotency_key to chungtay_app
  using (user_id = (select kernel.acting_user())) with check (user_id = (select kernel.acting_user()));
grant select, insert, update on kernel.idempotency_key to chungtay_app;

-- Facts about this instance, for example whether it holds the demonstration.
create table kernel.instance (
  key text primary key,
  value jsonb not null
);
call kernel.guard('kernel.instance');
-- The key that signs sessions is read by the owner at the start and never by a request.
create policy known on kernel.instance for select to chungtay_app using (key <> 'secret');
grant select on kernel.instance to chungtay_app;
