-- Who stands above whom is worked out beside the table, and only what has changed is written: most change sets touch a few hundred of
-- its eighty thousand rows, and readers of all the others keep what they had.
create or replace procedure org.rebuild_reach() language plpgsql security definer set search_path = org, pg_catalog, pg_temp as $$
declare
  reform record;
  height text;
begin
  drop table if exists pg_temp.reach_now;
  create temporary table reach_now (like org.reach) on commit drop;

  -- While in force: the chain of parents, cut to the days on which every link held.
  insert into pg_temp.reach_now (ancestor_id, descendant_id, depth, during)
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
  create index on pg_temp.reach_now (descendant_id);
  create index on pg_temp.reach_now (ancestor_id);
  analyze pg_temp.reach_now;

  -- After its end: wherever the units stand that took it over; a divided unit stands where all its parts meet.
  -- Latest reforms first, so that a successor's own later fate is known when its predecessor asks.
  for reform in select distinct effective_on as day from org.succession order by day desc loop
    insert into pg_temp.reach_now (ancestor_id, descendant_id, depth, during)
    with ended as (
      select s.predecessor_id, count(*) as parts
      from org.succession s
      where s.effective_on = reform.day
        and not exists (select from pg_temp.reach_now seen where seen.descendant_id = s.predecessor_id and seen.during @> reform.day)
      group by s.predecessor_id
    ),
    -- Successors may change on different days, so they are compared on stretches on which the whole tree stands still.
    edges as (
      select reform.day
      union select lower(during) from pg_temp.reach_now where lower(during) > reform.day
      union select upper(during) from pg_temp.reach_now where upper(during) > reform.day
    ),
    stretches as (select daterange(day, lead(day) over (order by day)) as days from edges),
    meeting as (
      select r.ancestor_id, ended.predecessor_id, max(r.depth) + 1 as depth, stretches.days
      from ended
      join org.succession s on s.predecessor_id = ended.predecessor_id and s.effective_on = reform.day
      join pg_temp.reach_now r on r.descendant_id = s.successor_id
      join stretches on r.during @> stretches.days
      group by r.ancestor_id, ended.predecessor_id, stretches.days, ended.parts
      having count(*) = ended.parts
    )
    select ancestor_id, predecessor_id, depth, unnest(range_agg(days))
    from meeting
    group by ancestor_id, predecessor_id, depth;
  end loop;

  -- What nobody took over, and what still names a parent that has ended: with all that stands in it, where that parent then stands.
  -- Higher levels first, so that the parent's own place is known.
  foreach height in array array['province', 'district', 'commune', 'residential_area'] loop
    insert into pg_temp.reach_now (ancestor_id, descendant_id, depth, during)
    with lives as (
      select unit_id, (array_agg(parent_id order by during desc))[1] as parent_id, max(coalesce(upper(during), 'infinity'::date)) as ended
      from org.unit_state group by unit_id
    ), without as (
      -- Ended, and nobody took it over.
      select l.unit_id, l.parent_id, daterange(l.ended, null) as days
      from lives l join org.unit u on u.id = l.unit_id and u.level = height
      where l.ended < 'infinity' and not exists (
        select from org.succession s where s.predecessor_id = l.unit_id and s.effective_on = l.ended and s.successor_id <> l.unit_id)
      union all
      -- In force, under a parent that is not.
      select s.unit_id, s.parent_id, s.during * daterange(p.ended, null)
      from org.unit_state s join org.unit u on u.id = s.unit_id and u.level = height
      join lives p on p.unit_id = s.parent_id and p.ended < 'infinity' and s.during && daterange(p.ended, null)
    ), standing as (
      select w.unit_id, r.ancestor_id, r.depth + 1 as depth, r.during * w.days as days
      from without w join pg_temp.reach_now r on r.descendant_id = w.parent_id and r.during && w.days
    )
    select ancestor_id, unit_id, depth, days from standing
    union all
    select st.ancestor_id, below.descendant_id, (st.depth + below.depth)::smallint, st.days * below.during
    from standing st join pg_temp.reach_now below on below.ancestor_id = st.unit_id and below.descendant_id <> st.unit_id and below.during && st.days;
  end loop;

  delete from org.reach kept where not exists (
    select from pg_temp.reach_now n
    where (n.ancestor_id, n.descendant_id, n.depth, n.during) = (kept.ancestor_id, kept.descendant_id, kept.depth, kept.during));
  insert into org.reach (ancestor_id, descendant_id, depth, during)
  select n.ancestor_id, n.descendant_id, n.depth, n.during from pg_temp.reach_now n where not exists (
    select from org.reach kept
    where (n.ancestor_id, n.descendant_id, n.depth, n.during) = (kept.ancestor_id, kept.descendant_id, kept.depth, kept.during));
  drop table pg_temp.reach_now;
end $$;
revoke all on procedure org.rebuild_reach() from public;
