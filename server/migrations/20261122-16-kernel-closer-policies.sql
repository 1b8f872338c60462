-- The database's own line, drawn closer: whoever only reads a line does not write it, whoever runs the instance sees no posts
-- and no obligations, and administrators touch what guards an account in their own subtree only.
-- A process of release 0.1.0 that still runs during an update announces who asks in its own, shorter way: without the lines a post acts for
-- and without its deeds. For such a session, and only for it, the lines that are read stand for both, as they did in that release.
-- A process of this release always announces all of them. To be taken back by a contract migration once no 0.1.0 runs any more.
create function kernel.own_lines() returns text[] language sql stable parallel safe
  return string_to_array(
    coalesce(current_setting('app.own_lines', true), current_setting('app.lines', true), ''), ',');
create function kernel.deeds() returns text[] language sql stable parallel safe
  return case
    when current_setting('app.deeds', true) is null and coalesce(current_setting('app.user', true), '') <> '' then '{tag-unit}'::text[]
    else string_to_array(coalesce(current_setting('app.deeds', true), ''), ',')
  end;

-- Figures and reports: read on the lines that are read, written on the lines one acts for.
drop policy within_reach on figures.sheet;
create policy within_reach on figures.sheet for select to chungtay_app
  using (line = any ((select kernel.lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy post_own on figures.sheet for insert to chungtay_app
  with check (line = any ((select kernel.own_lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy change_own on figures.sheet for update to chungtay_app
  using (line = any ((select kernel.own_lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))))
  with check (line = any ((select kernel.own_lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy withdraw_own on figures.sheet for delete to chungtay_app
  using (line = any ((select kernel.own_lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));

drop policy within_reach on reporting.report;
create policy within_reach on reporting.report for select to chungtay_app
  using (line = any ((select kernel.lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy open_own on reporting.report for insert to chungtay_app
  with check (line = any ((select kernel.own_lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy change_own on reporting.report for update to chungtay_app
  using (line = any ((select kernel.own_lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))))
  with check (line = any ((select kernel.own_lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));

drop policy with_report on reporting.submission;
create policy with_report on reporting.submission for select to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id));
create policy send_own on reporting.submission for insert to chungtay_app
  with check (exists (select from reporting.report r where r.id = report_id and r.line = any ((select kernel.own_lines())::text[])));
create policy decide_own on reporting.submission for update to chungtay_app
  using (exists (select from reporting.report r where r.id = report_id and r.line = any ((select kernel.own_lines())::text[])))
  with check (exists (select from reporting.report r where r.id = report_id and r.line = any ((select kernel.own_lines())::text[])));

-- Who owes what is known to those who read figures.
drop policy within_reach on figures.expectation;
create policy within_reach on figures.expectation for select to chungtay_app
  using ((select kernel.lines()) <> '{}' and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy expect on figures.expectation for insert to chungtay_app with check ((select kernel.all_units()));

-- Area tags are read in the subtree, and given by those who give them.
drop policy within_reach on org.area_tag;
create policy within_reach on org.area_tag for select to chungtay_app
  using ((select kernel.all_units()) or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())));
create policy give on org.area_tag for insert to chungtay_app
  with check ('tag-unit' = any ((select kernel.deeds())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy end_given on org.area_tag for update to chungtay_app
  using ('tag-unit' = any ((select kernel.deeds())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))))
  with check ('tag-unit' = any ((select kernel.deeds())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));

-- Posts are seen by those who read figures or give posts; the operator reads no content.
drop policy within_reach on identity.post;
create policy within_reach on identity.post for select to chungtay_app
  using (((select kernel.lines()) <> '{}' or (select kernel.administers()))
    and ((select kernel.all_units()) or exists (select from org.body b join org.reach r on r.descendant_id = b.unit_id
                 where b.id = body_id and r.ancestor_id = (select kernel.scope_unit()))));

-- Whether an account is for the asking administrator to guard: it holds a post in the subtree, or none yet.
create function identity.is_mine_to_guard(account text) returns boolean
  language sql stable security definer set search_path = identity, org, pg_catalog, pg_temp
  as $$
    select kernel.administers() and (not exists (select from post p where p.user_id = account) or exists (
      select from post p join body b on b.id = p.body_id join reach r on r.descendant_id = b.unit_id
      where p.user_id = account and (kernel.all_units() or r.ancestor_id = kernel.scope_unit())))
  $$;
revoke all on function identity.is_mine_to_guard(text) from public;
grant execute on function identity.is_mine_to_guard(text) to chungtay_app;
drop policy invite on identity.enrolment;
create policy invite on identity.enrolment for insert to chungtay_app with check (identity.is_mine_to_guard(user_id));
drop policy reset_see on identity.token;
create policy reset_see on identity.token for select to chungtay_app using (identity.is_mine_to_guard(user_id));
drop policy reset on identity.token;
create policy reset on identity.token for update to chungtay_app
  using (identity.is_mine_to_guard(user_id)) with check (identity.is_mine_to_guard(user_id) and revoked_at is not null);
drop policy reset_see on identity.passkey;
create policy reset_see on identity.passkey for select to chungtay_app using (identity.is_mine_to_guard(user_id));
drop policy reset on identity.passkey;
create policy reset on identity.passkey for delete to chungtay_app using (identity.is_mine_to_guard(user_id));
drop policy administer on identity.sign_on_binding;
create policy administer on identity.sign_on_binding to chungtay_app
  using (identity.is_mine_to_guard(user_id)) with check (identity.is_mine_to_guard(user_id));
