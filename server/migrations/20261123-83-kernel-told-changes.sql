-- Whoever listens hears that something was written: room, unit and post of each audit entry, told in the transaction of the write and so
-- heard after its commit. Never a word or a figure. A statement tells what it left in as few messages as possible: a message holds up to
-- 8,000 bytes, and whoever tells something waits at the commit for others that do. Names of rooms, and of the actions that nobody
-- else's screen shows and that come with every pause in typing, are given by the trigger.
create function kernel.tell_changes() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_notify('chungtay', room || '|' || string_agg(about, ','))
  from (
    select room, about, (row_number() over (partition by room order by about) - 1) / 400 as part
    from (
      select distinct split_part(action, '.', 1) as room, unit_id || '.' || coalesce(post_id, 0) as about
      from new_rows
      where unit_id is not null and split_part(action, '.', 1) = any (tg_argv[0]::text[]) and action <> all (tg_argv[1]::text[])
    ) told
  ) parted
  group by room, part;
  return null;
end $$;

create trigger tell after insert on kernel.audit referencing new table as new_rows for each statement
  execute function kernel.tell_changes('{org,reporting,review}',
    '{reporting.saveDraft,reporting.saveNarrative,reporting.checkWorkbook,reporting.checkWorkbookOfUnits,reporting.markMessagesRead,reporting.saveFormDraft,org.saveChangeDraft}');
