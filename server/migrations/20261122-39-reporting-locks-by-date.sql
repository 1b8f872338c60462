-- A report locks some days after its deadline, and exceptions tell who allowed them.
alter table reporting.report
  -- The last day on which it can be changed without an exception; set by the timed work, so that it is known beforehand.
  add column lock_on date,
  add column exception_by integer references identity.post,
  add column exception_at timestamptz;
create index report_without_lock_day on reporting.report (id) where lock_on is null;
create index report_to_lock on reporting.report (lock_on) where locked_at is null;
create index report_by_exception on reporting.report (exception_until) where exception_until is not null;
create index report_by_exception_post on reporting.report (exception_by) where exception_by is not null;
