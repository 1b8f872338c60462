-- Forms in versions, who owes which report when, what was sent and how it was decided.
create schema reporting;
grant usage on schema reporting to chungtay_app;

create table reporting.form (
  code text primary key,
  line text not null,
  period_kind text not null check (period_kind in ('month', 'quarter', 'half_year', 'year'))
);
create table reporting.form_version (
  form text not null references reporting.form,
  version integer not null check (version > 0),
  -- The first period this version is used for; older periods keep their version.
  from_period_id integer not null references figures.period,
  content jsonb not null,
  primary key (form, version)
);

create table reporting.report (
  id integer generated always as identity primary key,
  form text not null,
  version integer not null,
  period_id integer not null references figures.period,
  unit_id integer not null references org.unit,
  body_id integer not null references org.body,
  line text not null,
  -- The unit whose body of the same line decides on it.
  superior_id integer not null references org.unit,
  due_at timestamptz not null,
  state text not null default 'not_sent' check (state in ('not_sent', 'draft', 'submitted', 'returned', 'accepted')),
  draft jsonb,
  draft_version integer not null default 0,
  revision integer not null default 0,
  -- Set when a superior edition was issued: no change without an exception.
  locked_at timestamptz,
  exception_until date,
  exception_reason text,
  foreign key (form, version) references reporting.form_version,
  constraint owed_once unique (form, period_id, body_id),
  constraint exception_has_reason check ((exception_until is null) = (exception_reason is null))
);
create index report_by_desk on reporting.report (superior_id, form, period_id);
create index report_by_unit on reporting.report (unit_id, period_id);

create table reporting.submission (
  id bigint generated always as identity primary key,
  report_id integer not null references reporting.report,
  revision integer not null check (revision > 0),
  cells jsonb not null,
  is_nil boolean not null default false,
  submitted_at timestamptz not null,
  submitted_by integer references identity.post,
  decision text check (decision in ('accepted', 'returned')),
  decided_at timestamptz,
  decided_by integer references identity.post,
  reason text,
  constraint revision_once unique (report_id, revision),
  constraint decided_whole check ((decision is null) = (decided_at is null)),
  constraint return_has_reason check (decision is distinct from 'returned' or reason is not null)
);

call kernel.guard('reporting.form');
call kernel.guard('reporting.form_version');
call kernel.guard('reporting.report');
call kernel.guard('reporting.submission');
create policy known on reporting.form for select to chungtay_app using ((select kernel.acting_user()) is not null);
create policy known on reporting.form_version for select to chungtay_app using ((select kernel.acting_user()) is not null);
-- Forms are published by the centre.
create policy publish on reporting.form for insert to chungtay_app with check ((select kernel.all_units()));
create policy publish on reporting.form_version for insert to chungtay_app with check ((select kernel.all_units()));
create policy within_reach on reporting.report to chungtay_app
  using (line = any ((select kernel.lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))))
  with check (line = any ((select kernel.lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy with_report on reporting.submission to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id)) with check (exists (select from reporting.report r where r.id = report_id));
grant select on all tables in schema reporting to chungtay_app;
grant insert, update on reporting.report, reporting.submission to chungtay_app;
grant insert on reporting.form, reporting.form_version to chungtay_app;
