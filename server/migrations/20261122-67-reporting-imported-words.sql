-- Words that come with reports in bulk: whoever may import the figures of a line brings its words along, for reports within reach. What
-- the unit itself is writing stays its own; it begins with the imported words only where it has none.
create policy send_imported on reporting.narrative_sent for insert to chungtay_app
  with check ('import' = any ((select kernel.deeds())::text[])
    and exists (select from reporting.report r where r.id = report_id and r.line = any ((select kernel.own_lines())::text[])));
create policy keep_imported on reporting.narrative for insert to chungtay_app
  with check ('import' = any ((select kernel.deeds())::text[])
    and exists (select from reporting.report r where r.id = report_id and r.line = any ((select kernel.own_lines())::text[])));
