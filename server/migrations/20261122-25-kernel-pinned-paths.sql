-- Functions that run as their owner look for names in their own schemas and last of all among temporary tables, which anybody may make.
alter procedure org.rebuild_reach() set search_path = org, pg_catalog, pg_temp;
alter function identity.named_posts(integer[]) set search_path = identity, pg_catalog, pg_temp;
alter function figures.sheet_changed() set search_path = figures, pg_catalog, pg_temp;
alter function figures.expectation_changed() set search_path = figures, pg_catalog, pg_temp;
alter function figures.freeze(integer, integer, text, text, text, date, timestamptz, integer, integer, text)
  set search_path = figures, pg_catalog, pg_temp;

-- The program makes no temporary tables as the runtime role; an owner of the database itself may take the right away.
do $$
begin
  if (select pg_has_role(current_user, datdba, 'usage') from pg_database where datname = current_database()) then
    execute format('revoke temporary on database %I from public, chungtay_app', current_database());
  end if;
end $$;
