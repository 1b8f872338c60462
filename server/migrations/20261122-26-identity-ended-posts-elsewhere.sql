-- A post that was ended at once, or taken back before it began, is held nowhere: it neither keeps an administrator from resetting
-- the account nor says at which unit the entries about it stand.
create or replace function identity.holds_posts_elsewhere(account text, top integer, today date) returns boolean
  language sql stable security definer set search_path = identity, org, pg_catalog, pg_temp
  as $$
    select exists (
      select from post p join body b on b.id = p.body_id
      where p.user_id = account and not p.annulled and p.ended_at is null and (upper_inf(p.during) or upper(p.during) > today)
        and not exists (select from reach r where r.ancestor_id = top and r.descendant_id = b.unit_id and r.during @> today))
  $$;

create or replace function identity.unit_of_account(account text) returns integer
  language sql stable security definer set search_path = identity, org, pg_catalog, pg_temp
  as $$
    select b.unit_id from post p join body b on b.id = p.body_id where p.user_id = account
    order by (p.during @> (kernel.request_at() at time zone 'Asia/Ho_Chi_Minh')::date and p.ended_at is null and not p.annulled) desc,
      upper(p.during) desc nulls first, p.id limit 1
  $$;
