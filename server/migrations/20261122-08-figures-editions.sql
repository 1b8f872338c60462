-- Freezes the accepted figures of a unit and of everything below it, on the tree at the end of the period: totals of large
-- units, and the cells of communes. The hash covers every digit of every row, and the head that names them.
create function figures.freeze(at_unit integer, at_period integer, at_line text, at_form text, at_number text, on_day date, at_moment timestamptz,
  signer integer, superseded integer, why text) returns table (id integer, hash text, figures integer)
language plpgsql security definer set search_path = figures, pg_catalog as $$
declare
  edition integer;
begin
  if not (kernel.all_units() or at_unit = kernel.scope_unit()) then
    raise exception 'an edition is issued by its own unit' using errcode = 'insufficient_privilege';
  end if;
  insert into figures.edition as e (unit_id, period_id, line, form, number, issued_on, issued_at, signer_post_id, hash, supersedes_id, reason)
  values (at_unit, at_period, at_line, at_form, at_number, on_day, at_moment, signer, '', superseded, why)
  returning e.id into edition;

  insert into figures.edition_total (edition_id, unit_id, sum, n, rolled, at_least, about)
  select edition, t.unit_id, t.sum, t.n, t.rolled, t.at_least, t.about
  from figures.total t
  join figures.period p on p.id = t.period_id
  join org.reach r on r.descendant_id = t.unit_id and r.ancestor_id = at_unit and r.during @> (upper(p.during) - 1)
  where t.period_id = at_period and t.line = at_line and t.reading = 'accepted';

  insert into figures.edition_total (edition_id, unit_id, sum, n, rolled, at_least, about)
  select edition, s.unit_id, s.own, cells.n, cells.zero, cells.at_least, cells.about
  from figures.sheet s
  join figures.period p on p.id = s.period_id
  join org.reach r on r.descendant_id = s.unit_id and r.ancestor_id = at_unit and r.during @> (upper(p.during) - 1)
  cross join lateral (
    select coalesce(array_agg((c.value is not null)::integer order by c.slot), '{}') as n,
           coalesce(array_agg(0 order by c.slot), '{}') as zero,
           coalesce(array_agg((c.value is not null and c.precision = 1)::integer order by c.slot), '{}') as at_least,
           coalesce(array_agg((c.value is not null and c.precision = 2)::integer order by c.slot), '{}') as about
    from unnest(s.own, s.precision) with ordinality as c (value, precision, slot)
  ) cells
  where s.period_id = at_period and s.line = at_line and s.reading = 'accepted'
    and not exists (select from figures.edition_total t where t.edition_id = edition and t.unit_id = s.unit_id);

  update figures.edition e set hash = figures.hash_of(edition) where e.id = edition;
  return query
    select e.id, e.hash, (select count(*)::integer from figures.edition_total t cross join unnest(t.sum) v where t.edition_id = edition and v is not null)
    from figures.edition e where e.id = edition;
end $$;

-- Every stored digit of an edition in a fixed order, sums without superfluous zeros, after the words of its head.
create function figures.hash_of(edition integer) returns text language sql stable as $$
  select encode(sha256(convert_to(
    concat_ws('|', e.unit_id, e.period_id, e.line, e.form, e.number, e.issued_on, e.signer_post_id, e.supersedes_id, e.reason) || E'\n' ||
    coalesce((select string_agg(concat_ws('|', t.unit_id,
        array(select coalesce(trim_scale(v)::text, '-') from unnest(t.sum) with ordinality as a (v, i) order by i)::text,
        t.n::text, t.rolled::text, t.at_least::text, t.about::text), E'\n' order by t.unit_id)
      from figures.edition_total t where t.edition_id = e.id), ''), 'UTF8')), 'hex')
  from figures.edition e where e.id = edition
$$;

revoke all on function figures.freeze(integer, integer, text, text, text, date, timestamptz, integer, integer, text) from public;
grant execute on function figures.freeze(integer, integer, text, text, text, date, timestamptz, integer, integer, text) to chungtay_app;
