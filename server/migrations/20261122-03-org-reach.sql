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
  select ancestor_id, descendant_id, depth, unnest(range_agg(during))
  from up
  group by ancestor_id, descendant_id, depth;

  -- After its end: wherever the units stand that took it over; a divided unit stands where all its parts meet.
  -- Latest reforms first, so that a successor's own later fate is known when its predecessor asks.
  for reform in select distinct effective_on as day from org.succession order by day desc loop
    insert into org.reach (ancestor_id, descendant_id, depth, during)
    with ended as (
      select s.predecessor_id, count(*) as parts
      from org.succession s
      where s.effective_on = reform.day
        and not exists (select from org.reach seen where seen.descendant_id = s.predecessor_id and seen.during @> reform.day)
      group by s.predecessor_id
    ),
    -- Successors may change on different days, so they are compared on stretches on which the whole tree stands still.
    edges as (
      select reform.day
      union select lower(during) from org.reach where lower(during) > reform.day
      union select upper(during) from org.reach where upper(during) > reform.day
    ),
    stretches as (select daterange(day, lead(day) over (order by day)) as days from edges),
    meeting as (
      select r.ancestor_id, ended.predecessor_id, max(r.depth) + 1 as depth, stretches.days
      from ended
      join org.succession s on s.predecessor_id = ended.predecessor_id and s.effective_on = reform.day
      join org.reach r on r.descendant_id = s.successor_id
      join stretches on r.during @> stretches.days
      group by r.ancestor_id, ended.predecessor_id, stretches.days, ended.parts
      having count(*) = ended.parts
    )
    select ancestor_id, predecessor_id, depth, unnest(range_agg(days))
    from meeting
    group by ancestor_id, predecessor_id, depth;
  end loop;
end $$;
revoke all on procedure org.rebuild_reach() from public;
