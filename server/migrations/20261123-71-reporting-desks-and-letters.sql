-- A changed regime moves the deadlines of the reports on the desk of whoever designs it: of the units that stand below it today, also of
-- those that were owed to another unit before a merger. The lock, counted from the deadline, is set anew.
create or replace function reporting.move_deadlines(moves jsonb, now_at timestamptz) returns integer
  language plpgsql security definer set search_path = reporting, pg_catalog, pg_temp as $$
declare
  moved integer;
begin
  if not 'design' = any (kernel.deeds()) then
    raise exception 'only who designs regimes moves deadlines' using errcode = 'insufficient_privilege';
  end if;
  update reporting.report r set due_at = m.due_at, lock_on = null
  from jsonb_to_recordset(moves) as m (id integer, due_at timestamptz)
  where r.id = m.id and r.state in ('not_sent', 'draft') and r.revision = 0 and r.due_at > now_at and m.due_at > now_at
    and (kernel.all_units()
      or r.superior_id in (select former.id from org.unit former join org.unit here on here.level = former.level where here.id = kernel.scope_unit())
        and r.unit_id in (select descendant_id from org.reach where ancestor_id = kernel.scope_unit() and depth > 0
          and during @> (now_at at time zone 'Asia/Ho_Chi_Minh')::date));
  get diagnostics moved = row_count;
  return moved;
end $$;

-- Whoever reads a letter that was sent is told who had reported before it left, for those were not urged. The units it urges read each
-- other's names in it and not each other's reports.
create function reporting.reported_before(letter integer) returns integer[] language sql stable security definer
  set search_path = reporting, pg_catalog, pg_temp as $$
    select coalesce(array_agg(o.report_id), '{}')
    from reporting.urging u join reporting.urging_of_report o on o.urging_id = u.id
    where u.id = letter and u.sent_at is not null and u.line = any (kernel.lines())
      and (kernel.all_units() or kernel.scope_unit() = any (u.urged)
        or u.unit_id in (select descendant_id from org.reach where ancestor_id = kernel.scope_unit()))
      and exists (select from reporting.submission s where s.report_id = o.report_id and s.submitted_at <= u.sent_at)
  $$;
revoke all on function reporting.reported_before(integer) from public;
grant execute on function reporting.reported_before(integer) to chungtay_app;
