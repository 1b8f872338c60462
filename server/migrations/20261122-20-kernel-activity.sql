-- How long the longest transaction of this database has been under way, in seconds; 0 without one. An age and nothing else: what others
-- ask stays hidden from the runtime role.
create function kernel.longest_transaction() returns double precision language sql volatile security definer set search_path = pg_catalog, pg_temp
  as $$
    select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)::double precision
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
  $$;
revoke all on function kernel.longest_transaction() from public;
grant execute on function kernel.longest_transaction() to chungtay_app;
