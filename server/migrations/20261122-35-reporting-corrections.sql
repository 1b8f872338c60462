-- Why figures that were issued changed: the exceptions that opened reports again, and the list of differences that each
-- superseding edition keeps.
create table reporting.exception (
  id integer generated always as identity primary key,
  report_id integer not null references reporting.report,
  -- The newest revision when it was opened: what came after it is the correction.
  revision integer not null,
  until date not null,
  reason text not null,
  opened_at timestamptz not null,
  opened_by integer references identity.post
);
create index exception_by_report on reporting.exception (report_id, opened_at);

-- One cell that a new edition published otherwise than the one before.
create table reporting.edition_change (
  edition_id integer not null references figures.edition,
  unit_id integer not null references org.unit,
  indicator text not null references figures.indicator,
  before numeric,
  after numeric,
  -- Why, from the exceptions and returns of the unit's own report; empty for what only adds up the units below.
  reasons jsonb not null,
  primary key (edition_id, unit_id, indicator),
  constraint changed check (before is distinct from after)
);

-- What is open today stands on the report itself; it is the first entry of the register.
insert into reporting.exception (report_id, revision, until, reason, opened_at)
select id, revision, exception_until, exception_reason, now() from reporting.report where exception_until is not null;

call kernel.guard('reporting.exception');
call kernel.guard('reporting.edition_change');
create policy with_report on reporting.exception for select to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id));
create policy open_own on reporting.exception for insert to chungtay_app
  with check ('allow-exception' = any ((select kernel.deeds())::text[])
    and exists (select from reporting.report r where r.id = report_id and r.line = any ((select kernel.own_lines())::text[])));

-- The list is read by those who read the figures of the unit and of those below it; its own issuer writes it.
create policy within_reach on reporting.edition_change for select to chungtay_app
  using (exists (select from figures.edition e where e.id = edition_id and e.line = any ((select kernel.lines())::text[])
    and ((select kernel.all_units()) or e.unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())))));
create policy issue_own on reporting.edition_change for insert to chungtay_app
  with check (exists (select from figures.edition e where e.id = edition_id and e.line = any ((select kernel.own_lines())::text[])
    and e.unit_id = (select kernel.scope_unit())));

grant select, insert on reporting.exception, reporting.edition_change to chungtay_app;
