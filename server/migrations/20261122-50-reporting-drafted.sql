-- Who saved an open draft last and when: whoever typed elsewhere meanwhile is told whose figures stand against his own.
alter table reporting.report
  add column drafted_by integer references identity.post,
  add column drafted_at timestamptz;
