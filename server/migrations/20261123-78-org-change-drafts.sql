-- Change sets while they are prepared: by the administrator of a province for the units below it, by that of the centre for all.
create table org.change_draft (
  id integer generated always as identity primary key,
  -- Whose administrator prepares it.
  unit_id integer not null references org.unit,
  title jsonb not null,
  effective_on date,
  legal_basis text not null check (length(legal_basis) <= 300),
  -- Mergers, divisions and changes of single units, by the ids of units and the codes of new ones. Checked by the contract.
  items jsonb not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  -- The change set it has become. Taken back, it is prepared again.
  applied_as integer constraint applied_once unique references org.change_set
);
create index change_draft_by_unit on org.change_draft (unit_id);
call kernel.guard('org.change_draft');

-- Read in the subtree by those who change units, and by those who answer for figures and tags there; kept by whoever prepares it.
create policy read on org.change_draft for select to chungtay_app
  using (('change-units' = any ((select kernel.deeds())::text[]) or 'tag-unit' = any ((select kernel.deeds())::text[]))
    and unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())));
create policy prepare on org.change_draft for insert to chungtay_app
  with check ('change-units' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()) and applied_as is null);
create policy keep on org.change_draft for update to chungtay_app
  using ('change-units' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()) and applied_as is null)
  with check ('change-units' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()) and applied_as is null);
create policy discard on org.change_draft for delete to chungtay_app
  using ('change-units' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()) and applied_as is null);
grant select, insert, delete on org.change_draft to chungtay_app;
-- What it has become is written by the owner alone, in the transaction that changes the units.
grant update (title, effective_on, legal_basis, items, version, changed_at) on org.change_draft to chungtay_app;
