-- Reports are looked at one by one as they arrive, and again once their group has become twice as large.
alter table reporting.signal_exam
  -- How many reports of the same form, period and superior had been sent when this one was looked at.
  add column among integer not null default 0 check (among >= 0);
grant update (among) on reporting.signal_exam to chungtay_app;
-- What was sent in the last hours; submissions are stored in the order of their times, so their pages are enough.
create index submission_by_time on reporting.submission using brin (submitted_at);
