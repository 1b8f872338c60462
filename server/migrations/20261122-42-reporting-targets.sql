-- What a unit is to reach: an indicator, a period, a value, and the paper that sets it.
create table reporting.target (
  id integer generated always as identity primary key,
  unit_id integer not null references org.unit,
  -- The same for each unit directly below, not for the unit itself.
  each_below boolean not null default false,
  indicator text not null references figures.indicator,
  -- Null: for every year.
  period_id integer references figures.period,
  value numeric not null check (value >= 0),
  direction text not null check (direction in ('at_least', 'at_most')),
  -- Number and date of the paper that sets it.
  basis text not null check (length(basis) <= 200),
  -- The unit whose post set it; only that unit or one above changes it.
  set_by_unit_id integer not null references org.unit,
  set_by integer references identity.post,
  set_at timestamptz not null,
  -- When another took its place, or it was taken back.
  ended_at timestamptz
);
create unique index target_set_once on reporting.target (unit_id, each_below, indicator, coalesce(period_id, 0)) where ended_at is null;
create index target_by_indicator on reporting.target (indicator);
call kernel.guard('reporting.target');

-- Read in the subtree, and by the units for which one above has set it.
create policy within_reach on reporting.target for select to chungtay_app
  using ((select kernel.lines()) <> '{}' and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))
    or (each_below and unit_id in (select ancestor_id from org.reach where descendant_id = (select kernel.scope_unit())))));
create policy set_below on reporting.target for insert to chungtay_app
  with check ('design' = any ((select kernel.deeds())::text[]) and set_by_unit_id = (select kernel.scope_unit())
    and ((select kernel.all_units())
      or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy end_set on reporting.target for update to chungtay_app
  using ('design' = any ((select kernel.deeds())::text[]) and ((select kernel.all_units())
    or set_by_unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))))
  with check (true);
grant select, insert on reporting.target to chungtay_app;
grant update (ended_at) on reporting.target to chungtay_app;
