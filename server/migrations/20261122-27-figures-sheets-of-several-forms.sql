-- Several forms may fill one sheet: each writes its own cells and leaves those of the others as they are.
alter table figures.sheet
  -- The form that alone filled the sheet; empty where there were several, and for sheets of before.
  add column form text,
  -- By slot, where several forms filled it: what brought each cell.
  add column source_ids bigint[];

-- An array with some of its slots taken from another; beyond its end stands nothing.
create function figures.with_slots(kept anyarray, fresh anyarray, slots smallint[]) returns anyarray language sql immutable parallel safe as $$
  select array_agg(case when g = any (slots) then fresh[g] else kept[g] end order by g)
  from generate_series(1, greatest(cardinality(kept), cardinality(fresh))) g
$$;

-- What brought each cell of a sheet, by slot.
create function figures.sources_of(sheet figures.sheet) returns bigint[] language sql immutable parallel safe as $$
  select coalesce((sheet).source_ids, array_fill((sheet).source_id, array[greatest(cardinality((sheet).own), cardinality((sheet).declared), 1)]))
$$;

-- A sheet after one form has filled its slots anew; `whole`: these are all the slots of the form, and where no other form has a
-- part in the sheet it is simply replaced.
create function figures.refilled(kept figures.sheet, fresh figures.sheet, slots smallint[], indicators text[], whole boolean) returns figures.sheet
language plpgsql immutable parallel safe as $$
declare
  made figures.sheet := fresh;
begin
  if (kept).form = (fresh).form and whole then return fresh; end if;
  made.form := case when (kept).form = (fresh).form then (kept).form end;
  made.own := coalesce(figures.with_slots((kept).own, (fresh).own, slots), '{}');
  made.precision := array(select coalesce(p, 0) from unnest(figures.with_slots((kept).precision, (fresh).precision, slots)) with ordinality as u (p, at) order by at);
  made.declared := figures.with_slots((kept).declared, (fresh).declared, slots);
  if cardinality(array_remove(made.declared, null)) = 0 then made.declared := null; end if;
  made.notes := nullif((coalesce((kept).notes, '{}') - indicators) || coalesce((fresh).notes, '{}'), '{}');
  made.source_ids := figures.with_slots(figures.sources_of(kept), figures.sources_of(fresh), slots);
  return made;
end $$;

-- The part of a sheet that one form filled, without the slots that are left out.
create function figures.part_of(sheet figures.sheet, at_form text, slots smallint[], indicators text[], leaving smallint[]) returns figures.sheet
language plpgsql immutable parallel safe as $$
declare
  made figures.sheet := sheet;
  taken smallint[] := slots;
begin
  if (sheet).form = at_form and cardinality(leaving) = 0 then return sheet; end if;
  if cardinality(leaving) > 0 then
    taken := array(select slot from unnest(slots) slot where slot <> all (leaving));
  end if;
  made.form := at_form;
  made.own := coalesce(figures.with_slots(array[]::numeric[], (sheet).own, taken), '{}');
  made.precision := array(select coalesce(p, 0) from unnest(figures.with_slots(array[]::smallint[], (sheet).precision, taken)) with ordinality as u (p, at) order by at);
  made.declared := figures.with_slots(array[]::numeric[], (sheet).declared, taken);
  if cardinality(array_remove(made.declared, null)) = 0 then made.declared := null; end if;
  made.notes := (select jsonb_object_agg(n.key, n.value) from jsonb_each((sheet).notes) n
                 where n.key = any (indicators) and not exists (select from figures.indicator i where i.id = n.key and i.slot = any (leaving)));
  made.source_id := coalesce((select s from unnest((sheet).source_ids) with ordinality as u (s, slot) where slot = any (slots) and s is not null limit 1), (sheet).source_id);
  made.source_ids := null;
  return made;
end $$;
-- It reads the catalogue for the remarks of what is left out, so it is not immutable.
alter function figures.part_of(figures.sheet, text, smallint[], text[], smallint[]) stable;
