-- A post may end at once: its last day stays the last one it was held on, and from this moment on it is no longer held.
alter table identity.post add column ended_at timestamptz;
grant update (ended_at) on identity.post to chungtay_app;
-- Whatever has not begun may be taken back, not only what was handed on.
alter table identity.post drop constraint annulled_delegation;
alter table identity.post drop constraint post_held_once;
alter table identity.post add constraint post_held_once
  exclude using gist (user_id with =, role with =, body_id with =, during with &&) where (not annulled and ended_at is null);

create or replace function identity.delegation_fits() returns trigger language plpgsql security definer set search_path = identity, pg_catalog, pg_temp as $$
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
  if not new.during <@ origin.during or (tg_op = 'INSERT' and (origin.ended_at is not null or origin.annulled)) then
    raise exception 'a delegation lies within the term of its post' using errcode = 'check_violation', constraint = 'delegation_within_term';
  end if;
  return new;
end $$;

-- A delegation ends with the post it comes from, at the same moment.
create or replace function identity.delegations_end() returns trigger language plpgsql security definer set search_path = identity, pg_catalog, pg_temp as $$
begin
  update identity.post d set annulled = true
  where d.delegated_from = new.id and not d.annulled and (new.annulled or not d.during && new.during);
  update identity.post d set during = d.during * new.during,
    ended_at = case when d.during @> upper(new.during) - 1 then coalesce(d.ended_at, new.ended_at) else d.ended_at end
  where d.delegated_from = new.id and not d.annulled
    and (not d.during <@ new.during or (new.ended_at is not null and d.ended_at is null and d.during @> upper(new.during) - 1));
  return null;
end $$;
drop trigger delegations_end on identity.post;
create trigger delegations_end after update of during, ended_at, annulled on identity.post for each row
  when ((old.during, old.ended_at, old.annulled) is distinct from (new.during, new.ended_at, new.annulled))
  execute function identity.delegations_end();
