-- Quality signals: what was asked about a report and what was answered, which revisions were looked at, and the thresholds in force.

-- Which revision of a report the detectors have seen. A row that is stale is looked at again: a threshold or a neighbour has changed.
create table reporting.signal_exam (
  report_id integer primary key references reporting.report,
  revision integer not null check (revision > 0),
  examined_at timestamptz not null,
  stale boolean not null default false
);
create index signal_exam_stale on reporting.signal_exam (report_id) where stale;

create table reporting.signal (
  id integer generated always as identity primary key,
  report_id integer not null references reporting.report,
  kind text not null check (kind in ('repeated', 'neighbour', 'rounded', 'flat', 'jump', 'year-at-once', 'declared-sum',
    'month-year', 'parts', 'balance', 'text-copied', 'last-hour')),
  -- The revision it was first seen in.
  revision integer not null check (revision > 0),
  evidence jsonb not null,
  -- What it is about, without what may change beside it: while it stays the same, an answer stands.
  gist text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  answer text check (length(answer) <= 500),
  answered_at timestamptz,
  answered_by integer references identity.post,
  settled_at timestamptz,
  settled_by integer references identity.post,
  constraint answered_whole check ((answer is null) = (answered_at is null)),
  constraint settled_after_answer check (settled_at is null or answered_at is not null)
);
create unique index signal_open_once on reporting.signal (report_id, kind) where closed_at is null;
create index signal_by_report on reporting.signal (report_id);

-- Decisions about thresholds and weights: never changed, the newest that has begun holds, nearer units before those above.
create table reporting.signal_setting (
  id integer generated always as identity primary key,
  unit_id integer not null references org.unit,
  kind text not null check (kind in ('repeated', 'neighbour', 'rounded', 'flat', 'jump', 'year-at-once', 'declared-sum',
    'month-year', 'parts', 'balance', 'text-copied', 'last-hour')),
  is_on boolean not null,
  weight integer not null check (weight between 0 and 100),
  thresholds jsonb not null,
  valid_from date not null,
  reason text not null check (length(reason) <= 500),
  decided_at timestamptz not null,
  decided_by integer not null references identity.post
);
create index signal_setting_by_unit on reporting.signal_setting (unit_id, kind, valid_from);

call kernel.guard('reporting.signal_exam');
call kernel.guard('reporting.signal');
call kernel.guard('reporting.signal_setting');

-- Seen with the report. Found and closed by the program alone; answered and settled on the lines one acts for.
create policy with_report on reporting.signal_exam for select to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id));
create policy examine on reporting.signal_exam for insert to chungtay_app
  with check ((select kernel.acting_user()) = 'system');
create policy examine_again on reporting.signal_exam for update to chungtay_app
  using ((select kernel.acting_user()) = 'system') with check ((select kernel.acting_user()) = 'system');
create policy with_report on reporting.signal for select to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id));
create policy find on reporting.signal for insert to chungtay_app
  with check ((select kernel.acting_user()) = 'system');
create policy answer_own on reporting.signal for update to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id and r.line = any ((select kernel.own_lines())::text[])))
  with check (exists (select from reporting.report r where r.id = report_id and r.line = any ((select kernel.own_lines())::text[])));
-- What is asked is no secret: those who are asked may read by which thresholds.
create policy known on reporting.signal_setting for select to chungtay_app
  using ((select kernel.lines()) <> '{}' and (select kernel.acting_user()) is not null);
create policy decide on reporting.signal_setting for insert to chungtay_app
  with check ('design' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()));
grant select, insert on reporting.signal_setting to chungtay_app;
grant select, insert on reporting.signal_exam, reporting.signal to chungtay_app;
grant update (revision, examined_at, stale) on reporting.signal_exam to chungtay_app;
grant update (evidence, closed_at, answer, answered_at, answered_by, settled_at, settled_by) on reporting.signal to chungtay_app;
