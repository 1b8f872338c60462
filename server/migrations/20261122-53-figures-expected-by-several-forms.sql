-- A unit may owe several forms of one period and line: what is expected of it is what they ask together, and it may shrink again.
create function figures.expectation_renewed() returns trigger language plpgsql security definer set search_path = figures, pg_catalog, pg_temp as $$
begin
  insert into figures.expected_total as kept (unit_id, period_id, line, n)
  with net as (
    select unit_id, period_id, line, slot, sum(by)::integer as by
    from (select unit_id, period_id, line, unnest(slots) as slot, 1 as by from new_rows
          union all
          select unit_id, period_id, line, unnest(slots), -1 from old_rows) c
    group by 1, 2, 3, 4 having sum(by) <> 0
  ), parts as (
    select r.ancestor_id as unit_id, c.period_id, c.line, c.slot, sum(c.by)::integer as n
    from net c
    join figures.period p on p.id = c.period_id
    join org.reach r on r.descendant_id = c.unit_id and r.during @> (upper(p.during) - 1)
    join org.unit a on a.id = r.ancestor_id and a.level in ('nation', 'province', 'district')
    group by 1, 2, 3, 4
  ), lines as (
    select unit_id, period_id, line, slot, n from parts
    union all
    select unit_id, period_id, 'all', slot, sum(n)::integer from parts group by unit_id, period_id, slot
  ), rows as (
    select unit_id, period_id, line, max(slot) as most from lines group by 1, 2, 3
  )
  select r.unit_id, r.period_id, r.line, array_agg(coalesce(l.n, 0) order by s.slot)
  from rows r
  cross join lateral generate_series(1, r.most) as s (slot)
  left join lines l on l.unit_id = r.unit_id and l.period_id = r.period_id and l.line = r.line and l.slot = s.slot
  group by r.unit_id, r.period_id, r.line
  order by r.unit_id, r.period_id, r.line
  on conflict (unit_id, period_id, line) do update set n = figures.add_counts(kept.n, excluded.n);
  return null;
end $$;
revoke all on function figures.expectation_renewed() from public;
create trigger totals_follow_update after update on figures.expectation
  referencing old table as old_rows new table as new_rows for each statement execute function figures.expectation_renewed();

-- Whether the asking post may say what is expected of units: the program for all, a post that requests for its own line below it.
create function figures.may_expect(units integer[], of_line text) returns boolean language sql stable security definer set search_path = figures, pg_catalog, pg_temp
  as $$
    select kernel.acting_user() is not null and 'request' = any (kernel.deeds()) and of_line = any (kernel.own_lines())
      and not exists (select from unnest(units) as asked (id) where not exists (
        select from org.reach r where r.descendant_id = asked.id and r.ancestor_id = kernel.scope_unit() and r.depth > 0))
  $$;
revoke all on function figures.may_expect(integer[], text) from public;

create function figures.expect_more(units integer[], at_period integer, of_line text, more smallint[]) returns void
language plpgsql security definer set search_path = figures, pg_catalog, pg_temp as $$
begin
  if not (kernel.all_units() or figures.may_expect(units, of_line)) then
    raise exception 'what is expected is said from above' using errcode = 'insufficient_privilege';
  end if;
  insert into figures.expectation as kept (unit_id, period_id, line, slots)
  select id, at_period, of_line, more from unnest(units) as asked (id) order by id
  on conflict (unit_id, period_id, line) do update
    set slots = array(select distinct s from unnest(kept.slots || excluded.slots) as s order by s)
    where not kept.slots @> excluded.slots;
end $$;
create function figures.expect_less(units integer[], at_period integer, of_line text, less smallint[]) returns void
language plpgsql security definer set search_path = figures, pg_catalog, pg_temp as $$
begin
  if not (kernel.all_units() or figures.may_expect(units, of_line)) then
    raise exception 'what is expected is said from above' using errcode = 'insufficient_privilege';
  end if;
  update figures.expectation e
    set slots = array(select s from unnest(e.slots) as s where s <> all (less) order by s)
    where e.unit_id = any (units) and e.period_id = at_period and e.line = of_line and e.slots && less;
end $$;
revoke all on function figures.expect_more(integer[], integer, text, smallint[]), figures.expect_less(integer[], integer, text, smallint[]) from public;
grant execute on function figures.expect_more(integer[], integer, text, smallint[]), figures.expect_less(integer[], integer, text, smallint[]) to chungtay_app;
