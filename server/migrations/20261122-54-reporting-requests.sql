-- Thematic and ad-hoc reports (NĐ 09/2019/NĐ-CP Art. 3): a superior asks chosen units once, by forms made for the purpose.
create table reporting.request (
  id integer generated always as identity primary key,
  -- The unit that asks, and its body.
  unit_id integer not null references org.unit,
  body_id integer not null references org.body,
  line text not null,
  kind text not null check (kind in ('thematic', 'ad_hoc')),
  title text not null check (length(title) <= 200),
  reason text not null check (length(reason) <= 1000),
  period_id integer not null references figures.period,
  due_at timestamptz not null,
  sent_at timestamptz not null,
  sent_by integer references identity.post,
  ended text check (ended in ('closed', 'withdrawn')),
  ended_at timestamptz,
  ended_by integer references identity.post,
  ended_reason text check (length(ended_reason) <= 1000),
  -- The units that are asked, for the policy that lets them read it.
  asked integer[] not null check (cardinality(asked) between 1 and 4000),
  constraint ended_whole check ((ended is null) = (ended_at is null) and (ended is null) = (ended_reason is null))
);
create index request_by_unit on reporting.request (unit_id, sent_at);
create index request_by_body on reporting.request (body_id);
create index request_by_period on reporting.request (period_id);
create index request_by_sender on reporting.request (sent_by);
create index request_by_ender on reporting.request (ended_by);

-- Which form each unit fills: units that lack the same figures fill the same.
create table reporting.request_unit (
  request_id integer not null references reporting.request,
  unit_id integer not null references org.unit,
  form text not null references reporting.form,
  primary key (request_id, unit_id)
);
create index request_unit_by_unit on reporting.request_unit (unit_id);
create index request_unit_by_form on reporting.request_unit (form);
call kernel.guard('reporting.request');
call kernel.guard('reporting.request_unit');

create policy within_reach on reporting.request for select to chungtay_app
  using (line = any ((select kernel.lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))
    or (select kernel.scope_unit()) = any (asked)));
create policy ask on reporting.request for insert to chungtay_app
  with check ('request' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit())
    and line = any ((select kernel.own_lines())::text[]) and ended is null);
create policy change_own on reporting.request for update to chungtay_app
  using ('request' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit())
    and line = any ((select kernel.own_lines())::text[]) and ended is null)
  with check (unit_id = (select kernel.scope_unit()));
create policy with_request on reporting.request_unit for select to chungtay_app
  using (exists (select from reporting.request q where q.id = request_id));
create policy ask on reporting.request_unit for insert to chungtay_app
  with check ('request' = any ((select kernel.deeds())::text[])
    and exists (select from reporting.request q where q.id = request_id and q.ended is null
      and q.unit_id = (select kernel.scope_unit()) and q.line = any ((select kernel.own_lines())::text[])));
grant select, insert on reporting.request, reporting.request_unit to chungtay_app;
grant update (due_at, ended, ended_at, ended_by, ended_reason) on reporting.request to chungtay_app;

-- The forms of a request belong to the unit that asks.
create policy publish_asked on reporting.form for insert to chungtay_app
  with check (code like 'YC-%' and 'request' = any ((select kernel.deeds())::text[]) and owner_unit_id = (select kernel.scope_unit())
    and line = any ((select kernel.own_lines())::text[]));
create policy publish_asked on reporting.form_version for insert to chungtay_app
  with check (form like 'YC-%' and 'request' = any ((select kernel.deeds())::text[])
    and exists (select from reporting.form f where f.code = form and f.owner_unit_id = (select kernel.scope_unit())
      and f.line = any ((select kernel.own_lines())::text[])));

-- The typed indicators of a form version.
create function reporting.fills(of_form text, of_version integer) returns table (indicator text) language sql stable set search_path = reporting, pg_catalog, pg_temp
  as $$
    select i.id from reporting.form_version v
    cross join jsonb_path_query(v.content, '$.sections[*].rows[*].indicator') as row (name)
    join figures.indicator i on i.id = row.name #>> '{}' and i.kind not in ('R', 'A', 'D')
    where v.form = of_form and v.version = of_version
  $$;
revoke all on function reporting.fills(text, integer) from public;

-- Nothing is asked twice: a figure of a unit, period and line comes by one form, wherever a request has a part in it.
create function reporting.asked_once() returns trigger language plpgsql security definer set search_path = reporting, pg_catalog, pg_temp as $$
declare
  pair record;
begin
  if not exists (select from new_rows n where n.form like 'YC-%')
    and not exists (select from new_rows n join reporting.report r on r.unit_id = n.unit_id and r.period_id = n.period_id and r.form like 'YC-%') then
    return null;
  end if;
  for pair in
    select distinct n.form, n.version, r.form as other, r.version as other_version
    from new_rows n join reporting.report r on r.unit_id = n.unit_id and r.period_id = n.period_id and r.line = n.line and r.form <> n.form
    where n.form like 'YC-%' or r.form like 'YC-%'
  loop
    if exists (select from reporting.fills(pair.form, pair.version) a join reporting.fills(pair.other, pair.other_version) b using (indicator)) then
      raise exception 'form % asks for what form % brings', pair.form, pair.other using errcode = 'unique_violation', constraint = 'asked_once';
    end if;
  end loop;
  return null;
end $$;
revoke all on function reporting.asked_once() from public;
create trigger asked_once after insert on reporting.report
  referencing new table as new_rows for each statement execute function reporting.asked_once();

-- Whether the acting post may change a request.
create function reporting.is_own_request(which integer) returns boolean language sql stable security definer set search_path = reporting, pg_catalog, pg_temp
  as $$
    select exists (select from reporting.request q where q.id = which and q.ended is null and q.unit_id = kernel.scope_unit()
      and q.line = any (kernel.own_lines()) and 'request' = any (kernel.deeds()))
  $$;
revoke all on function reporting.is_own_request(integer) from public;

-- Takes back what nobody has answered; what already left a trace elsewhere (a letter, a message) is locked instead.
create function reporting.release_request(which integer, at_moment timestamptz) returns table (unit_id integer, form text)
language plpgsql security definer set search_path = reporting, pg_catalog, pg_temp as $$
declare
  report record;
begin
  if not reporting.is_own_request(which) then
    raise exception 'a request is ended by who sent it' using errcode = 'insufficient_privilege';
  end if;
  for report in
    select r.id, r.unit_id as at_unit, r.form as of_form from reporting.report r
    join reporting.request_unit u on u.form = r.form and u.unit_id = r.unit_id and u.request_id = which
    where r.revision = 0 order by r.id for update of r
  loop
    begin
      delete from reporting.narrative n where n.report_id = report.id;
      delete from reporting.report r where r.id = report.id;
    exception when foreign_key_violation then
      update reporting.report r set locked_at = coalesce(r.locked_at, at_moment) where r.id = report.id;
    end;
    unit_id := report.at_unit;
    form := report.of_form;
    return next;
  end loop;
end $$;
create function reporting.delay_request(which integer, until timestamptz) returns integer
language plpgsql security definer set search_path = reporting, pg_catalog, pg_temp as $$
declare
  moved integer;
begin
  if not reporting.is_own_request(which) then
    raise exception 'a request is extended by who sent it' using errcode = 'insufficient_privilege';
  end if;
  update reporting.report r set due_at = until, lock_on = null
  from reporting.request_unit u
  where u.request_id = which and u.form = r.form and u.unit_id = r.unit_id and r.revision = 0;
  get diagnostics moved = row_count;
  return moved;
end $$;
revoke all on function reporting.release_request(integer, timestamptz), reporting.delay_request(integer, timestamptz) from public;
grant execute on function reporting.release_request(integer, timestamptz), reporting.delay_request(integer, timestamptz) to chungtay_app;
