-- Rebuilds who stands above whom after a change set.
create procedure org.rebuild_reach() language plpgsql security definer set search_path = org, pg_catalog as $$
declare
  reform record;
begin
  delete from org.reach;

  -- While in force: the chain of parents, cut to the days on which every link held.
  insert into org.reach (ancestor_id, descendant_id, depth, during)
  with recursive up as (
    select unit_id as descendant_id, unit_id as ancestor_id, 0 as depth, during from org.unit_state
    union all
    select up.descendant_id, state.parent_id, up.depth + 1, up.during * state.during
    from up
    join org.unit_state state on state.unit_id = up.ancestor_id and state.during && up.during
    where state.parent_id is not null
  )
  select ancestor_id, descendant_id, max(depth), unnest(range_agg(during))
  from up
  group by ancestor_id, descendant_id, depth;

  -- After its end: wherever the units stand that took it over; a divided unit stands where all its parts meet.
  -- Latest reforms first, so that a successor's own later fate is known when its predecessor asks.
  for reform in select distinct effective_on from org.succession order by effective_on desc loop
    insert into org.reach (ancestor_id, descendant_id, depth, during)
    select r.ancestor_id, s.predecessor_id, max(r.depth) + 1, r.days
    from org.succession s
    join lateral (
      select ancestor_id, depth, during * daterange(s.effective_on, null) as days
      from org.reach where descendant_id = s.successor_id and during && daterange(s.effective_on, null)
    ) r on true
    where s.effective_on = reform.effective_on
      and not exists (select from org.reach seen where seen.descendant_id = s.predecessor_id and seen.during @> s.effective_on)
    group by r.ancestor_id, s.predecessor_id, r.days
    having count(distinct s.successor_id) = (
      select count(*) from org.succession part
      where part.predecessor_id = s.predecessor_id and part.effective_on = reform.effective_on
    );
  end loop;
end $$;
revoke all on procedure org.rebuild_reach() from public;
