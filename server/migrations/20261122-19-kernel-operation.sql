-- What the operator sees of an instance: its timed work, its running processes, the size of the database day by day.

-- A post that runs the instance; it reads these tables and no content.
create function kernel.operates() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.operates', true), '') = 'yes';

-- Timed work, by name. One process at a time holds the advisory lock of a job while it runs.
create table kernel.job (
  name text primary key check (name ~ '^[a-z][a-z-]{1,40}$'),
  known_since timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  ended_at timestamptz,
  succeeded_at timestamptz,
  seconds numeric(12, 3),
  note text check (length(note) <= 300),
  error text check (length(error) <= 300),
  -- The last run came to its end and found faults, which its error names.
  found boolean not null default false
);
call kernel.guard('kernel.job');
create policy operated on kernel.job to chungtay_app
  using ((select kernel.operates())) with check ((select kernel.operates()));
grant select, insert, update on kernel.job to chungtay_app;

-- Processes of the program, each seen every few seconds; one that is not seen any more was killed.
create table kernel.process (
  id text primary key,
  host text not null check (length(host) <= 100),
  pid integer not null,
  version text not null check (length(version) <= 40),
  started_at timestamptz not null,
  seen_at timestamptz not null,
  draining boolean not null default false,
  memory_bytes bigint not null,
  loop_delay_ms numeric(12, 3) not null,
  pool_used integer not null,
  pool_max integer not null,
  pool_waiting integer not null
);
call kernel.guard('kernel.process');
create policy operated on kernel.process to chungtay_app
  using ((select kernel.operates())) with check ((select kernel.operates()));
grant select, insert, update, delete on kernel.process to chungtay_app;

create table kernel.size (
  taken_on date primary key,
  bytes bigint not null
);
call kernel.guard('kernel.size');
create policy operated on kernel.size to chungtay_app
  using ((select kernel.operates())) with check ((select kernel.operates()));
grant select, insert, update on kernel.size to chungtay_app;

-- Which migrations have run, for the question whether this process and its database belong together. Names only.
create function kernel.migrations() returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select coalesce(array_agg(name order by name), '{}') from public.migration $$;
revoke all on function kernel.migrations() from public;
grant execute on function kernel.migrations() to chungtay_app;
