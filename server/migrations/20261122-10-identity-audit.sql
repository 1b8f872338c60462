-- What the library of the sign-ins writes reaches the audit too, and administrators read the entries about accounts.

-- Where entries about an account stand: at the unit of its first post. Null: an account without a post.
create function identity.unit_of_account(account text) returns integer language sql stable as $$
  select b.unit_id from identity.post p join org.body b on b.id = p.body_id where p.user_id = account order by p.id limit 1
$$;
revoke all on function identity.unit_of_account(text) from public;

call kernel.audit_changes('identity."user"', 'account', 'id', 'identity.unit_of_account');
call kernel.audit_changes('identity.session', 'session', 'userId', 'identity.unit_of_account');
call kernel.audit_changes('identity.account', 'credential', 'userId', 'identity.unit_of_account');

-- Administrators: accounts and posts of their subtree; at the centre also what concerns no unit.
create policy administer on kernel.audit for select to chungtay_app using ((select kernel.administers()) and action like 'identity.%'
  and (unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))
    or unit_id is null and (select level = 'nation' from org.unit where id = (select kernel.scope_unit()))));
