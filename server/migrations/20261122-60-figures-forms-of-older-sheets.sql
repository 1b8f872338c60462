-- Sheets of before sheets knew their form were filled by one form alone, the one whose submission they come from. Without its name
-- the next submission of that very form looked like that of another one, and the sheet like one of several forms.
-- No figure changes, so the totals have nothing to follow.
alter table figures.sheet disable trigger totals_follow_update;
with behind as (
  select s.unit_id, s.period_id, s.line, s.reading, s.source_id as source
  from figures.sheet s
  where s.source = 'submission' and s.form is null and s.source_ids is null
  union all
  select s.unit_id, s.period_id, s.line, s.reading, min(u.source)
  from figures.sheet s
  cross join unnest(s.own, s.declared, s.source_ids) as u (own, declared, source)
  where s.source = 'submission' and s.source_ids is not null and coalesce(u.own, u.declared) is not null
  group by s.unit_id, s.period_id, s.line, s.reading
  having count(distinct u.source) = 1 and count(*) = count(u.source)
)
update figures.sheet s set form = r.form, source_id = b.source, source_ids = null
from behind b
join reporting.submission sent on sent.id = b.source
join reporting.report r on r.id = sent.report_id
where (s.unit_id, s.period_id, s.line, s.reading) = (b.unit_id, b.period_id, b.line, b.reading)
  and (r.unit_id, r.period_id, r.line) = (b.unit_id, b.period_id, b.line);
alter table figures.sheet enable trigger totals_follow_update;
