-- What Open311 may show of a case to anyone: no word of the reporter, the place to about a hundred metres, nothing confidential or taken back.
-- The reply is for the system that filed the request alone. It runs with the rights of whoever reads.
create view cases.public_case with (security_invoker = true) as
  select region, id, number, state, matter_code, area_code, street_code, desk_unit, lead_unit, outcome, reply,
    round(lat::numeric, 3)::double precision as lat, round(lon::numeric, 3)::double precision as lon,
    reported_at, dispatched_at, promise_at, asked_at, closed_at
  from cases.case_file
  where identity <> 'confidential' and state <> 'withdrawn';

grant select on cases.public_case to banyan_app;
