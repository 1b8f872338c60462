-- What the library of the sign-ins writes reaches the audit too, and administrators read the entries about accounts.

-- Where entries about an account stand: at the unit of a post it holds that day, the one that lasts longest; else of the post it
-- held last. Null: an account without a post. Asked before anybody is known, when no post can be seen.
create function identity.unit_of_account(account text) returns integer
  language sql stable security definer set search_path = identity, org, pg_catalog, pg_temp
  as $$
    select b.unit_id from post p join body b on b.id = p.body_id where p.user_id = account
    order by p.during @> (kernel.request_at() at time zone 'Asia/Ho_Chi_Minh')::date desc,
      upper(p.during) desc nulls first, p.id limit 1
  $$;
revoke all on function identity.unit_of_account(text) from public;
grant execute on function identity.unit_of_account(text) to chungtay_app;

call kernel.audit_changes('identity."user"', 'account', 'id', 'identity.unit_of_account');
call kernel.audit_changes('identity.session', 'session', 'userId', 'identity.unit_of_account');
call kernel.audit_changes('identity.account', 'credential', 'userId', 'identity.unit_of_account');

-- Administrators: accounts and posts of their subtree; at the centre also what concerns no unit.
create policy administer on kernel.audit for select to chungtay_app using ((select kernel.administers()) and action like 'identity.%'
  and (unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))
    or unit_id is null and (select level = 'nation' from org.unit where id = (select kernel.scope_unit()))));
