-- What officers write into a review report by hand: paragraphs they changed, and paragraphs they took up from the words of
-- reports. Both stay when the report is made again from newer figures.
create schema review;
grant usage on schema review to chungtay_app;

create table review.edit (
  id integer generated always as identity primary key,
  unit_id integer not null references org.unit,
  period_id integer not null references figures.period,
  reading text not null check (reading in ('accepted', 'submitted')),
  language text not null check (language in ('vi', 'en')),
  -- The paragraph, by its key in the document, and the section it stood in.
  block text not null,
  section text not null,
  -- Empty: the paragraph is left out.
  text text not null,
  -- What the program had written when it was changed; another text today means other figures.
  from_text text not null,
  version integer not null default 1,
  edited_at timestamptz not null,
  edited_by integer references identity.post,
  constraint edit_once unique (unit_id, period_id, reading, language, block)
);

create table review.addition (
  id integer generated always as identity primary key,
  unit_id integer not null references org.unit,
  period_id integer not null references figures.period,
  reading text not null check (reading in ('accepted', 'submitted')),
  language text not null check (language in ('vi', 'en')),
  section text not null check (section in ('results', 'limits', 'tasks', 'requests')),
  -- Figures stand in it by reference, each with its unit and period.
  text text not null,
  source_report_id integer not null references reporting.report,
  source_revision integer not null,
  source_section text not null,
  source_at integer not null,
  added_at timestamptz not null,
  added_by integer references identity.post,
  constraint addition_once unique (unit_id, period_id, reading, language, source_report_id, source_section, source_at)
);

call kernel.guard('review.edit');
call kernel.guard('review.addition');

-- Read by those who read every line of the unit; written by those who draft its reviews.
create policy within_reach on review.edit for select to chungtay_app
  using ('all' = any ((select kernel.lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy draft_own on review.edit for insert to chungtay_app
  with check ('draft-review' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()));
create policy change_own on review.edit for update to chungtay_app
  using ('draft-review' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()))
  with check ('draft-review' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()));
create policy undo_own on review.edit for delete to chungtay_app
  using ('draft-review' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()));
create policy within_reach on review.addition for select to chungtay_app
  using ('all' = any ((select kernel.lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy draft_own on review.addition for insert to chungtay_app
  with check ('draft-review' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()));
create policy undo_own on review.addition for delete to chungtay_app
  using ('draft-review' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()));
grant select, insert, update, delete on review.edit to chungtay_app;
grant select, insert, delete on review.addition to chungtay_app;
