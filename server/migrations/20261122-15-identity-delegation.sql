-- How a post is held: in one's own right, by whoever stands in until a head is appointed ("Q.", quyền), or handed on for a
-- time in writing ("TUQ.", Decree 30/2020/NĐ-CP Art. 13). A post that was handed on is a piece of the post it comes from.
alter table identity.post
  add column held text not null default 'own' constraint post_held_somehow check (held in ('own', 'acting', 'delegated')),
  -- The decision or the written authority, by number and date.
  add column basis text,
  add column delegated_from integer references identity.post,
  add column given_at timestamptz,
  -- Taken back before its first day, or its first day lies behind the end of the post it came from.
  add column annulled boolean not null default false,
  add constraint post_delegated_from check ((held = 'delegated') = (delegated_from is not null)),
  add constraint post_needs_basis check (held = 'own' or coalesce(trim(basis), '') <> ''),
  add constraint delegation_has_dates check (held <> 'delegated' or not (lower_inf(during) or upper_inf(during))),
  add constraint annulled_delegation check (held = 'delegated' or not annulled);
alter table identity.post drop constraint post_held_once;
alter table identity.post add constraint post_held_once
  exclude using gist (user_id with =, role with =, body_id with =, during with &&) where (not annulled);
create index post_by_origin on identity.post (delegated_from) where delegated_from is not null;

create function kernel.acting_post() returns integer language sql stable parallel safe
  return nullif(current_setting('app.post', true), '')::integer;

create function identity.delegation_fits() returns trigger language plpgsql security definer set search_path = identity, pg_catalog, pg_temp as $$
declare
  origin identity.post;
begin
  if new.delegated_from is null or new.annulled then return new; end if;
  -- Held, so that the term cannot be cut short meanwhile.
  select * into origin from identity.post p where p.id = new.delegated_from for share;
  if origin.held = 'delegated' then
    raise exception 'a delegated post is not passed on' using errcode = 'check_violation', constraint = 'delegation_not_passed_on';
  end if;
  if origin.user_id = new.user_id then
    raise exception 'a post is handed on to somebody else' using errcode = 'check_violation', constraint = 'delegation_not_to_oneself';
  end if;
  if (origin.role, origin.body_id) is distinct from (new.role, new.body_id) then
    raise exception 'a post is handed on as it is' using errcode = 'check_violation', constraint = 'delegation_of_the_same_post';
  end if;
  if not new.during <@ origin.during then
    raise exception 'a delegation lies within the term of its post' using errcode = 'check_violation', constraint = 'delegation_within_term';
  end if;
  return new;
end $$;
create trigger delegation_fits before insert or update on identity.post for each row execute function identity.delegation_fits();

-- A delegation ends with the post it comes from.
create function identity.delegations_end() returns trigger language plpgsql security definer set search_path = identity, pg_catalog, pg_temp as $$
begin
  update identity.post d set annulled = true
  where d.delegated_from = new.id and not d.annulled and not d.during && new.during;
  update identity.post d set during = d.during * new.during
  where d.delegated_from = new.id and not d.annulled and not d.during <@ new.during;
  return null;
end $$;
create trigger delegations_end after update of during on identity.post for each row
  when (old.during is distinct from new.during) execute function identity.delegations_end();
revoke all on function identity.delegation_fits(), identity.delegations_end() from public;

-- The term of a post, for whoever holds a piece of it and may not see the post itself.
create function identity.term_of(post integer) returns daterange
  language sql stable security definer set search_path = identity, pg_catalog, pg_temp
  as $$ select p.during from identity.post p where p.id = post $$;
revoke all on function identity.term_of(integer) from public;
grant execute on function identity.term_of(integer) to chungtay_app;

-- Administrators give posts and never hand on those of others; heads hand on the post they act as, and take it back.
drop policy administer on identity.post;
create policy administer on identity.post for insert to chungtay_app
  with check (held <> 'delegated' and (select kernel.administers()) and exists (select from org.body b join org.reach r on r.descendant_id = b.unit_id
                 where b.id = body_id and r.ancestor_id = (select kernel.scope_unit())));
create policy administer_terms on identity.post for update to chungtay_app
  using ((select kernel.administers()) and exists (select from org.body b join org.reach r on r.descendant_id = b.unit_id
                 where b.id = body_id and r.ancestor_id = (select kernel.scope_unit())))
  with check ((select kernel.administers()) and exists (select from org.body b join org.reach r on r.descendant_id = b.unit_id
                 where b.id = body_id and r.ancestor_id = (select kernel.scope_unit())));
create policy hand_on on identity.post for insert to chungtay_app
  with check (held = 'delegated' and delegated_from = (select kernel.acting_post()));
create policy take_back on identity.post for update to chungtay_app
  using (delegated_from = (select kernel.acting_post())) with check (delegated_from = (select kernel.acting_post()));
create policy handed_on on identity.post for select to chungtay_app using (delegated_from = (select kernel.acting_post()));
-- Of a post that was given only its dates change.
revoke update on identity.post from chungtay_app;
grant update (during, annulled) on identity.post to chungtay_app;

-- Whose act it was, still by role and body and never by person; of a delegated post also what its holder is otherwise.
drop function identity.named_posts(integer[]);
create function identity.named_posts(ids integer[]) returns table (id integer, role text, body_id integer, held text, own_role text, own_body_id integer)
  language sql stable security definer set search_path = identity, pg_catalog, pg_temp
  as $$
    select p.id, p.role, p.body_id, p.held, own.role, own.body_id
    from identity.post p
    left join lateral (
      select o.role, o.body_id from identity.post o
      join org.body there on there.id = o.body_id
      join org.body here on here.id = p.body_id and here.unit_id = there.unit_id
      where p.held = 'delegated' and o.user_id = p.user_id and o.held <> 'delegated' and o.during && p.during
      order by o.id limit 1
    ) own on true
    where p.id = any (ids)
  $$;
revoke all on function identity.named_posts(integer[]) from public;
grant execute on function identity.named_posts(integer[]) to chungtay_app;
