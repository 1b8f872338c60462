-- What guards an account beside its password: an authenticator with recovery codes (written by the library), and passkeys.
alter table identity."user" add column "twoFactorEnabled" boolean not null default false;
alter table identity.session add column "openedBy" text not null default 'password'
  check ("openedBy" in ('password', 'passkey', 'sign-on'));

create table identity."twoFactor" (
  id text primary key,
  "userId" text not null unique references identity."user" on delete cascade,
  -- Sealed by the key of the instance, both.
  secret text not null,
  "backupCodes" text not null,
  -- Not in force before its first code was right.
  verified boolean not null default false,
  "failedVerificationCount" integer not null default 0,
  "lockedUntil" timestamptz,
  -- The half minute of the last code that counted: no code counts twice, nor an older one after it.
  "lastStep" bigint not null default 0
);
create index two_factor_by_secret on identity."twoFactor" (secret);
-- Read before anybody is known, like the other tables of the library.
call kernel.guard('identity."twoFactor"');
create policy sign_in on identity."twoFactor" to chungtay_app using (true) with check (true);
grant select, insert, update, delete on identity."twoFactor" to chungtay_app;
call kernel.audit_changes('identity."twoFactor"', 'authenticator', 'userId', 'identity.unit_of_account',
  '{lastStep,failedVerificationCount}');

create table identity.passkey (
  -- As the authenticator calls it (base64url).
  id text primary key check (id ~ '^[A-Za-z0-9_-]+$' and length(id) between 16 and 1400),
  user_id text not null references identity."user" on delete cascade,
  -- Base64url of its COSE key.
  public_key text not null,
  -- How often it has signed, as it says itself; stays 0 for those that are copied between devices.
  counter bigint not null,
  transports text[] not null,
  label text not null check (length(label) between 1 and 60),
  added_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_by_user on identity.passkey (user_id);
call kernel.guard('identity.passkey');
create policy own on identity.passkey to chungtay_app
  using (user_id = (select kernel.acting_user())) with check (user_id = (select kernel.acting_user()));
-- Whoever resets an account takes its passkeys away.
create policy reset_see on identity.passkey for select to chungtay_app using ((select kernel.administers()));
create policy reset on identity.passkey for delete to chungtay_app using ((select kernel.administers()));
grant select, insert, update, delete on identity.passkey to chungtay_app;
call kernel.audit_changes('identity.passkey', 'passkey', 'user_id', 'identity.unit_of_account', '{counter,last_used_at}');
-- Whose passkey it is, before anybody is known: asked by its whole id, so nothing can be listed.
create function identity.passkey_of(passkey_id text)
  returns table (user_id text, public_key text, counter bigint, transports text[])
  language sql stable security definer set search_path = identity, pg_catalog, pg_temp
  as $$ select p.user_id, p.public_key, p.counter, p.transports from passkey p where p.id = passkey_id $$;
revoke all on function identity.passkey_of(text) from public;
grant execute on function identity.passkey_of(text) to chungtay_app;

-- What may be used once only, by its hash: challenges of passkeys, and ways to the organisation's sign-on and back.
create table identity.spent (
  key text primary key check (key ~ '^[0-9a-f]{64}$'),
  -- Forgotten after this moment, when it would be refused for its age.
  until timestamptz not null
);
create index spent_by_end on identity.spent (until);
call kernel.guard('identity.spent');
create policy sign_in on identity.spent to chungtay_app using (true) with check (true);
grant select, insert, delete on identity.spent to chungtay_app;
