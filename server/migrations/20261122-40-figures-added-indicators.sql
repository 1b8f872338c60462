-- Indicators beyond those of the program, added while it runs; and the number by which every process sees that it must read them again.

-- What processes keep in memory, each with a number that rises when it changes.
create table kernel.in_memory (
  name text primary key check (name ~ '^[a-z][a-z-]{1,40}$'),
  version bigint not null default 0
);
call kernel.guard('kernel.in_memory');
create policy known on kernel.in_memory for select to chungtay_app using (true);
grant select on kernel.in_memory to chungtay_app;
insert into kernel.in_memory (name) values ('catalogue');

alter table figures.indicator
  -- By whose unit it was added, for its subtree; null: ships with the program, or added by the centre for everybody.
  add column owner_unit_id integer references org.unit,
  -- How it counts, which never changes; null for what ships with the program.
  add column facts jsonb,
  add column unit_words jsonb,
  add column source text check (length(source) <= 300),
  add column valid_from date,
  -- The first day on which new forms no longer ask for it.
  add column valid_to date,
  add column added_at timestamptz,
  add column added_by integer references identity.post,
  -- Slots up to 200 are for releases.
  add constraint added_slots check ((facts is null) = (slot <= 200)),
  add constraint added_whole check (facts is null or (unit_words is not null and source is not null and valid_from is not null and added_at is not null)),
  add constraint ends_after_it_begins check (valid_to > valid_from),
  add constraint owner_adds check (facts is not null or owner_unit_id is null);

-- The last slot that was given out. A slot is never given twice, also where nothing was ever counted in it.
create table figures.slot_given (
  only_one boolean primary key default true check (only_one),
  slot smallint not null
);
call kernel.guard('figures.slot_given');
insert into figures.slot_given (slot) values (200);

-- Gives out the next slots, to one after the other: whoever comes second waits for the first to commit.
create function figures.give_slots(many integer) returns integer language plpgsql security definer set search_path = figures, pg_catalog, pg_temp as $$
declare
  last integer;
begin
  if not ('design' = any (kernel.deeds())) or many not between 1 and 60 then
    raise exception 'slots are given to those who add indicators' using errcode = 'insufficient_privilege';
  end if;
  update figures.slot_given set slot = slot + many returning slot into last;
  return last - many + 1;
end $$;
revoke all on function figures.give_slots(integer) from public;
grant execute on function figures.give_slots(integer) to chungtay_app;

create function figures.catalogue_changed() returns trigger language plpgsql security definer set search_path = kernel, pg_catalog, pg_temp as $$
begin
  update kernel.in_memory set version = version + 1 where name = 'catalogue';
  return null;
end $$;
revoke all on function figures.catalogue_changed() from public;
create trigger catalogue_changed after insert or update on figures.indicator
  for each row when (new.facts is not null) execute function figures.catalogue_changed();

-- Whether what a unit added for its subtree is known to who asks: those below it, those above it, and itself.
create function figures.is_known_from(owner integer) returns boolean language sql stable security definer set search_path = org, pg_catalog, pg_temp
  as $$
    select kernel.all_units() or exists (
      select from reach r where (r.ancestor_id = owner and r.descendant_id = kernel.scope_unit())
        or (r.ancestor_id = kernel.scope_unit() and r.descendant_id = owner))
  $$;
revoke all on function figures.is_known_from(integer) from public;
grant execute on function figures.is_known_from(integer) to chungtay_app;

drop policy known on figures.indicator;
create policy known on figures.indicator for select to chungtay_app using (owner_unit_id is null or figures.is_known_from(owner_unit_id));
-- The centre adds for everybody, a province for itself and what is below it.
create policy add_own on figures.indicator for insert to chungtay_app
  with check (facts is not null and 'design' = any ((select kernel.deeds())::text[])
    and case when owner_unit_id is null then (select kernel.all_units()) else owner_unit_id = (select kernel.scope_unit()) end);
create policy correct_own on figures.indicator for update to chungtay_app
  using (facts is not null and 'design' = any ((select kernel.deeds())::text[])
    and case when owner_unit_id is null then (select kernel.all_units()) else owner_unit_id = (select kernel.scope_unit()) end)
  with check (facts is not null);
grant insert on figures.indicator to chungtay_app;
-- How it counts stays; its words may be corrected, and it may end.
grant update (words, unit_words, source, valid_to) on figures.indicator to chungtay_app;
