-- What anyone may read of a suspension (数字化城市管理挂账规则: approved and published): matter, street, since when, when it is looked at again, and why;
-- no word of the report, nothing of the reporter, and no confidential case. It runs with the rights of its owner, so it shows the same to everyone
-- whatever the floor of the tables lets them see. The line that granted the suspension is the last of its kind: a case may be suspended twice.
create view cases.suspended_case with (security_invoker = false, security_barrier = true) as
  select c.region, c.number, c.matter_code, coalesce(c.street_code, c.region) as area_code, t.at as since, c.review_on, t.data->>'reason' as cause
  from cases.case_file c
  join cases.timeline t on t.region = c.region and t.case_id = c.id and t.action = 'grant-suspension'
  where c.state = 'suspended' and c.identity <> 'confidential'
    and not exists (
      select 1 from cases.timeline later
      where later.region = t.region and later.case_id = t.case_id and later.action = 'grant-suspension' and later.step > t.step
    );

grant select on cases.suspended_case to banyan_app;
