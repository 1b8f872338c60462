-- Keeps every total true: whatever writes a sheet, the totals of all ancestors follow in the same statement.
-- `chungtay verify` recomputes all of it from the cells and must find no difference.

create type figures.delta as (
  unit_id integer, period_id integer, line text, reading text, slot smallint,
  sum numeric, n integer, rolled integer, at_least integer, about integer
);

-- Changed cells added up at one ancestor; `height` is its level: 1 district, 2 province, 3 nation.
create type figures.rise as (
  unit_id integer, height integer, line text, reading text, slot smallint,
  sum numeric, n integer, rolled integer, at_least integer, about integer
);

-- Adds two arrays slot by slot; a slot without a count has no sum: missing is not zero.
create function figures.add_sums(a numeric[], b numeric[], n integer[], more_n integer[], rolled integer[], more_rolled integer[]) returns numeric[]
language sql immutable parallel safe as $$
  select array_agg(case when coalesce(c.n, 0) + coalesce(c.more_n, 0) + coalesce(c.rolled, 0) + coalesce(c.more_rolled, 0) = 0 then null
                        else coalesce(c.x, 0) + coalesce(c.y, 0) end order by c.slot)
  from unnest(a, b, n, more_n, rolled, more_rolled) with ordinality as c (x, y, n, more_n, rolled, more_rolled, slot)
$$;
-- Most counts do not change at all; those are left as they are.
create function figures.add_counts(a integer[], b integer[]) returns integer[]
language sql immutable parallel safe as $$
  select case when 0 = all (b) then a else
    (select coalesce(array_agg(coalesce(c.x, 0) + coalesce(c.y, 0) order by c.slot), '{}')
     from unnest(a, b) with ordinality as c (x, y, slot)) end
$$;

-- Brings the changed cells up the tree as it stood on a day, added up by ancestor and slot.
-- Where a unit has a cell of one of the covering periods, its change does not rise: that cell stands before it.
create function figures.risen(changes figures.delta[], on_day date, covering integer[]) returns setof figures.rise
language sql stable as $$
  select r.ancestor_id, max(case a.level when 'district' then 1 when 'province' then 2 else 3 end), c.line, c.reading, c.slot,
         sum(c.sum), sum(c.n)::integer, sum(c.rolled)::integer, sum(c.at_least)::integer, sum(c.about)::integer
  from unnest(changes) c
  join org.reach r on r.descendant_id = c.unit_id and r.during @> on_day
  join org.unit a on a.id = r.ancestor_id and a.level in ('nation', 'province', 'district')
  where not exists (
    select from figures.sheet s
    where s.unit_id = c.unit_id and s.period_id = any(covering) and s.line = c.line and s.reading = c.reading and s.own[c.slot] is not null
  )
  group by r.ancestor_id, c.line, c.reading, c.slot
$$;

-- Adds what rose to the totals of one period; in a longer period than their own, cells count as those of shorter ones.
create procedure figures.add_to_totals(risen figures.rise[], at_period integer, is_own boolean, same_end boolean) language plpgsql as $$
begin
  insert into figures.total as kept (unit_id, period_id, line, reading, sum, n, rolled, at_least, about)
  with parts as (
    select c.* from unnest(risen) c join figures.indicator i on i.slot = c.slot and (i.kind = 'F' or same_end)
  ), rows as (
    select unit_id, line, reading, max(height) as height, max(slot) as most from parts group by unit_id, line, reading
  ), dense as (
    select r.unit_id, r.line, r.reading, r.height,
           array_agg(l.sum order by s.slot) as sum,
           array_agg(case when is_own then coalesce(l.n, 0) else 0 end order by s.slot) as n,
           array_agg(coalesce(case when is_own then l.rolled else l.n + l.rolled end, 0) order by s.slot) as rolled,
           array_agg(coalesce(l.at_least, 0) order by s.slot) as at_least, array_agg(coalesce(l.about, 0) order by s.slot) as about
    from rows r
    cross join lateral (select g::smallint as slot from generate_series(1, r.most) g) s
    left join parts l on l.unit_id = r.unit_id and l.line = r.line and l.reading = r.reading and l.slot = s.slot
    group by r.unit_id, r.line, r.reading, r.height
  )
  select d.unit_id, at_period, lines.line, d.reading, d.sum, d.n, d.rolled, d.at_least, d.about
  from dense d
  cross join lateral (values (d.line), ('all')) as lines (line)
  -- One order for everybody, the root last: two acceptances meet in a queue, never in a circle.
  order by d.height, d.unit_id, lines.line
  on conflict (unit_id, period_id, line, reading) do update set
    sum = figures.add_sums(kept.sum, excluded.sum, kept.n, excluded.n, kept.rolled, excluded.rolled),
    n = figures.add_counts(kept.n, excluded.n),
    rolled = figures.add_counts(kept.rolled, excluded.rolled),
    at_least = figures.add_counts(kept.at_least, excluded.at_least),
    about = figures.add_counts(kept.about, excluded.about);
end $$;

-- Brings the totals of all ancestors up to date with a set of changed cells.
create procedure figures.post_deltas(changes figures.delta[]) language plpgsql set work_mem = '64MB' as $$
declare
  address record;
  longer record;
  here figures.delta[];
  once figures.rise[];
  rises figures.rise[];
begin
  for address in
    select d.period_id, d.line, d.reading, upper(p.during) - 1 as ends_on
    from (select distinct period_id, line, reading from unnest(changes)) d
    join figures.period p on p.id = d.period_id
    order by d.period_id, d.line, d.reading
  loop
    here := array(select c from unnest(changes) c
                 where (c.period_id, c.line, c.reading) = (address.period_id, address.line, address.reading));
    once := array(select r from figures.risen(here, address.ends_on, '{}') r);
    -- A change counts in its own period and, summed or at the cut-off, in every longer one, up to the first in which the
    -- unit has a cell of its own: never both.
    for longer in
      select w.within_id as id, w.same_end, upper(p.during) - 1 as ends_on,
             array(select i.within_id from figures.period_within i
                   join figures.period_within o on o.period_id = i.within_id and o.within_id = w.within_id
                   where i.period_id = address.period_id and i.within_id <> address.period_id) as covering
      from figures.period_within w
      join figures.period p on p.id = w.within_id
      where w.period_id = address.period_id
      order by upper(p.during), w.within_id
    loop
      -- Where neither a cell in between nor another tree comes into play, what rose once rises again.
      if exists (select from figures.sheet s where s.period_id = any(longer.covering) and s.line = address.line
                 and s.reading = address.reading and s.unit_id in (select c.unit_id from unnest(here) c))
        or exists (select from org.change_set c where c.effective_on > address.ends_on and c.effective_on <= longer.ends_on)
      then
        rises := array(select r from figures.risen(here, longer.ends_on, longer.covering) r);
      else
        rises := once;
      end if;
      call figures.add_to_totals(rises, longer.id, longer.id = address.period_id, longer.same_end);
    end loop;
  end loop;
end $$;
revoke all on procedure figures.post_deltas(figures.delta[]) from public;
revoke all on procedure figures.add_to_totals(figures.rise[], integer, boolean, boolean) from public;

-- What the shorter periods of a unit give to a longer one when it has no cell of its own.
create function figures.given_below(asked_unit integer, asked_period integer, asked_line text, asked_reading text)
returns table (slot smallint, sum numeric, n integer, at_least integer, about integer) language sql stable as $$
  with inside as (
    select s.period_id, cell.slot::smallint as slot, cell.value, s.precision[cell.slot] as precision, w.same_end
    from figures.period_within w
    join figures.sheet s on s.unit_id = asked_unit and s.period_id = w.period_id and s.line = asked_line and s.reading = asked_reading
    cross join unnest(s.own) with ordinality as cell (value, slot)
    where w.within_id = asked_period and w.period_id <> asked_period and cell.value is not null
  )
  select c.slot, sum(c.value), count(*)::integer, (count(*) filter (where c.precision = 1))::integer, (count(*) filter (where c.precision = 2))::integer
  from inside c
  join figures.indicator i on i.slot = c.slot and (i.kind = 'F' or c.same_end)
  where not exists (
    select from inside cover
    join figures.period_within w on w.period_id = c.period_id and w.within_id = cover.period_id
    where cover.slot = c.slot and cover.period_id <> c.period_id
  )
  group by c.slot
$$;

-- The changed cells of one sheet. When a cell of a longer period appears, what its shorter periods gave steps back; when it
-- goes, they step forward again.
create function figures.cell_deltas(at_unit integer, at_period integer, at_line text, at_reading text,
  old_own numeric[], old_precision smallint[], new_own numeric[], new_precision smallint[]) returns setof figures.delta
language sql stable as $$
  select at_unit, at_period, at_line, at_reading, c.slot::smallint,
         coalesce(c.new_value, 0) - coalesce(c.old_value, 0) + stepping.sign * coalesce(b.sum, 0),
         - stepping.sign,
         stepping.sign * coalesce(b.n, 0),
         (c.new_value is not null and c.new_precision = 1)::integer - (c.old_value is not null and c.old_precision = 1)::integer
           + stepping.sign * coalesce(b.at_least, 0),
         (c.new_value is not null and c.new_precision = 2)::integer - (c.old_value is not null and c.old_precision = 2)::integer
           + stepping.sign * coalesce(b.about, 0)
  from unnest(old_own, old_precision, new_own, new_precision) with ordinality as c (old_value, old_precision, new_value, new_precision, slot)
  cross join lateral (select (c.old_value is not null)::integer - (c.new_value is not null)::integer as sign) stepping
  left join figures.given_below(at_unit, at_period, at_line, at_reading) b on b.slot = c.slot and stepping.sign <> 0
  where (c.old_value is not null or c.new_value is not null)
    and (c.old_value, c.old_precision) is distinct from (c.new_value, c.new_precision)
$$;

create function figures.sheet_changed() returns trigger language plpgsql security definer set search_path = figures, pg_catalog as $$
declare
  changes figures.delta[];
begin
  -- One after the other for each unit: a month and its year posted at the same moment would not see each other and both count.
  if tg_op = 'DELETE' then
    perform from org.unit u where u.id in (select s.unit_id from old_rows s) order by u.id for no key update;
  else
    perform from org.unit u where u.id in (select s.unit_id from new_rows s) order by u.id for no key update;
  end if;
  if tg_op = 'INSERT' then
    select array_agg(d) into changes from new_rows s,
      figures.cell_deltas(s.unit_id, s.period_id, s.line, s.reading, null, null, s.own, s.precision) d;
  elsif tg_op = 'DELETE' then
    select array_agg(d) into changes from old_rows s,
      figures.cell_deltas(s.unit_id, s.period_id, s.line, s.reading, s.own, s.precision, null, null) d;
  else
    select array_agg(d) into changes from new_rows s
    join old_rows o on o.unit_id = s.unit_id and o.period_id = s.period_id and o.line = s.line and o.reading = s.reading,
      figures.cell_deltas(s.unit_id, s.period_id, s.line, s.reading, o.own, o.precision, s.own, s.precision) d;
  end if;
  if changes is not null then
    if exists (select from unnest(changes) c join figures.indicator i on i.slot = c.slot where i.share = 'one' and i.home_line <> c.line) then
      raise exception 'a figure of one line is posted by another' using errcode = 'check_violation', constraint = 'cell_on_home_line';
    end if;
    call figures.post_deltas(changes);
  end if;
  return null;
end $$;

create trigger totals_follow_insert after insert on figures.sheet
  referencing new table as new_rows for each statement execute function figures.sheet_changed();
create trigger totals_follow_update after update on figures.sheet
  referencing old table as old_rows new table as new_rows for each statement execute function figures.sheet_changed();
create trigger totals_follow_delete after delete on figures.sheet
  referencing old table as old_rows for each statement execute function figures.sheet_changed();

-- A sheet never changes its address: it is deleted and posted anew.
create function figures.address_stays() returns trigger language plpgsql as $$
begin
  if (new.unit_id, new.period_id, new.line, new.reading) is distinct from (old.unit_id, old.period_id, old.line, old.reading) then
    raise exception 'a sheet keeps its address' using errcode = 'check_violation', constraint = 'sheet_address_stays';
  end if;
  return new;
end $$;
create trigger address_stays before update on figures.sheet for each row execute function figures.address_stays();

create function figures.expectation_changed() returns trigger language plpgsql security definer set search_path = figures, pg_catalog as $$
begin
  insert into figures.expected_total as kept (unit_id, period_id, line, n)
  with parts as (
    select r.ancestor_id as unit_id, e.period_id, e.line, slot, count(*)::integer as n
    from new_rows e
    cross join unnest(e.slots) as slot
    join figures.period p on p.id = e.period_id
    join org.reach r on r.descendant_id = e.unit_id and r.during @> (upper(p.during) - 1)
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
create trigger totals_follow_insert after insert on figures.expectation
  referencing new table as new_rows for each statement execute function figures.expectation_changed();
