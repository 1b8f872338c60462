-- Shares of divided units that a person decided, with the paper it rests on. Withdrawn, never deleted.
create table figures.division_decision (
  id integer generated always as identity primary key,
  predecessor_id integer not null references org.unit,
  -- The day of the division.
  effective_on date not null,
  basis text not null check (length(basis) between 3 and 300),
  made_at timestamptz not null,
  made_by integer not null references identity.post,
  withdrawn_at timestamptz,
  withdrawn_by integer references identity.post,
  constraint withdrawn_by_somebody check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index division_decided_once on figures.division_decision (predecessor_id, effective_on) where withdrawn_at is null;
create index division_decision_by_maker on figures.division_decision (made_by);
create index division_decision_by_withdrawer on figures.division_decision (withdrawn_by);

create table figures.division_share (
  decision_id integer not null references figures.division_decision,
  successor_id integer not null references org.unit,
  -- Share of the divided unit's figures that goes to this successor.
  weight numeric not null check (weight between 0 and 1),
  primary key (decision_id, successor_id)
);
create index division_share_by_successor on figures.division_share (successor_id);

call kernel.guard('figures.division_decision');
call kernel.guard('figures.division_share');
-- As the successions themselves: a figure restated by a decision is the same for every reader.
create policy known on figures.division_decision for select to chungtay_app using (true);
create policy known on figures.division_share for select to chungtay_app using (true);
-- Decided by who keeps the units of an area and stands above every part.
create policy decide on figures.division_decision for insert to chungtay_app
  with check ('tag-unit' = any ((select kernel.deeds())::text[]) and made_by = (select kernel.acting_post()) and ((select kernel.all_units())
    or predecessor_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())) and not exists (
      select from org.succession s where s.predecessor_id = division_decision.predecessor_id and s.effective_on = division_decision.effective_on
        and s.successor_id not in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())))));
create policy withdraw on figures.division_decision for update to chungtay_app
  using ('tag-unit' = any ((select kernel.deeds())::text[]) and ((select kernel.all_units())
    or predecessor_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())) and not exists (
      select from org.succession s where s.predecessor_id = division_decision.predecessor_id and s.effective_on = division_decision.effective_on
        and s.successor_id not in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())))))
  with check ('tag-unit' = any ((select kernel.deeds())::text[]) and ((select kernel.all_units())
    or predecessor_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())) and not exists (
      select from org.succession s where s.predecessor_id = division_decision.predecessor_id and s.effective_on = division_decision.effective_on
        and s.successor_id not in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())))));
create policy decide on figures.division_share for insert to chungtay_app
  with check ('tag-unit' = any ((select kernel.deeds())::text[]) and ((select kernel.all_units())
    or successor_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
grant select, insert on figures.division_decision to chungtay_app;
grant update (withdrawn_at, withdrawn_by) on figures.division_decision to chungtay_app;
grant select, insert on figures.division_share to chungtay_app;

-- Every process reads the lineage of units again when something of it has changed.
insert into kernel.in_memory (name) values ('lineage');
create function kernel.lineage_changed() returns trigger language plpgsql security definer set search_path = kernel, pg_catalog, pg_temp as $$
begin
  update kernel.in_memory set version = version + 1 where name = 'lineage';
  return null;
end $$;
revoke all on function kernel.lineage_changed() from public;
create trigger lineage_changed after insert or update or delete on org.unit_state
  for each statement execute function kernel.lineage_changed();
create trigger lineage_changed after insert or update or delete on org.succession
  for each statement execute function kernel.lineage_changed();
create trigger lineage_changed after insert or update or delete on figures.division_decision
  for each statement execute function kernel.lineage_changed();
create trigger lineage_changed after insert or update or delete on figures.division_share
  for each statement execute function kernel.lineage_changed();

-- The sheets of divided units, for the shares that their successors get: whoever reads a successor on a line gets the same share as its
-- superior, although the old unit as a whole is not for it to see. The program hands on shares only.
create function figures.sheets_to_share(unit_ids integer[], period_ids integer[], asked_reading text)
returns setof figures.sheet language sql stable security definer set search_path = figures, pg_catalog, pg_temp as $$
  with recursive heirs as (
    select p.predecessor_id as id from org.succession p
    where not kernel.all_units() and p.successor_id in (select descendant_id from org.reach where ancestor_id = kernel.scope_unit())
    union
    select p.predecessor_id from org.succession p join heirs h on p.successor_id = h.id
  )
  select s.* from figures.sheet s
  where s.unit_id = any (unit_ids) and s.period_id = any (period_ids) and s.reading = asked_reading
    and s.line = any (kernel.lines())
    and (kernel.all_units() or s.unit_id in (select id from heirs))
$$;
revoke all on function figures.sheets_to_share(integer[], integer[], text) from public;
grant execute on function figures.sheets_to_share(integer[], integer[], text) to chungtay_app;
