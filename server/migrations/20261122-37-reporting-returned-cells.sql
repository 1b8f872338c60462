-- A report is returned whole, or by single cells while the rest stays accepted (decision 0022).
alter table reporting.submission
  -- Of the cells that came back why; null for sums that rest on one of them. Empty column: the whole report came back.
  add column returned_cells jsonb,
  add constraint returned_cells_are_returned check (returned_cells is null or (decision = 'returned' and jsonb_typeof(returned_cells) = 'object'));
alter table reporting.submission drop constraint return_has_reason;
alter table reporting.submission add constraint return_has_reason
  check (decision is distinct from 'returned' or reason is not null or returned_cells is not null);
