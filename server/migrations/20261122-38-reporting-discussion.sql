-- What the body that fills a report and those who decide on it write to one another about it, by post. It is only added to.
create table reporting.message (
  id bigint generated always as identity primary key,
  report_id integer not null references reporting.report,
  post_id integer not null references identity.post,
  words text not null check (length(words) between 1 and 2000),
  said_at timestamptz not null
);
create index message_by_report on reporting.message (report_id, id);
create index message_by_post on reporting.message (post_id);
-- How far a post has read.
create table reporting.message_seen (
  report_id integer not null references reporting.report,
  post_id integer not null references identity.post,
  seen_id bigint not null,
  primary key (report_id, post_id)
);
create index message_seen_by_post on reporting.message_seen (post_id);

call kernel.guard('reporting.message');
call kernel.guard('reporting.message_seen');
-- Read like the report; written on the lines one acts for, as the post that one is.
create policy with_report on reporting.message for select to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id));
create policy say_own on reporting.message for insert to chungtay_app
  with check (post_id = (select kernel.acting_post())
    and exists (select from reporting.report r where r.id = report_id and r.line = any ((select kernel.own_lines())::text[])));
create policy own on reporting.message_seen to chungtay_app
  using (post_id = (select kernel.acting_post()) and exists (select from reporting.report r where r.id = report_id))
  with check (post_id = (select kernel.acting_post()) and exists (select from reporting.report r where r.id = report_id));
grant select, insert on reporting.message to chungtay_app;
grant select, insert, update on reporting.message_seen to chungtay_app;
