-- The same totals with less work: what rose is laid out as rows once for all longer periods, and each row of totals is walked once.
create procedure figures.add_to_all_totals(risen figures.rise[], at_periods integer[], own boolean[], same_ends boolean[]) language plpgsql as $$
begin
  insert into figures.total as kept (unit_id, period_id, line, reading, sum, n, rolled, at_least, about)
  with parts as materialized (
    -- Cells of every kind, and apart from them the flows: at another cut-off only these count.
    select ends.same_end, c.unit_id, c.line, c.reading, c.height, c.slot, c.sum, c.n, c.rolled, c.at_least, c.about
    from unnest(risen) c
    join figures.indicator i on i.slot = c.slot
    join (select distinct e as same_end from unnest(same_ends) e) ends on ends.same_end or i.kind = 'F'
  ), filled as (
    -- Every slot up to the highest one; those that nothing rose in stand between the others without a sum.
    select * from parts
    union all
    select r.same_end, r.unit_id, r.line, r.reading, r.height, g::smallint, null, 0, 0, 0, 0
    from (select same_end, unit_id, line, reading, max(height) as height, max(slot) as most from parts group by 1, 2, 3, 4) r
    cross join lateral generate_series(1, r.most) g
  ), slots as (
    select same_end, unit_id, line, reading, max(height) as height, slot, max(sum) as sum,
           sum(n)::integer as n, sum(rolled)::integer as rolled, sum(at_least)::integer as at_least, sum(about)::integer as about
    from filled group by same_end, unit_id, line, reading, slot
  ), dense as (
    select same_end, unit_id, line, reading, max(height) as height,
           array_agg(s.sum order by s.slot) as sum,
           array_agg(s.n order by s.slot) as n, array_agg(s.rolled order by s.slot) as rolled, array_agg(s.n + s.rolled order by s.slot) as both,
           array_agg(s.at_least order by s.slot) as at_least, array_agg(s.about order by s.slot) as about
    from slots s group by same_end, unit_id, line, reading
  )
  select d.unit_id, p.id, lines.line, d.reading, d.sum, case when p.own then d.n else array_fill(0, array[cardinality(d.n)]) end,
         case when p.own then d.rolled else d.both end, d.at_least, d.about
  from unnest(at_periods, own, same_ends) with ordinality as p (id, own, same_end, at)
  join dense d on d.same_end = p.same_end
  cross join lateral (values (d.line), ('all')) as lines (line)
  order by p.at, d.height, d.unit_id, lines.line
  on conflict (unit_id, period_id, line, reading) do update set
    (sum, n, rolled) = (
      select array_agg(case when coalesce(c.n, 0) + coalesce(c.more_n, 0) + coalesce(c.rolled, 0) + coalesce(c.more_rolled, 0) = 0 then null
                            else coalesce(c.x, 0) + coalesce(c.y, 0) end order by c.slot),
             array_agg(coalesce(c.n, 0) + coalesce(c.more_n, 0) order by c.slot),
             array_agg(coalesce(c.rolled, 0) + coalesce(c.more_rolled, 0) order by c.slot)
      from unnest(kept.sum, excluded.sum, kept.n, excluded.n, kept.rolled, excluded.rolled) with ordinality
        as c (x, y, n, more_n, rolled, more_rolled, slot)),
    -- Most counts do not change at all; those are left as they are, without a call.
    at_least = case when 0 = all (excluded.at_least) then kept.at_least else figures.add_counts(kept.at_least, excluded.at_least) end,
    about = case when 0 = all (excluded.about) then kept.about else figures.add_counts(kept.about, excluded.about) end;
end $$;
revoke all on procedure figures.add_to_all_totals(figures.rise[], integer[], boolean[], boolean[]) from public;

create or replace procedure figures.post_deltas(changes figures.delta[]) language plpgsql set work_mem = '64MB' as $$
declare
  address record;
  longer record;
  here figures.delta[];
  once figures.rise[];
  rises figures.rise[];
  at_periods integer[];
  own boolean[];
  same_ends boolean[];
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
    at_periods := '{}';
    own := '{}';
    same_ends := '{}';
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
        -- Rows are taken period after longer period, as by everybody else.
        call figures.add_to_all_totals(once, at_periods, own, same_ends);
        at_periods := '{}';
        own := '{}';
        same_ends := '{}';
        rises := array(select r from figures.risen(here, longer.ends_on, longer.covering) r);
        call figures.add_to_all_totals(rises, array[longer.id], array[longer.id = address.period_id], array[longer.same_end]);
      else
        at_periods := at_periods || longer.id;
        own := own || (longer.id = address.period_id);
        same_ends := same_ends || longer.same_end;
      end if;
    end loop;
    call figures.add_to_all_totals(once, at_periods, own, same_ends);
  end loop;
end $$;
drop procedure figures.add_to_totals(figures.rise[], integer, boolean, boolean);
