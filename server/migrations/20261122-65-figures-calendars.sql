-- How the calendars close, as rows from a day on: the month and day of the last cut-off of a year, and the kinds of period that are kept.
create table figures.calendar_rule (
  id integer generated always as identity primary key,
  calendar text not null check (calendar in ('reporting', 'recognition_residential', 'recognition_commune', 'team')),
  -- The first day on which a cut-off by this rule may fall; earlier cut-offs keep theirs.
  valid_from date not null,
  month smallint not null check (month between 1 and 12),
  -- In shorter months the last day.
  day smallint not null check (day between 1 and 31),
  kinds text[] not null check (cardinality(kinds) between 1 and 5
    and kinds <@ '{month,quarter,half_year,nine_months,year}'::text[]),
  -- The legal text or decision it rests on.
  basis text not null check (length(basis) between 3 and 300),
  made_at timestamptz not null,
  made_by integer references identity.post,
  withdrawn_at timestamptz,
  -- Months are named after those of the year, and the other calendars are not divided.
  constraint divided_by_months check (case when calendar = 'reporting' then month = 12 else kinds = '{year}' end)
);
create unique index calendar_rule_by_day on figures.calendar_rule (calendar, valid_from) where withdrawn_at is null;
create index calendar_rule_by_maker on figures.calendar_rule (made_by);
call kernel.guard('figures.calendar_rule');
create policy known on figures.calendar_rule for select to chungtay_app using (true);
create policy design on figures.calendar_rule for insert to chungtay_app
  with check ('design' = any ((select kernel.deeds())::text[]) and (select kernel.all_units()));
create policy withdraw on figures.calendar_rule for update to chungtay_app
  using ('design' = any ((select kernel.deeds())::text[]) and (select kernel.all_units()))
  with check ('design' = any ((select kernel.deeds())::text[]) and (select kernel.all_units()));
grant select, insert on figures.calendar_rule to chungtay_app;
grant update (withdrawn_at) on figures.calendar_rule to chungtay_app;

-- What held so far. Nine months are nowhere in the decree and stand here by analogy, to be confirmed or taken out.
insert into figures.calendar_rule (calendar, valid_from, month, day, kinds, basis, made_at)
values
  ('reporting', '2000-01-01', 12, 14, '{month,quarter,half_year,nine_months,year}',
   'NĐ 09/2019/NĐ-CP Điều 12; kỳ 9 tháng theo cách tính tương tự, cần đối chiếu', now()),
  ('recognition_residential', '2000-01-01', 10, 31, '{year}', 'TT 124/2021/TT-BCA Điều 8 khoản 2 điểm a', now()),
  ('recognition_commune', '2000-01-01', 11, 15, '{year}', 'TT 124/2021/TT-BCA Điều 8 khoản 2 điểm b', now()),
  ('team', '2000-01-01', 11, 14, '{year}', 'HD 01/HD-BCA-V05 (2026)', now());

-- Every process learns of it, as of the catalogue.
insert into kernel.in_memory (name) values ('calendars');
create function figures.calendars_changed() returns trigger language plpgsql security definer set search_path = kernel, pg_catalog, pg_temp as $$
begin
  update kernel.in_memory set version = version + 1 where name = 'calendars';
  return null;
end $$;
revoke all on function figures.calendars_changed() from public;
create trigger calendars_changed after insert or update on figures.calendar_rule
  for each row execute function figures.calendars_changed();

-- Which of some periods are in use: somebody was asked for figures of them, or has given some.
create function figures.used_periods(ids integer[]) returns table (id integer) language sql stable security definer
  set search_path = figures, pg_catalog, pg_temp as $$
    select p.id from period p where p.id = any (ids) and (
      exists (select from expectation e where e.period_id = p.id)
      or exists (select from sheet s where s.period_id = p.id)
      or exists (select from edition e where e.period_id = p.id))
    order by p.during
  $$;
revoke all on function figures.used_periods(integer[]) from public;
grant execute on function figures.used_periods(integer[]) to chungtay_app;
create index expectation_by_period on figures.expectation (period_id);

-- Brings the days of periods that nobody uses to a changed calendar. Whoever opens one of them meanwhile waits.
create function figures.move_periods(moves jsonb) returns integer language plpgsql security definer
  set search_path = figures, pg_catalog, pg_temp as $$
declare
  ids integer[] := array(select m.id from jsonb_to_recordset(moves) as m (id integer));
  moved integer;
begin
  if not ('design' = any (kernel.deeds()) and kernel.all_units()) then
    raise exception 'calendars are changed by the centre' using errcode = 'insufficient_privilege';
  end if;
  perform from period p where p.id = any (ids) order by p.id for update;
  if exists (select from used_periods(ids)) then
    raise exception 'a period in use keeps its days' using errcode = 'object_in_use';
  end if;
  update period p set during = m.during from jsonb_to_recordset(moves) as m (id integer, during daterange) where p.id = m.id;
  get diagnostics moved = row_count;
  return moved;
end $$;
revoke all on function figures.move_periods(jsonb) from public;
grant execute on function figures.move_periods(jsonb) to chungtay_app;
