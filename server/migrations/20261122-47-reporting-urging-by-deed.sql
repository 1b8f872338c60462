-- The units of a letter are written by whoever drafts it, and by nobody who only reads it.
drop policy urge on reporting.urging_of_report;
create policy urge on reporting.urging_of_report for insert to chungtay_app
  with check ('urge' = any ((select kernel.deeds())::text[])
    and exists (select from reporting.urging u where u.id = urging_id and u.sent_at is null
      and u.unit_id = (select kernel.scope_unit()) and u.line = any ((select kernel.own_lines())::text[])));
