-- Forms of several calendars beside each other: a form is asked for the periods of its own one, each with its own deadlines.
alter table figures.period add constraint divided_by_months check (calendar = 'reporting' or kind = 'year');

alter table reporting.form
  -- Whose periods the form is asked for; it stays, since its reports and figures stand on them.
  add column calendar text not null default 'reporting'
    check (calendar in ('reporting', 'recognition_residential', 'recognition_commune', 'team')),
  add constraint divided_by_months check (calendar = 'reporting' or period_kind = 'year'),
  add constraint form_with_calendar unique (code, calendar);
alter table reporting.form_draft
  add column calendar text not null default 'reporting'
    check (calendar in ('reporting', 'recognition_residential', 'recognition_commune', 'team')),
  add constraint divided_by_months check (calendar = 'reporting' or period_kind = 'year');
alter table reporting.regime
  add column calendar text not null default 'reporting'
    check (calendar in ('reporting', 'recognition_residential', 'recognition_commune', 'team')),
  add constraint divided_by_months check (calendar = 'reporting' or period_kind = 'year'),
  add constraint regime_with_calendar foreign key (form, calendar) references reporting.form (code, calendar);
drop index reporting.regime_by_form;
create index regime_by_form on reporting.regime (form, calendar);

-- Deadlines to begin with, as those of the reporting year: every one of them may be replaced.
insert into reporting.regime (calendar, level, period_kind, valid_from, days_after, counts, moves, hour, lock_days, opens_days, remind_days, escalate_days, own_allowed, basis, made_at)
select c.calendar, l.level, 'year', '2000-01-01', case when l.level = 'province' then 6 else 3 end, 'days', false, 17, 90, 7, '{-3,0,1}', 3,
       l.level = 'commune', 'Mức mặc định khi cài đặt, như năm báo cáo; NĐ 09/2019/NĐ-CP Điều 7–8 để từng chế độ quy định', now()
from (values ('recognition_residential'), ('recognition_commune'), ('team')) as c (calendar)
cross join (values ('commune'), ('province')) as l (level);

-- What a form begins with, is retired from and is owed for are periods of its own calendar.
create function reporting.version_of_calendar() returns trigger language plpgsql security definer set search_path = reporting, pg_catalog, pg_temp as $$
begin
  if exists (select from reporting.form f join figures.period p on p.id = new.from_period_id where f.code = new.form and p.calendar <> f.calendar) then
    raise exception 'a form begins with a period of its calendar' using errcode = 'check_violation', constraint = 'period_of_form';
  end if;
  return new;
end $$;
create function reporting.form_of_calendar() returns trigger language plpgsql security definer set search_path = reporting, pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.calendar <> old.calendar then
    raise exception 'a form keeps its calendar' using errcode = 'check_violation', constraint = 'form_keeps_calendar';
  end if;
  if exists (select from figures.period p where p.id = new.retired_from_id and p.calendar <> new.calendar) then
    raise exception 'a form ends with a period of its calendar' using errcode = 'check_violation', constraint = 'period_of_form';
  end if;
  return new;
end $$;
create function reporting.report_of_calendar() returns trigger language plpgsql security definer set search_path = reporting, pg_catalog, pg_temp as $$
begin
  if exists (
    select from (select distinct n.form, n.period_id from new_rows n) owed
    join reporting.form f on f.code = owed.form join figures.period p on p.id = owed.period_id
    where p.calendar <> f.calendar
  ) then
    raise exception 'a form is owed for a period of its calendar' using errcode = 'check_violation', constraint = 'period_of_form';
  end if;
  return null;
end $$;
revoke all on function reporting.version_of_calendar(), reporting.form_of_calendar(), reporting.report_of_calendar() from public;
create trigger of_calendar before insert or update on reporting.form_version for each row execute function reporting.version_of_calendar();
create trigger of_calendar before insert or update on reporting.form for each row execute function reporting.form_of_calendar();
create trigger of_calendar after insert on reporting.report
  referencing new table as new_rows for each statement execute function reporting.report_of_calendar();

-- A cell of a unit, period and line comes by one form; and an indicator of a unit is counted by one calendar at a time, on whatever line:
-- periods of two calendars overlap without making each other up, so their figures cannot be added.
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
  if not exists (select from reporting.form f where f.calendar <> 'reporting') then
    return null;
  end if;
  for pair in
    select distinct n.form, n.version, r.form as other, r.version as other_version
    from (select distinct period_id from new_rows) asked
    join figures.period p on p.id = asked.period_id
    join figures.period q on q.calendar <> p.calendar and q.during && p.during
    join new_rows n on n.period_id = p.id
    join reporting.report r on r.unit_id = n.unit_id and r.period_id = q.id
  loop
    if exists (select from reporting.fills(pair.form, pair.version) a join reporting.fills(pair.other, pair.other_version) b using (indicator)) then
      raise exception 'form % counts by another calendar what form % counts', pair.form, pair.other
        using errcode = 'unique_violation', constraint = 'counted_by_one_calendar';
    end if;
  end loop;
  return null;
end $$;

-- A shorter period gives to the longer ones of its own calendar that hold all of its days, and to no other.
create function figures.within_calendar() returns trigger language plpgsql set search_path = figures, pg_catalog, pg_temp as $$
begin
  if exists (
    select from new_rows n join figures.period i on i.id = n.period_id join figures.period o on o.id = n.within_id
    where i.calendar <> o.calendar or not i.during <@ o.during
  ) then
    raise exception 'a period adds up within its calendar' using errcode = 'check_violation', constraint = 'within_calendar';
  end if;
  return null;
end $$;
revoke all on function figures.within_calendar() from public;
create trigger within_calendar after insert on figures.period_within
  referencing new table as new_rows for each statement execute function figures.within_calendar();
