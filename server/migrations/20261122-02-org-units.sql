-- Dated units: what a unit was called, what it was and where it stood, from day to day. Codes are not identities.
create schema org;
grant usage on schema org to chungtay_app;

create table org.change_set (
  id integer generated always as identity primary key,
  title jsonb not null,
  -- Null: the register as it was found, valid from before records begin.
  effective_on date,
  legal_basis text,
  source_hash text not null constraint change_set_once unique,
  applied_at timestamptz not null
);

create table org.unit (
  id integer generated always as identity primary key,
  level text not null check (level in ('nation', 'province', 'district', 'commune', 'residential_area'))
);

create table org.unit_state (
  id integer generated always as identity primary key,
  unit_id integer not null references org.unit,
  -- Null for residential areas, which have no official code.
  code text,
  name text not null,
  full_name text not null,
  -- The full name without accents and in small letters, for search.
  folded text not null,
  type text not null,
  parent_id integer references org.unit,
  during daterange not null check (not isempty(during)),
  change_set_id integer not null references org.change_set,
  legal_basis text,
  constraint one_state_at_a_time exclude using gist (unit_id with =, during with &&),
  constraint one_unit_per_code exclude using gist (code with =, during with &&)
);
create index unit_state_by_parent on org.unit_state (parent_id);
create index unit_state_by_code on org.unit_state (code);

create table org.succession (
  predecessor_id integer not null references org.unit,
  successor_id integer not null references org.unit,
  effective_on date not null,
  kind text not null check (kind in ('whole', 'part')),
  scope text not null,
  -- Share of the population that moved, where the legal text settles it. Null is unknown, not zero.
  weight numeric check (weight between 0 and 1),
  legal_basis text,
  clause text,
  note text,
  change_set_id integer not null references org.change_set,
  primary key (predecessor_id, successor_id, effective_on)
);
create index succession_by_successor on org.succession (successor_id);

-- Who stands above whom, day by day; every unit reaches itself while it is in force.
-- After a unit has ended, its figures stand in the unit that took it over whole, else in the lowest unit that holds all its parts.
-- Rewritten as a whole from states and successions, which hold the foreign keys: checking 80,000 rows again would double the time.
create table org.reach (
  ancestor_id integer not null,
  descendant_id integer not null,
  depth smallint not null,
  during daterange not null
);
create index reach_up on org.reach (descendant_id, ancestor_id) include (depth, during);
create index reach_down on org.reach (ancestor_id, descendant_id);

create table org.area_tag (
  id integer generated always as identity primary key,
  unit_id integer not null references org.unit,
  tag text not null check (tag in ('priority', 'border', 'ethnic', 'religious', 'island')),
  during daterange not null check (not isempty(during)),
  basis text not null,
  constraint tag_once_at_a_time exclude using gist (unit_id with =, tag with =, during with &&)
);

create table org.body (
  id integer generated always as identity primary key,
  unit_id integer not null references org.unit,
  kind text not null check (kind in ('committee', 'police', 'front', 'women', 'youth', 'veterans', 'farmers')),
  -- The line of authority the body belongs to.
  line text not null,
  name jsonb not null,
  -- The standing agency keeps the committee's line.
  standing boolean not null default false,
  constraint one_body_of_a_kind unique (unit_id, kind)
);

call kernel.guard('org.change_set');
call kernel.guard('org.unit');
call kernel.guard('org.unit_state');
call kernel.guard('org.succession');
call kernel.guard('org.reach');
call kernel.guard('org.area_tag');
call kernel.guard('org.body');

-- The register of units is public knowledge; area tags and bodies are internal.
create policy known on org.change_set for select to chungtay_app using (true);
create policy known on org.unit for select to chungtay_app using (true);
create policy known on org.unit_state for select to chungtay_app using (true);
create policy known on org.succession for select to chungtay_app using (true);
create policy known on org.reach for select to chungtay_app using (true);
create policy known on org.body for select to chungtay_app using ((select kernel.acting_user()) is not null);
create policy within_reach on org.area_tag to chungtay_app
  using ((select kernel.all_units()) or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())))
  with check ((select kernel.all_units()) or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())));
grant select on all tables in schema org to chungtay_app;
grant insert, update on org.area_tag to chungtay_app;

-- The audit is read within the subtree of those in charge.
create policy inspect on kernel.audit for select to chungtay_app using ((select kernel.reads_audit()) and ((select kernel.all_units())
  or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
