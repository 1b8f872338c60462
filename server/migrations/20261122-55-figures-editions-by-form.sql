-- An edition holds the figures of its form. Those of before this froze every figure of the line and stay as they were issued.
alter table figures.edition
  -- The cells that its form fills; empty for editions of before, which hold the whole line.
  add column slots integer[];

-- An array with nothing outside some of its slots, and nothing beyond the last of them.
create function figures.only_slots(kept anyarray, held boolean[], nothing anyelement) returns anyarray language sql immutable parallel safe as $$
  select array(select case when held[g] then kept[g] else nothing end
               from generate_series(1, least(cardinality(kept), cardinality(held))) g order by g)
$$;

-- Freezes the accepted figures that a form fills, of a unit and of everything below it, on the tree at the end of the period: totals
-- of large units, and the cells of communes. `parts`: cells of other forms that ratios and averages of this one rest on.
create function figures.freeze(at_unit integer, at_period integer, at_line text, at_form text, at_number text, on_day date, at_moment timestamptz,
  signer integer, superseded integer, why text, filled integer[], parts integer[]) returns table (id integer, hash text, figures integer)
language plpgsql security definer set search_path = figures, pg_catalog, pg_temp as $$
declare
  edition integer;
  frozen constant integer[] := filled || parts;
  held constant boolean[] := array(select g = any (frozen) from generate_series(1, (select max(slot) from unnest(frozen) slot)) g order by g);
begin
  if not (kernel.all_units() or at_unit = kernel.scope_unit()) then
    raise exception 'an edition is issued by its own unit' using errcode = 'insufficient_privilege';
  end if;
  insert into figures.edition as e (unit_id, period_id, line, form, number, issued_on, issued_at, signer_post_id, hash, supersedes_id, reason, slots)
  values (at_unit, at_period, at_line, at_form, at_number, on_day, at_moment, signer, '', superseded, why, filled)
  returning e.id into edition;

  insert into figures.edition_total (edition_id, unit_id, sum, n, rolled, at_least, about)
  with places as (
    select r.descendant_id as unit_id
    from figures.period p join org.reach r on r.ancestor_id = at_unit and r.during @> (upper(p.during) - 1)
    where p.id = at_period
  ), totals as (
    select t.unit_id, t.sum, t.n, t.rolled, t.at_least, t.about
    from figures.total t join places w on w.unit_id = t.unit_id
    where t.period_id = at_period and t.line = at_line and t.reading = 'accepted'
  ), cells as (
    select s.unit_id, figures.only_slots(s.own, held, null::numeric) as own, figures.only_slots(s.precision, held, 0::smallint) as precision
    from figures.sheet s join places w on w.unit_id = s.unit_id
    where s.period_id = at_period and s.line = at_line and s.reading = 'accepted'
      and not exists (select from totals t where t.unit_id = s.unit_id)
  ), every as (
    select unit_id, figures.only_slots(sum, held, null::numeric) as sum, figures.only_slots(n, held, 0) as n,
           figures.only_slots(rolled, held, 0) as rolled, figures.only_slots(at_least, held, 0) as at_least, figures.only_slots(about, held, 0) as about
    from totals
    union all
    select c.unit_id, c.own, counts.n, counts.zero, counts.at_least, counts.about
    from cells c
    cross join lateral (
      select coalesce(array_agg((v.value is not null)::integer order by v.slot), '{}') as n,
             coalesce(array_agg(0 order by v.slot), '{}') as zero,
             coalesce(array_agg((v.value is not null and v.precision = 1)::integer order by v.slot), '{}') as at_least,
             coalesce(array_agg((v.value is not null and v.precision = 2)::integer order by v.slot), '{}') as about
      from unnest(c.own, c.precision) with ordinality as v (value, precision, slot)
    ) counts
  )
  select edition, every.unit_id, every.sum, every.n, every.rolled, every.at_least, every.about
  from every where cardinality(array_remove(every.sum, null)) > 0;

  update figures.edition e set hash = figures.hash_of(edition) where e.id = edition;
  return query
    select e.id, e.hash, (select count(*)::integer from figures.edition_total t cross join unnest(t.sum) v where t.edition_id = edition and v is not null)
    from figures.edition e where e.id = edition;
end $$;

revoke all on function figures.freeze(integer, integer, text, text, text, date, timestamptz, integer, integer, text, integer[], integer[]) from public;
grant execute on function figures.freeze(integer, integer, text, text, text, date, timestamptz, integer, integer, text, integer[], integer[]) to chungtay_app;
