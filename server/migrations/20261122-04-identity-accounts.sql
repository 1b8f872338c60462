-- Accounts and sessions (written by the library that signs people in) and the posts they hold.
create schema identity;
grant usage on schema identity to chungtay_app;

create table identity."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  username text unique,
  "displayUsername" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table identity.session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references identity."user" on delete cascade
);
create index session_by_user on identity.session ("userId");
create table identity.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references identity."user" on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index account_by_user on identity.account ("userId");
create table identity.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create table identity.post (
  id integer generated always as identity primary key,
  user_id text not null references identity."user",
  role text not null check (role in ('officer', 'head', 'inspector', 'administrator', 'operator')),
  body_id integer not null references org.body,
  during daterange not null check (not isempty(during)),
  constraint post_held_once exclude using gist (user_id with =, role with =, body_id with =, during with &&)
);
create index post_by_user on identity.post (user_id);
create index post_by_body on identity.post (body_id);

create table identity.administrator_code (
  only_one boolean primary key default true check (only_one),
  code_hash text not null,
  used_at timestamptz
);

-- The library reads these before anybody is known, so its four tables stand open to the runtime role and to nobody else.
call kernel.guard('identity."user"');
call kernel.guard('identity.session');
call kernel.guard('identity.account');
call kernel.guard('identity.verification');
create policy sign_in on identity."user" to chungtay_app using (true) with check (true);
create policy sign_in on identity.session to chungtay_app using (true) with check (true);
create policy sign_in on identity.account to chungtay_app using (true) with check (true);
create policy sign_in on identity.verification to chungtay_app using (true) with check (true);
grant select, insert, update, delete on identity."user", identity.session, identity.account, identity.verification to chungtay_app;

call kernel.guard('identity.post');
create policy own on identity.post for select to chungtay_app using (user_id = (select kernel.acting_user()));
-- Names of posts stand beside their acts wherever the unit may be seen.
create policy within_reach on identity.post for select to chungtay_app
  using ((select kernel.all_units()) or exists (select from org.body b join org.reach r on r.descendant_id = b.unit_id
                 where b.id = body_id and r.ancestor_id = (select kernel.scope_unit())));
create policy administer on identity.post for all to chungtay_app
  using ((select kernel.administers()) and exists (select from org.body b join org.reach r on r.descendant_id = b.unit_id
                 where b.id = body_id and r.ancestor_id = (select kernel.scope_unit())))
  with check ((select kernel.administers()) and exists (select from org.body b join org.reach r on r.descendant_id = b.unit_id
                 where b.id = body_id and r.ancestor_id = (select kernel.scope_unit())));
grant select, insert, update on identity.post to chungtay_app;
-- Whose act it was is told by role and body to everybody who may see the act, below as well as above; never by person.
create function identity.named_posts(ids integer[]) returns table (id integer, role text, body_id integer)
  language sql stable security definer set search_path = identity, pg_catalog
  as $$ select p.id, p.role, p.body_id from post p where p.id = any (ids) $$;
revoke all on function identity.named_posts(integer[]) from public;
grant execute on function identity.named_posts(integer[]) to chungtay_app;

call kernel.guard('identity.administrator_code');
create policy claim on identity.administrator_code to chungtay_app using (true) with check (true);
grant select, update on identity.administrator_code to chungtay_app;
