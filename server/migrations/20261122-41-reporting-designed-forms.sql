-- Forms made while the program runs: by the centre for everybody, by a province for its subtree.
alter table reporting.form
  -- Whose communes fill it; null: everybody's.
  add column owner_unit_id integer references org.unit,
  -- The first period for which it is no longer asked.
  add column retired_from_id integer references figures.period;
alter table reporting.form_version
  add column published_at timestamptz,
  add column published_by integer references identity.post;

-- A form while it is being made, or its next version.
create table reporting.form_draft (
  id integer generated always as identity primary key,
  owner_unit_id integer references org.unit,
  code text not null check (length(code) <= 40),
  line text not null check (length(line) <= 20),
  period_kind text not null check (period_kind in ('month', 'quarter', 'half_year', 'year')),
  from_period_id integer references figures.period,
  content jsonb not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by integer references identity.post,
  constraint form_drafted_once unique nulls not distinct (owner_unit_id, code)
);
call kernel.guard('reporting.form_draft');

drop policy known on reporting.form;
create policy known on reporting.form for select to chungtay_app
  using ((select kernel.acting_user()) is not null and (owner_unit_id is null or figures.is_known_from(owner_unit_id)));
drop policy known on reporting.form_version;
create policy known on reporting.form_version for select to chungtay_app
  using (exists (select from reporting.form f where f.code = form));
create policy publish_own on reporting.form for insert to chungtay_app
  with check ('design' = any ((select kernel.deeds())::text[]) and owner_unit_id = (select kernel.scope_unit()));
create policy publish_own on reporting.form_version for insert to chungtay_app
  with check ('design' = any ((select kernel.deeds())::text[])
    and exists (select from reporting.form f where f.code = form and f.owner_unit_id = (select kernel.scope_unit())));
create policy retire_own on reporting.form for update to chungtay_app
  using ('design' = any ((select kernel.deeds())::text[])
    and case when owner_unit_id is null then (select kernel.all_units()) else owner_unit_id = (select kernel.scope_unit()) end)
  with check (true);
grant update (retired_from_id) on reporting.form to chungtay_app;

create policy draft_own on reporting.form_draft to chungtay_app
  using ('design' = any ((select kernel.deeds())::text[])
    and case when owner_unit_id is null then (select kernel.all_units()) else owner_unit_id = (select kernel.scope_unit()) end)
  with check ('design' = any ((select kernel.deeds())::text[])
    and case when owner_unit_id is null then (select kernel.all_units()) else owner_unit_id = (select kernel.scope_unit()) end);
grant select, insert, update, delete on reporting.form_draft to chungtay_app;
