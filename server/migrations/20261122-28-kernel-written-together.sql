-- Requests that are written together in one transaction: their keys are looked up and kept in one statement each.
create policy together_see on kernel.idempotency_key for select to chungtay_app using ((select kernel.acting_user()) = 'together');
create policy together_keep on kernel.idempotency_key for insert to chungtay_app with check ((select kernel.acting_user()) = 'together');
