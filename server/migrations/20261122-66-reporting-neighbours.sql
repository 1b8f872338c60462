-- Whether the units below one may see how timely their neighbours are. Off until their superior switches it on.
create table reporting.neighbour_ranking (
  unit_id integer primary key references org.unit,
  is_on boolean not null,
  changed_at timestamptz not null,
  changed_by integer references identity.post
);
create index neighbour_ranking_by_changer on reporting.neighbour_ranking (changed_by);
call kernel.guard('reporting.neighbour_ranking');
create policy known on reporting.neighbour_ranking for select to chungtay_app using ((select kernel.acting_user()) is not null);
create policy design on reporting.neighbour_ranking for insert to chungtay_app
  with check ('design' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()));
create policy switch on reporting.neighbour_ranking for update to chungtay_app
  using ('design' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()))
  with check ('design' = any ((select kernel.deeds())::text[]) and unit_id = (select kernel.scope_unit()));
grant select, insert, update on reporting.neighbour_ranking to chungtay_app;

-- When the units below the own superior sent what was due, on the own lines: nothing but moments, and nothing while it is switched off.
create function reporting.neighbour_sendings(since timestamptz, until timestamptz)
  returns table (superior_id integer, unit_id integer, due_at timestamptz, first_at timestamptz)
  language sql stable security definer set search_path = reporting, pg_catalog, pg_temp as $$
    with superior as (
      select r.superior_id as id from report r
      join neighbour_ranking s on s.unit_id = r.superior_id and s.is_on
      where r.unit_id = kernel.scope_unit() and r.line = any (kernel.own_lines())
      order by r.due_at desc limit 1
    )
    select r.superior_id, r.unit_id, r.due_at, first.submitted_at
    from superior s
    join report r on r.superior_id = s.id
    left join submission first on first.report_id = r.id and first.revision = 1
    where r.line = any (kernel.own_lines()) and r.due_at >= since and r.due_at < until and r.form not like 'YC-%'
  $$;
revoke all on function reporting.neighbour_sendings(timestamptz, timestamptz) from public;
grant execute on function reporting.neighbour_sendings(timestamptz, timestamptz) to chungtay_app;
