-- Keeps every total true: whatever writes a sheet, the totals of all ancestors follow in the same statement.
-- `chungtay verify` recomputes all of it from the cells and must find no difference.

create type figures.delta as (
  unit_id integer, period_id integer, line text, reading text, slot smallint,
  sum numeric, n integer, rolled integer, at_least integer, about integer
);

-- Adds two arrays slot by slot; a slot without a count has no sum: missing is not zero.
create function figures.add_sums(a numeric[], b numeric[], counts integer[]) returns numeric[]
language sql immutable parallel safe as $$
  select array_agg(case when coalesce(c.k, 0) = 0 then null else coalesce(c.x, 0) + coalesce(c.y, 0) end order by c.slot)
  from unnest(a, b, counts) with ordinality as c (x, y, k, slot)
$$;
create function figures.add_counts(a integer[], b integer[]) returns integer[]
language sql immutable parallel safe as $$
  select coalesce(array_agg(coalesce(c.x, 0) + coalesce(c.y, 0) order by c.slot), '{}')
  from unnest(a, b) with ordinality as c (x, y, slot)
$$;

-- Brings the totals of all ancestors up to date with a set of changed cells.
create procedure figures.post_deltas(changes figures.delta[]) language plpgsql security definer set search_path = figures, pg_catalog as $$
declare
  every figures.delta[] := changes;
  climbing figures.delta[] := changes;
begin
  -- 1. From months to quarters, halves and years, for each unit by itself.
  loop
    select array_agg((d.unit_id, parent.id, d.line, d.reading, d.slot, d.sum, 0, d.k, d.at_least, d.about)::figures.delta)
    into climbing
    from (
      select unit_id, period_id, line, reading, slot, sum(sum) as sum, sum(n + rolled)::integer as k,
             sum(at_least)::integer as at_least, sum(about)::integer as about
      from unnest(climbing) group by unit_id, period_id, line, reading, slot
    ) d
    join figures.period p on p.id = d.period_id
    join figures.period parent on parent.id = p.parent_id
    join figures.indicator i on i.slot = d.slot and (i.kind = 'F' or p.is_last);
    exit when climbing is null;

    insert into figures.rolled as kept (unit_id, period_id, line, reading, sum, rolled, at_least, about)
    select k.unit_id, k.period_id, k.line, k.reading,
           array_agg(c.sum order by s.slot), array_agg(coalesce(c.rolled, 0) order by s.slot),
           array_agg(coalesce(c.at_least, 0) order by s.slot), array_agg(coalesce(c.about, 0) order by s.slot)
    from (select unit_id, period_id, line, reading, max(slot) as most from unnest(climbing) group by 1, 2, 3, 4) k
    cross join lateral generate_series(1, k.most) as s (slot)
    left join (
      select unit_id, period_id, line, reading, slot, sum(sum) as sum, sum(rolled)::integer as rolled,
             sum(at_least)::integer as at_least, sum(about)::integer as about
      from unnest(climbing) group by 1, 2, 3, 4, 5
    ) c on c.unit_id = k.unit_id and c.period_id = k.period_id and c.line = k.line and c.reading = k.reading and c.slot = s.slot
    group by k.unit_id, k.period_id, k.line, k.reading
    order by k.unit_id, k.period_id, k.line, k.reading
    on conflict (unit_id, period_id, line, reading) do update set
      sum = figures.add_sums(kept.sum, excluded.sum, figures.add_counts(kept.rolled, excluded.rolled)),
      rolled = figures.add_counts(kept.rolled, excluded.rolled),
      at_least = figures.add_counts(kept.at_least, excluded.at_least),
      about = figures.add_counts(kept.about, excluded.about);

    -- A cell of the longer period itself stands above what the shorter ones give: never both.
    select array_agg(c) into climbing
    from unnest(climbing) c
    where not exists (
      select from figures.sheet s
      where s.unit_id = c.unit_id and s.period_id = c.period_id and s.line = c.line and s.reading = c.reading
        and s.own[c.slot] is not null
    );
    exit when climbing is null;
    every := every || climbing;
  end loop;

  -- 2. Up the tree as it stood at the end of each period, the root last.
  insert into figures.total as kept (unit_id, period_id, line, reading, sum, n, rolled, at_least, about)
  with parts as (
    select r.ancestor_id as unit_id, max(r.depth) as height, d.period_id, d.line, d.reading, d.slot,
           sum(d.sum) as sum, sum(d.n) as n, sum(d.rolled) as rolled, sum(d.at_least) as at_least, sum(d.about) as about
    from (
      select unit_id, period_id, line, reading, slot, sum(sum) as sum, sum(n) as n, sum(rolled) as rolled,
             sum(at_least) as at_least, sum(about) as about
      from unnest(every) group by 1, 2, 3, 4, 5
    ) d
    join figures.period p on p.id = d.period_id
    join org.reach r on r.descendant_id = d.unit_id and r.during @> (upper(p.during) - 1)
    group by r.ancestor_id, d.period_id, d.line, d.reading, d.slot
  ), lines as (
    select unit_id, height, period_id, line, reading, slot, sum, n, rolled, at_least, about from parts
    union all
    select unit_id, max(height), period_id, 'all', reading, slot, sum(sum), sum(n), sum(rolled), sum(at_least), sum(about)
    from parts group by unit_id, period_id, reading, slot
  ), rows as (
    select unit_id, period_id, line, reading, max(height) as height, max(slot) as most from lines group by 1, 2, 3, 4
  )
  select r.unit_id, r.period_id, r.line, r.reading,
         array_agg(l.sum order by s.slot), array_agg(coalesce(l.n, 0)::integer order by s.slot),
         array_agg(coalesce(l.rolled, 0)::integer order by s.slot),
         array_agg(coalesce(l.at_least, 0)::integer order by s.slot), array_agg(coalesce(l.about, 0)::integer order by s.slot)
  from rows r
  cross join lateral generate_series(1, r.most) as s (slot)
  left join lines l on l.unit_id = r.unit_id and l.period_id = r.period_id and l.line = r.line and l.reading = r.reading and l.slot = s.slot
  group by r.unit_id, r.period_id, r.line, r.reading, r.height
  order by r.height, r.unit_id, r.period_id, r.line, r.reading
  on conflict (unit_id, period_id, line, reading) do update set
    sum = figures.add_sums(kept.sum, excluded.sum, figures.add_counts(figures.add_counts(kept.n, excluded.n), figures.add_counts(kept.rolled, excluded.rolled))),
    n = figures.add_counts(kept.n, excluded.n),
    rolled = figures.add_counts(kept.rolled, excluded.rolled),
    at_least = figures.add_counts(kept.at_least, excluded.at_least),
    about = figures.add_counts(kept.about, excluded.about);
end $$;
revoke all on procedure figures.post_deltas(figures.delta[]) from public;

-- What one cell was and is, as a change of the unit's resolved figure of that period: when a cell of a longer period
-- appears, what its shorter periods gave steps back; when it goes, they step forward again.
create function figures.cell_deltas(unit_id integer, period_id integer, line text, reading text,
  old_own numeric[], old_precision smallint[], new_own numeric[], new_precision smallint[]) returns setof figures.delta
language sql stable as $$
  select cell_deltas.unit_id, cell_deltas.period_id, cell_deltas.line, cell_deltas.reading, c.slot::smallint,
         coalesce(c.new_value, 0) - coalesce(c.old_value, 0) + stepping.sign * coalesce(r.sum[c.slot], 0),
         (c.new_value is not null)::integer - (c.old_value is not null)::integer,
         stepping.sign * coalesce(r.rolled[c.slot], 0),
         (c.new_value is not null and c.new_precision = 1)::integer - (c.old_value is not null and c.old_precision = 1)::integer
           + stepping.sign * coalesce(r.at_least[c.slot], 0),
         (c.new_value is not null and c.new_precision = 2)::integer - (c.old_value is not null and c.old_precision = 2)::integer
           + stepping.sign * coalesce(r.about[c.slot], 0)
  from unnest(old_own, old_precision, new_own, new_precision) with ordinality as c (old_value, old_precision, new_value, new_precision, slot)
  cross join lateral (select (c.old_value is not null)::integer - (c.new_value is not null)::integer as sign) stepping
  left join figures.rolled r on r.unit_id = cell_deltas.unit_id and r.period_id = cell_deltas.period_id
    and r.line = cell_deltas.line and r.reading = cell_deltas.reading
  where (c.old_value is not null or c.new_value is not null)
    and (c.old_value, c.old_precision) is distinct from (c.new_value, c.new_precision)
$$;

create function figures.sheet_changed() returns trigger language plpgsql security definer set search_path = figures, pg_catalog as $$
declare
  changes figures.delta[];
begin
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
