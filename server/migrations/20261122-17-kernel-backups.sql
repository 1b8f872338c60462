-- What was backed up and whether it could be restored, for the operator. Written by the owner, who alone can back up.
create table kernel.backup (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('by-hand', 'by-schedule', 'files')),
  at timestamptz not null,
  seconds numeric(12, 3) not null,
  -- Name of the file, without its folder.
  file text not null check (length(file) <= 200),
  version text not null check (length(version) <= 40),
  bytes bigint,
  tables integer,
  rows bigint,
  error text check (length(error) <= 300)
);
create index backup_by_time on kernel.backup (at);
call kernel.guard('kernel.backup');

create table kernel.drill (
  id integer generated always as identity primary key,
  at timestamptz not null,
  seconds numeric(12, 3) not null,
  version text not null check (length(version) <= 40),
  bytes bigint,
  tables integer,
  rows bigint,
  -- Where the restored database was not what the backed up one is, one line each; empty when it was the same.
  differences text[] not null
);
create index drill_by_time on kernel.drill (at);
call kernel.guard('kernel.drill');

create policy operated on kernel.backup for select to chungtay_app
  using (coalesce((select current_setting('app.operates', true)), '') = 'yes');
create policy operated on kernel.drill for select to chungtay_app
  using (coalesce((select current_setting('app.operates', true)), '') = 'yes');
grant select on kernel.backup, kernel.drill to chungtay_app;
