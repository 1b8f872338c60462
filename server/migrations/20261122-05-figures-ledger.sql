-- The ledger of figures: cells as they were posted, what shorter periods give to longer ones, and totals up the tree.
-- One row holds all indicators of a unit, period and line; the position in every array is the indicator's slot.
create schema figures;
grant usage on schema figures to chungtay_app;

create table figures.indicator (
  id text primary key,
  slot smallint not null unique check (slot > 0),
  kind text not null check (kind in ('F', 'S', 'D', 'R', 'A', 'B')),
  share text not null check (share in ('one', 'add')),
  -- For `one`: the line whose cell is the figure of the unit.
  home_line text,
  words jsonb not null
);

create table figures.period (
  id integer primary key,
  code text not null unique,
  calendar text not null,
  kind text not null,
  -- First day to the day after the cut-off.
  during daterange not null,
  -- The next longer period this one adds up to.
  parent_id integer references figures.period
);

-- Which longer periods hold a shorter one; every period holds itself.
create table figures.period_within (
  period_id integer not null references figures.period,
  within_id integer not null references figures.period,
  -- Both have the same cut-off: the shorter gives the longer its stocks.
  same_end boolean not null,
  primary key (period_id, within_id)
);

create table figures.sheet (
  unit_id integer not null references org.unit,
  period_id integer not null references figures.period,
  line text not null check (line <> 'all'),
  reading text not null check (reading in ('submitted', 'accepted')),
  -- The body's own work or area: added up the tree.
  own numeric[] not null,
  -- 0 exact, 1 at least ("hơn"), 2 about ("gần"), for each slot of own.
  precision smallint[] not null,
  -- Figures quoted for the whole area: shown beside the total, never added.
  declared numeric[],
  -- Remarks by indicator id.
  notes jsonb,
  source text not null check (source in ('submission', 'activities', 'registry', 'import')),
  source_id bigint,
  changed_at timestamptz not null,
  primary key (unit_id, period_id, line, reading)
);
create index sheet_by_period on figures.sheet (period_id, line, reading);

-- Totals up the dated tree, per line and (line = 'all') over lines; every array by slot. Kept for districts, provinces and
-- the nation; a commune's figures are read from its own few sheets.
create table figures.total (
  unit_id integer not null,
  period_id integer not null,
  line text not null,
  reading text not null,
  sum numeric[] not null,
  -- Cells of this very period behind the sum.
  n integer[] not null,
  -- Cells of shorter periods behind the sum, where a unit has none of this period.
  rolled integer[] not null,
  at_least integer[] not null,
  about integer[] not null,
  primary key (unit_id, period_id, line, reading)
);
create index total_by_period on figures.total (period_id, line, reading);

-- Which units are expected to report which slots, and how many that makes at each unit above.
create table figures.expectation (
  unit_id integer not null references org.unit,
  period_id integer not null references figures.period,
  line text not null,
  slots smallint[] not null,
  primary key (unit_id, period_id, line)
);
create table figures.expected_total (
  unit_id integer not null,
  period_id integer not null,
  line text not null,
  n integer[] not null,
  primary key (unit_id, period_id, line)
);

-- Frozen official figures: an edition never changes, it is superseded.
create table figures.edition (
  id integer generated always as identity primary key,
  unit_id integer not null references org.unit,
  period_id integer not null references figures.period,
  line text not null,
  form text not null,
  number text not null,
  issued_on date not null,
  issued_at timestamptz not null,
  signer_post_id integer not null references identity.post,
  hash text not null,
  supersedes_id integer unique references figures.edition,
  reason text,
  constraint reason_for_superseding check (supersedes_id is null or reason is not null)
);
create unique index edition_number_once on figures.edition (unit_id, line, number, extract(year from issued_on));
create unique index edition_first_once on figures.edition (unit_id, period_id, form) where supersedes_id is null;
create table figures.edition_total (
  edition_id integer not null references figures.edition,
  unit_id integer not null,
  sum numeric[] not null,
  n integer[] not null,
  rolled integer[] not null,
  at_least integer[] not null,
  about integer[] not null,
  primary key (edition_id, unit_id)
);

-- The cells as plain rows, for people with SQL or a BI tool.
create view figures.cell with (security_invoker = true) as
select s.unit_id, p.code as period, s.line, s.reading, i.id as indicator, cell.value,
       (array['exact', 'at_least', 'about'])[s.precision[i.slot] + 1] as precision,
       s.declared[i.slot] as declared, s.notes ->> i.id as note, s.source, s.source_id, s.changed_at
from figures.sheet s
join figures.period p on p.id = s.period_id
cross join unnest(s.own) with ordinality as cell (value, slot)
join figures.indicator i on i.slot = cell.slot
where cell.value is not null or s.declared[i.slot] is not null;

call kernel.guard('figures.indicator');
call kernel.guard('figures.period');
call kernel.guard('figures.sheet');
call kernel.guard('figures.period_within');
call kernel.guard('figures.total');
call kernel.guard('figures.expectation');
call kernel.guard('figures.expected_total');
call kernel.guard('figures.edition');
call kernel.guard('figures.edition_total');

create policy known on figures.indicator for select to chungtay_app using (true);
create policy known on figures.period_within for select to chungtay_app using (true);
create policy known on figures.period for select to chungtay_app using (true);

-- A line in the subtree, by the post that is asking.
create policy within_reach on figures.sheet to chungtay_app
  using (line = any ((select kernel.lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))))
  with check (line = any ((select kernel.lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
-- Every post reads the committee's figures of its own unit.
create policy own_committee on figures.sheet for select to chungtay_app
  using (unit_id = (select kernel.scope_unit()) and line = 'committee' and (select kernel.lines()) <> '{}');
create policy within_reach on figures.total for select to chungtay_app
  using (line = any ((select kernel.lines())::text[]) and ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit()))));
create policy own_committee on figures.total for select to chungtay_app
  using (unit_id = (select kernel.scope_unit()) and line = 'committee' and (select kernel.lines()) <> '{}');
create policy within_reach on figures.expectation to chungtay_app
  using ((select kernel.all_units())
    or unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())))
  with check ((select kernel.all_units()));
create policy known on figures.expected_total for select to chungtay_app using ((select kernel.acting_user()) is not null);
-- Issued editions are public within the administration; who reads which is a rule of reporting. Only `figures.freeze` writes them.
create policy issued on figures.edition for select to chungtay_app
  using ((select kernel.lines()) <> '{}' and (select kernel.acting_user()) is not null);
create policy issued on figures.edition_total for select to chungtay_app
  using ((select kernel.lines()) <> '{}' and (select kernel.acting_user()) is not null);

grant select on all tables in schema figures to chungtay_app;
grant insert, update, delete on figures.sheet to chungtay_app;
grant insert on figures.expectation to chungtay_app;
