-- Urging (đôn đốc): which units a superior has urged for what, by which letter. Drafted first; number and date come with the sending.
create table reporting.urging (
  id integer generated always as identity primary key,
  -- The unit that urges, and its body.
  unit_id integer not null references org.unit,
  body_id integer not null references org.body,
  line text not null,
  form text not null references reporting.form,
  period_id integer not null references figures.period,
  -- The day until which the units are asked to report.
  until date not null,
  note text not null check (length(note) <= 1000),
  drafted_at timestamptz not null,
  drafted_by integer references identity.post,
  number text check (length(number) between 1 and 60),
  issued_on date,
  sent_at timestamptz,
  sent_by integer references identity.post,
  -- The units it is addressed to, for the policy that lets them read it.
  urged integer[] not null check (cardinality(urged) between 1 and 4000),
  constraint sent_whole check ((sent_at is null) = (number is null) and (sent_at is null) = (issued_on is null))
);
create index urging_by_desk on reporting.urging (unit_id, form, period_id);
create index urging_by_form on reporting.urging (form);
create index urging_by_period on reporting.urging (period_id);
create index urging_by_body on reporting.urging (body_id);
create index urging_by_drafter on reporting.urging (drafted_by);
create index urging_by_sender on reporting.urging (sent_by);
create table reporting.urging_of_report (
  urging_id integer not null references reporting.urging on delete cascade,
  report_id integer not null references reporting.report,
  unit_id integer not null references org.unit,
  -- As it stood when the letter was drafted.
  due_at timestamptz not null,
  days_late integer not null check (days_late >= 0),
  primary key (urging_id, report_id)
);
create index urging_of_report_by_report on reporting.urging_of_report (report_id);
create index urging_of_report_by_unit on reporting.urging_of_report (unit_id);
call kernel.guard('reporting.urging');
call kernel.guard('reporting.urging_of_report');
create policy within_reach on reporting.urging for select to chungtay_app
  using (line = any ((select kernel.lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))
    -- Whoever is urged reads the letter once it is sent, and so does who inspects there.
    or (sent_at is not null and (select kernel.scope_unit()) = any (urged))));
create policy urge on reporting.urging for insert to chungtay_app
  with check ('urge' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit())
    and line = any ((select kernel.own_lines())::text[]) and sent_at is null);
create policy send on reporting.urging for update to chungtay_app
  using ('urge' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit())
    and line = any ((select kernel.own_lines())::text[]) and sent_at is null)
  with check (unit_id = (select kernel.scope_unit()));
create policy with_letter on reporting.urging_of_report for select to chungtay_app
  using (exists (select from reporting.urging u where u.id = urging_id));
create policy urge on reporting.urging_of_report for insert to chungtay_app
  with check (exists (select from reporting.urging u where u.id = urging_id and u.sent_at is null and u.unit_id = (select kernel.scope_unit())));
grant select, insert on reporting.urging, reporting.urging_of_report to chungtay_app;
grant update (number, issued_on, sent_at, sent_by) on reporting.urging to chungtay_app;
