-- Whoever opens accounts for many units founds the bodies they stand at, where the register has not brought them yet.
create policy found on org.body for insert to chungtay_app
  with check ((select kernel.administers()) and unit_id in (select descendant_id from org.reach where ancestor_id = (select kernel.scope_unit())));
grant insert on org.body to chungtay_app;
