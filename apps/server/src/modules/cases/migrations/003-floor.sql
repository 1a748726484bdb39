-- The floor under the parts of a case, told once: whoever may see the case may see them. As a function the plan of every read of a case is a
-- third as large; it is called only for who acts neither for the city nor for the county.
create function cases.is_seen(region text, case_id uuid) returns boolean language sql stable
  as $$ select exists (select 1 from cases.case_file c where c.region = $1 and c.id = $2) $$;

grant execute on function cases.is_seen to banyan_app;

alter policy timeline_seen on cases.timeline using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or cases.is_seen(region, case_id)
);

alter policy clock_seen on cases.clock using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or cases.is_seen(region, case_id)
);

alter policy case_call_seen on cases.case_call using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or cases.is_seen(region, case_id)
);

alter policy photo_seen on cases.photo using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or cases.is_seen(region, case_id)
);

alter policy look_seen on cases.look using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or cases.is_seen(region, case_id)
);

alter policy clock_changed on cases.clock using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or cases.is_seen(region, case_id)
) with check (true);

alter policy case_call_changed on cases.case_call using (
  (select current_setting('app.regions', true)) = '*'
  or region = any (string_to_array((select current_setting('app.regions', true)), ','))
  or cases.is_seen(region, case_id)
) with check (true);
