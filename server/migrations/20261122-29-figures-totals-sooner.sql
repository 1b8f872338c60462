-- The same totals with less work: ancestors are looked up once for each unit, and arrays are filled without a join for each slot.
-- Who stands above a unit that something changed at; `height` is the level: 1 district, 2 province, 3 nation.
create type figures.above as (unit_id integer, ancestor_id integer, height integer);

-- Adds changed cells up by ancestor. Two arrays of unknown length are joined: only a hash is right for one unit and for all.
create function figures.added_up(changes figures.delta[], above figures.above[]) returns setof figures.rise
language sql stable set enable_nestloop = off as $$
  select a.ancestor_id, max(a.height), c.line, c.reading, c.slot,
         sum(c.sum), sum(c.n)::integer, sum(c.rolled)::integer, sum(c.at_least)::integer, sum(c.about)::integer
  from unnest(changes) c join unnest(above) a on a.unit_id = c.unit_id
  group by a.ancestor_id, c.line, c.reading, c.slot
$$;
revoke all on function figures.added_up(figures.delta[], figures.above[]) from public;

-- Each unit's ancestors are looked up once, not once for each of its cells.
create or replace function figures.risen(changes figures.delta[], on_day date, covering integer[]) returns setof figures.rise
language plpgsql stable as $$
declare
  above figures.above[] := array(
    select row(d.unit_id, r.ancestor_id, case a.level when 'district' then 1 when 'province' then 2 else 3 end)::figures.above
    from (select distinct c.unit_id from unnest(changes) c) d
    join org.reach r on r.descendant_id = d.unit_id and r.during @> on_day
    join org.unit a on a.id = r.ancestor_id and a.level in ('nation', 'province', 'district'));
  rising figures.delta[] := changes;
begin
  if cardinality(covering) > 0 then
    rising := array(
      select c from unnest(changes) c
      where not exists (
        select from figures.sheet s
        where s.unit_id = c.unit_id and s.period_id = any (covering) and s.line = c.line and s.reading = c.reading and s.own[c.slot] is not null));
  end if;
  return query select * from figures.added_up(rising, above);
end $$;

create or replace procedure figures.add_to_totals(risen figures.rise[], at_period integer, is_own boolean, same_end boolean) language plpgsql as $$
begin
  insert into figures.total as kept (unit_id, period_id, line, reading, sum, n, rolled, at_least, about)
  with parts as materialized (
    select c.* from unnest(risen) c join figures.indicator i on i.slot = c.slot and (i.kind = 'F' or same_end)
  ), filled as (
    -- Every slot up to the highest one; those that nothing rose in stand between the others without a sum.
    select unit_id, line, reading, height, slot, sum, n, rolled, at_least, about from parts
    union all
    select r.unit_id, r.line, r.reading, r.height, g::smallint, null, 0, 0, 0, 0
    from (select unit_id, line, reading, max(height) as height, max(slot) as most from parts group by unit_id, line, reading) r
    cross join lateral generate_series(1, r.most) g
  ), slots as (
    select unit_id, line, reading, max(height) as height, slot, max(sum) as sum,
           sum(n)::integer as n, sum(rolled)::integer as rolled, sum(at_least)::integer as at_least, sum(about)::integer as about
    from filled group by unit_id, line, reading, slot
  ), dense as (
    select unit_id, line, reading, max(height) as height,
           array_agg(s.sum order by s.slot) as sum,
           array_agg(case when is_own then s.n else 0 end order by s.slot) as n,
           array_agg(case when is_own then s.rolled else s.n + s.rolled end order by s.slot) as rolled,
           array_agg(s.at_least order by s.slot) as at_least, array_agg(s.about order by s.slot) as about
    from slots s group by unit_id, line, reading
  )
  select d.unit_id, at_period, lines.line, d.reading, d.sum, d.n, d.rolled, d.at_least, d.about
  from dense d
  cross join lateral (values (d.line), ('all')) as lines (line)
  order by d.height, d.unit_id, lines.line
  on conflict (unit_id, period_id, line, reading) do update set
    sum = figures.add_sums(kept.sum, excluded.sum, kept.n, excluded.n, kept.rolled, excluded.rolled),
    n = figures.add_counts(kept.n, excluded.n),
    rolled = figures.add_counts(kept.rolled, excluded.rolled),
    at_least = figures.add_counts(kept.at_least, excluded.at_least),
    about = figures.add_counts(kept.about, excluded.about);
end $$;
