-- Who does not see a case does not change it either, nor its clocks and calls, even by a statement without a condition.
alter policy case_changed on cases.case_file using (
  current_setting('app.regions', true) = '*'
  or region = any (string_to_array(current_setting('app.regions', true), ','))
  or involved_units && string_to_array(nullif(current_setting('app.units', true), ''), ',')
  or (reporter_id is not null and reporter_id::text = current_setting('app.person', true))
  or (pass_hash is not null and pass_hash = current_setting('app.pass', true))
);

alter policy clock_changed on cases.clock using (
  current_setting('app.regions', true) = '*'
  or region = any (string_to_array(current_setting('app.regions', true), ','))
  or exists (select 1 from cases.case_file c where c.region = clock.region and c.id = clock.case_id)
);

alter policy case_call_changed on cases.case_call using (
  current_setting('app.regions', true) = '*'
  or region = any (string_to_array(current_setting('app.regions', true), ','))
  or exists (select 1 from cases.case_file c where c.region = case_call.region and c.id = case_call.case_id)
);

comment on column cases.case_call.note is 'personal: free text';
