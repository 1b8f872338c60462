-- Postings of one period and line meet in a queue: sheets, then units, then totals from below to the root, period after longer period.
-- A transaction that posts several of them, one after the other, goes back from a longer period to a shorter one, from the root to the
-- units: whatever the order of its parts, two could wait for each other. So it posts while no other transaction does, and the
-- others, which go on beside each other, wait for it before they hold anything.
create function figures.wait_in_turn() returns trigger language plpgsql set search_path = figures, pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('figures.sheet'), 0);
  return null;
end $$;
revoke all on function figures.wait_in_turn() from public;
create trigger in_turn before insert or update or delete on figures.sheet for each statement execute function figures.wait_in_turn();

-- Asked for before the first of several postings of a transaction.
create function figures.post_alone() returns void language sql volatile set search_path = figures, pg_catalog, pg_temp as $$
  select pg_advisory_xact_lock(hashtext('figures.sheet'), 0)
$$;
revoke all on function figures.post_alone() from public;
grant execute on function figures.post_alone() to chungtay_app;
