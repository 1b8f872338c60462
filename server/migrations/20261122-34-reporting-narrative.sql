-- The words of a report beside its figures: as they are being written, as they went with each submission, and what was taken
-- up into them from the reports below. Figures stand in them by reference.
create table reporting.narrative (
  report_id integer primary key references reporting.report,
  -- Text by the key of its section.
  texts jsonb not null,
  -- Counts up with every save, by itself: figures and words are typed side by side.
  version integer not null check (version > 0),
  changed_at timestamptz not null,
  changed_by integer references identity.post
);

-- What went with a revision; never changed afterwards.
create table reporting.narrative_sent (
  report_id integer not null references reporting.report,
  revision integer not null check (revision > 0),
  texts jsonb not null,
  -- The figures its references stood for at that moment, by reference.
  figures jsonb not null,
  primary key (report_id, revision)
);

-- A paragraph that was taken up from a report below, as it stood there.
create table reporting.narrative_taken (
  id integer generated always as identity primary key,
  report_id integer not null references reporting.report,
  section text not null,
  source_report_id integer not null references reporting.report,
  source_revision integer not null,
  source_section text not null,
  -- Which paragraph of that section, from 0.
  source_at integer not null,
  source_text text not null,
  taken_at timestamptz not null,
  taken_by integer references identity.post
);
create index narrative_taken_by_report on reporting.narrative_taken (report_id);
create index narrative_taken_by_source on reporting.narrative_taken (source_report_id);

call kernel.guard('reporting.narrative');
call kernel.guard('reporting.narrative_sent');
call kernel.guard('reporting.narrative_taken');

-- What is being written is for its own unit; what was sent is read with the report.
create policy own on reporting.narrative for select to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id and r.unit_id = (select kernel.scope_unit())));
create policy write_own on reporting.narrative for insert to chungtay_app
  with check (exists (select from reporting.report r where r.id = report_id and r.unit_id = (select kernel.scope_unit())
    and r.line = any ((select kernel.own_lines())::text[])));
create policy change_own on reporting.narrative for update to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id and r.unit_id = (select kernel.scope_unit())
    and r.line = any ((select kernel.own_lines())::text[])))
  with check (exists (select from reporting.report r where r.id = report_id and r.unit_id = (select kernel.scope_unit())
    and r.line = any ((select kernel.own_lines())::text[])));

create policy with_report on reporting.narrative_sent for select to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id));
create policy send_own on reporting.narrative_sent for insert to chungtay_app
  with check (exists (select from reporting.report r where r.id = report_id and r.unit_id = (select kernel.scope_unit())
    and r.line = any ((select kernel.own_lines())::text[])));

create policy own on reporting.narrative_taken for select to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id and r.unit_id = (select kernel.scope_unit())));
create policy take_own on reporting.narrative_taken for insert to chungtay_app
  with check (exists (select from reporting.report r where r.id = report_id and r.unit_id = (select kernel.scope_unit())
    and r.line = any ((select kernel.own_lines())::text[])));
create policy renew_own on reporting.narrative_taken for update to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id and r.unit_id = (select kernel.scope_unit())
    and r.line = any ((select kernel.own_lines())::text[])))
  with check (exists (select from reporting.report r where r.id = report_id and r.unit_id = (select kernel.scope_unit())
    and r.line = any ((select kernel.own_lines())::text[])));
create policy forget_own on reporting.narrative_taken for delete to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id and r.unit_id = (select kernel.scope_unit())
    and r.line = any ((select kernel.own_lines())::text[])));

grant select, insert, update on reporting.narrative to chungtay_app;
grant select, insert on reporting.narrative_sent to chungtay_app;
grant select, insert, update, delete on reporting.narrative_taken to chungtay_app;
