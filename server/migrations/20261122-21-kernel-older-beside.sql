-- A process of release 0.1.0 that still runs during an update announces who asks in its own, shorter way: without the lines a post acts for
-- and without its deeds. For such a session, and only for it, the lines that are read stand for both, as they did in that release.
-- A process of this release always announces all of them. To be taken back by a contract migration once no 0.1.0 runs any more.
create or replace function kernel.own_lines() returns text[] language sql stable parallel safe
  return string_to_array(
    coalesce(current_setting('app.own_lines', true), current_setting('app.lines', true), ''), ',');
create or replace function kernel.deeds() returns text[] language sql stable parallel safe
  return case
    when current_setting('app.deeds', true) is null and coalesce(current_setting('app.user', true), '') <> '' then '{tag-unit}'::text[]
    else string_to_array(coalesce(current_setting('app.deeds', true), ''), ',')
  end;
