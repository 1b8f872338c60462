-- Regimes (chế độ báo cáo) as data: when a report is due, by form, level and kind of period, each from a day on (NĐ 09/2019/NĐ-CP
-- Art. 7–8 leaves deadlines to each regime); and the days off that deadlines ask for (Bộ luật Lao động 2019, Art. 111–112).
create table reporting.regime (
  id integer generated always as identity primary key,
  -- Null: for the whole country; else the province whose communes it is for.
  unit_id integer references org.unit,
  -- Null: for every form without a regime of its own.
  form text references reporting.form,
  level text not null check (level in ('commune', 'province')),
  period_kind text not null check (period_kind in ('month', 'quarter', 'half_year', 'nine_months', 'year')),
  -- The first cut-off it holds for.
  valid_from date not null,
  days_after integer not null check (days_after between 0 and 90),
  counts text not null check (counts in ('days', 'working_days')),
  -- A deadline on a day off moves to the next working day.
  moves boolean not null,
  hour integer not null check (hour between 1 and 24),
  -- Days after the deadline on which the report is locked; null: only when the period is issued.
  lock_days integer check (lock_days between 1 and 366),
  -- Days before the first day of the period on which it opens.
  opens_days integer not null check (opens_days between 0 and 120),
  -- Days against the deadline on which the unit is reminded: negative before, 0 on the day, positive after.
  remind_days integer[] not null check (cardinality(remind_days) <= 8),
  -- Days after the deadline on which the superior is told; null: never.
  escalate_days integer check (escalate_days between 1 and 60),
  -- Provinces may set one of their own in its place.
  own_allowed boolean not null default false,
  -- The legal text or decision it rests on.
  basis text not null check (length(basis) between 3 and 300),
  made_at timestamptz not null,
  made_by integer references identity.post,
  withdrawn_at timestamptz,
  constraint province_rules_communes check (unit_id is null or (level = 'commune' and not own_allowed))
);
create index regime_by_unit on reporting.regime (unit_id);
create index regime_by_form on reporting.regime (form);
create index regime_by_maker on reporting.regime (made_by);
call kernel.guard('reporting.regime');
create policy known on reporting.regime for select to chungtay_app using ((select kernel.acting_user()) is not null);
create policy design on reporting.regime for insert to chungtay_app
  with check ('design' = any ((select kernel.deeds())::text[])
    and ((select kernel.all_units()) or unit_id = (select kernel.scope_unit())));
create policy withdraw on reporting.regime for update to chungtay_app
  using ('design' = any ((select kernel.deeds())::text[])
    and ((select kernel.all_units()) or unit_id = (select kernel.scope_unit())))
  with check ('design' = any ((select kernel.deeds())::text[])
    and ((select kernel.all_units()) or unit_id = (select kernel.scope_unit())));
grant select, insert on reporting.regime to chungtay_app;
grant update (withdrawn_at) on reporting.regime to chungtay_app;

-- What held so far, as rows that may be replaced: 17:00 on the 15th, 16th, 17th or 20th, days off move nothing.
insert into reporting.regime (level, period_kind, valid_from, days_after, counts, moves, hour, lock_days, opens_days, remind_days, escalate_days, own_allowed, basis, made_at)
select l.level, k.kind, '2000-01-01', case when l.level = 'province' then 6 when k.kind = 'month' then 2 else 3 end,
       'days', false, 17, case k.kind when 'month' then 45 when 'year' then 90 else 60 end, 7, '{-3,0,1}', 3, l.level = 'commune', 'Mức mặc định khi cài đặt; NĐ 09/2019/NĐ-CP Điều 7–8 để từng chế độ quy định', now()
from (values ('commune'), ('province')) as l (level)
cross join (values ('month'), ('quarter'), ('half_year'), ('nine_months'), ('year')) as k (kind);

create table reporting.day_off (
  on_day date primary key,
  -- `off`: nobody works on it; `working`: a Saturday or Sunday worked in exchange.
  kind text not null check (kind in ('off', 'working')),
  name text not null check (length(name) between 2 and 120),
  -- The decision of the year; while it is not out, the day is a default to be confirmed.
  basis text not null check (length(basis) between 3 and 300),
  confirmed boolean not null
);
call kernel.guard('reporting.day_off');
create policy known on reporting.day_off for select to chungtay_app using ((select kernel.acting_user()) is not null);
create policy design on reporting.day_off for insert to chungtay_app
  with check ('design' = any ((select kernel.deeds())::text[]) and (select kernel.all_units()));
create policy replace on reporting.day_off for delete to chungtay_app
  using ('design' = any ((select kernel.deeds())::text[]) and (select kernel.all_units()));
grant select, insert, delete on reporting.day_off to chungtay_app;

-- Days of Bộ luật Lao động 2019, Art. 112, with the compensation of Art. 111.3 for days that fall on a weekend, and the exchanged
-- working days announced. Tết and Giỗ Tổ follow the lunar year and are entered year by year. All of it is a default to be confirmed.
insert into reporting.day_off (on_day, kind, name, basis, confirmed)
select d.on_day, d.kind, d.name, 'Bộ luật Lao động 2019, Điều 111–112; ngày cụ thể đối chiếu thông báo của năm', false
from (values
  ('2025-01-01'::date, 'off', 'Tết Dương lịch'),
  ('2025-01-27', 'off', 'Tết Âm lịch'), ('2025-01-28', 'off', 'Tết Âm lịch'), ('2025-01-29', 'off', 'Tết Âm lịch'),
  ('2025-01-30', 'off', 'Tết Âm lịch'), ('2025-01-31', 'off', 'Tết Âm lịch'),
  ('2025-04-07', 'off', 'Giỗ Tổ Hùng Vương'),
  ('2025-04-26', 'working', 'Làm bù cho ngày 02/5'),
  ('2025-04-30', 'off', 'Ngày Chiến thắng'), ('2025-05-01', 'off', 'Ngày Quốc tế lao động'),
  ('2025-05-02', 'off', 'Nghỉ hoán đổi'),
  ('2025-09-01', 'off', 'Quốc khánh'), ('2025-09-02', 'off', 'Quốc khánh'),
  ('2026-01-01', 'off', 'Tết Dương lịch'), ('2026-01-02', 'off', 'Nghỉ hoán đổi'), ('2026-01-10', 'working', 'Làm bù cho ngày 02/01'),
  ('2026-02-16', 'off', 'Tết Âm lịch'), ('2026-02-17', 'off', 'Tết Âm lịch'), ('2026-02-18', 'off', 'Tết Âm lịch'),
  ('2026-02-19', 'off', 'Tết Âm lịch'), ('2026-02-20', 'off', 'Tết Âm lịch'),
  ('2026-04-26', 'off', 'Giỗ Tổ Hùng Vương'), ('2026-04-27', 'off', 'Nghỉ bù Giỗ Tổ Hùng Vương'),
  ('2026-04-30', 'off', 'Ngày Chiến thắng'), ('2026-05-01', 'off', 'Ngày Quốc tế lao động'),
  ('2026-08-22', 'working', 'Làm bù cho ngày 31/8'), ('2026-08-31', 'off', 'Nghỉ hoán đổi'),
  ('2026-09-01', 'off', 'Quốc khánh'), ('2026-09-02', 'off', 'Quốc khánh'),
  ('2027-01-01', 'off', 'Tết Dương lịch'),
  ('2027-02-05', 'off', 'Tết Âm lịch'), ('2027-02-06', 'off', 'Tết Âm lịch'), ('2027-02-07', 'off', 'Tết Âm lịch'),
  ('2027-02-08', 'off', 'Tết Âm lịch'), ('2027-02-09', 'off', 'Tết Âm lịch'),
  ('2027-02-10', 'off', 'Nghỉ bù Tết Âm lịch'), ('2027-02-11', 'off', 'Nghỉ bù Tết Âm lịch'),
  ('2027-04-16', 'off', 'Giỗ Tổ Hùng Vương'),
  ('2027-04-30', 'off', 'Ngày Chiến thắng'), ('2027-05-01', 'off', 'Ngày Quốc tế lao động'), ('2027-05-03', 'off', 'Nghỉ bù Ngày Quốc tế lao động'),
  ('2027-09-02', 'off', 'Quốc khánh'), ('2027-09-03', 'off', 'Quốc khánh')
) as d (on_day, kind, name);

-- A changed regime moves the deadlines of what is open and not yet due; the lock, counted from the deadline, is set anew. Whoever designs
-- for a subtree does so on every line of it.
create function reporting.move_deadlines(moves jsonb, now_at timestamptz) returns integer
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
    and (kernel.all_units() or r.superior_id = kernel.scope_unit());
  get diagnostics moved = row_count;
  return moved;
end $$;
revoke all on function reporting.move_deadlines(jsonb, timestamptz) from public;
grant execute on function reporting.move_deadlines(jsonb, timestamptz) to chungtay_app;
