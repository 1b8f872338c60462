-- A cell of a unit, period and line comes by one form, whoever made the form. What publication refuses, the database refuses too:
-- two forms that fill one cell are never owed beside each other.
create or replace function reporting.asked_once() returns trigger language plpgsql security definer set search_path = reporting, pg_catalog, pg_temp as $$
declare
  pair record;
begin
  for pair in
    select distinct n.form, n.version, r.form as other, r.version as other_version
    from new_rows n join reporting.report r on r.unit_id = n.unit_id and r.period_id = n.period_id and r.line = n.line and r.form <> n.form
  loop
    if exists (select from reporting.fills(pair.form, pair.version) a join reporting.fills(pair.other, pair.other_version) b using (indicator)) then
      raise exception 'form % fills a cell that form % fills', pair.form, pair.other using errcode = 'unique_violation', constraint = 'asked_once';
    end if;
  end loop;
  return null;
end $$;
