-- Accounts bound to a name at the organisation's own sign-on. Names are unique at their issuer only.
create table identity.sign_on_binding (
  id integer generated always as identity primary key,
  user_id text not null unique references identity."user" on delete cascade,
  issuer text not null,
  subject text not null,
  bound_at timestamptz not null,
  constraint subject_bound_once unique (issuer, subject)
);
call kernel.guard('identity.sign_on_binding');
create policy own on identity.sign_on_binding for select to chungtay_app using (user_id = (select kernel.acting_user()));
create policy administer on identity.sign_on_binding to chungtay_app
  using ((select kernel.administers())) with check ((select kernel.administers()));
grant select, insert, update, delete on identity.sign_on_binding to chungtay_app;
call kernel.audit_changes('identity.sign_on_binding', 'signOnBinding', 'user_id', 'identity.unit_of_account');
-- Whose name it is, before anybody is known: asked by the whole name, so nothing can be listed.
create function identity.account_at_sign_on(of_issuer text, of_subject text) returns text
  language sql stable security definer set search_path = identity, pg_catalog, pg_temp
  as $$ select b.user_id from sign_on_binding b where b.issuer = of_issuer and b.subject = of_subject $$;
revoke all on function identity.account_at_sign_on(text, text) from public;
grant execute on function identity.account_at_sign_on(text, text) to chungtay_app;
